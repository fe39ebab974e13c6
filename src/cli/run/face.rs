use std::collections::HashMap;
use std::sync::mpsc::SyncSender;

use serde_json::{Map, Value as Json, json};

use super::given::Files;
use super::message::{Message, Said};
use super::terminal::Remote;
use crate::model::Parameter;
use crate::runner::inputs::{Asking, answered, complete};
use crate::runner::interpreter::{Direction, Event, Question, Scripts, Thrown, Token};
use crate::runner::machine;
use crate::runner::objects::{Level, Sink};
use crate::runner::shown;
use crate::runner::value::Value;

/// Tells what happens, and answers from a file or at the terminal.
pub(super) struct Face {
    sender: std::sync::Mutex<SyncSender<Message>>,
    trace: bool,
    answers: Option<Map<String, Json>>,
    is_terminal: bool,
    /// The runs, numbered as they began.
    tokens: std::sync::Mutex<HashMap<String, usize>>,
}

impl Face {
    pub(super) fn new(
        sender: SyncSender<Message>,
        trace: bool,
        answers: Option<Map<String, Json>>,
        is_terminal: bool,
    ) -> Self {
        Self {
            sender: std::sync::Mutex::new(sender),
            trace,
            answers,
            is_terminal,
            tokens: std::sync::Mutex::default(),
        }
    }

    fn sender(&self) -> SyncSender<Message> {
        let sender = self.sender.lock();
        sender
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    /// Tells the lines of several runs apart; those of the first have no mark.
    fn mark_of(&self, token: &Token) -> String {
        let tokens = self.tokens.lock();
        let mut tokens = tokens.unwrap_or_else(std::sync::PoisonError::into_inner);
        let next = tokens.len() + 1;
        let number = *tokens.entry(token.id.clone()).or_insert(next);
        match number {
            1 => String::new(),
            _ => format!(" ({number})"),
        }
    }

    fn say(&self, depth: usize, mark: &'static str, text: String, json: Json, shown: bool) {
        // Nobody listens any more when the program is about to end.
        let _ = self.sender().send(Message::Said(Said {
            depth,
            mark,
            text,
            json,
            shown,
        }));
    }
}

impl machine::Face for Face {
    fn log(&self, sink: Sink, level: Level, text: &str) {
        let mark = match level {
            Level::Debug => "debug:",
            Level::Info => "info:",
            Level::Warn => "warning:",
            Level::Error => "error:",
        };
        let sink = match sink {
            Sink::Run => "run",
            Sink::Events => "events",
            Sink::Console => "console",
        };
        let json = json!({ "event": "log", "log": sink, "level": level.as_str(), "text": text });
        self.say(2, mark, text.to_owned(), json, true);
    }

    fn event(&self, token: &Token, event: Event<'_>) {
        let id = &token.id;
        let of = self.mark_of(token);
        let say = |depth, mark, text: String, json| self.say(depth, mark, text + &of, json, true);
        match event {
            Event::Begins { workflow, depth } => {
                let json = json!({ "event": "begins", "token": id, "workflow": workflow.name, "id": workflow.id.as_str() });
                say(2 * depth, "", workflow.name.clone(), json);
            }
            Event::Item {
                workflow,
                item,
                depth,
            } => {
                let title = match item.display_name.as_str() {
                    "" => &item.name,
                    title => title,
                };
                let json = json!({ "event": "item", "token": id, "workflow": workflow.name, "item": item.name, "title": title });
                say(2 * depth + 1, "→", title.to_owned(), json);
            }
            Event::Turn { number, of: turns } => {
                let json = json!({ "event": "turn", "token": id, "number": number, "of": turns });
                say(2, "", format!("turn {number} of {turns}"), json);
            }
            Event::Bound {
                direction,
                name,
                variable,
                type_name,
                value,
            } => {
                if !self.trace {
                    return;
                }
                let (word, arrow) = match direction {
                    Direction::In => ("in", "←"),
                    Direction::Out => ("out", "→"),
                };
                let outside = variable.unwrap_or("nothing");
                let text = format!(
                    "{name} {arrow} {outside} = {}",
                    shown::text_of(value, type_name)
                );
                let json = json!({
                    "event": word, "token": id, "name": name, "variable": variable,
                    "value": shown::json_of(value, type_name),
                });
                say(3, "", text, json);
            }
            Event::Status(text) => {
                let json = json!({ "event": "status", "token": id, "text": text });
                say(2, "status:", text.to_owned(), json);
            }
            Event::Threw(text) => {
                let json = json!({ "event": "threw", "token": id, "text": text });
                say(2, "threw:", text.to_owned(), json);
            }
            Event::Waits(until) => {
                let until = shown::date(until);
                let json = json!({ "event": "waits", "token": id, "until": until });
                say(2, "waits until", until, json);
            }
            Event::Notice(text) => {
                let json = json!({ "event": "notice", "token": id, "text": text });
                say(2, "note:", text.to_owned(), json);
            }
            Event::Ends(state) => {
                let json = json!({ "event": "ends", "token": id, "state": state.as_str() });
                let text = format!("{}{of} {state}", token.workflow.name);
                self.say(0, "", text, json, true);
            }
        }
    }

    fn ask(
        &self,
        question: &Question<'_>,
        scripts: &mut dyn Scripts,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        let title = &question.item.display_name;
        if let Some(answers) = &self.answers
            && let Some(values) =
                answered(question, answers, &mut Files).map_err(Thrown::stopped)?
        {
            return Ok(values);
        }
        if !self.is_terminal {
            return Err(Thrown::stopped(format!(
                "`{title}` asks a person, and there is neither a terminal nor an answer in a file: \
                 give one with `--answers FILE`"
            )));
        }
        let inputs: Vec<Parameter> = question
            .fields
            .iter()
            .map(|(name, type_name, _)| Parameter {
                name: name.clone(),
                type_name: type_name.clone(),
                description: String::new(),
            })
            .collect();
        let before = question.fields.iter();
        let before = before.map(|(name, _, value)| (name.clone(), value.clone()));
        let mut remote = Remote::new(self.sender());
        let completed = complete(
            question.presentation,
            &inputs,
            before.collect(),
            Asking::Everything,
            scripts,
            &mut Files,
            Some(&mut remote),
        );
        let completed = completed.map_err(|incomplete| Thrown::stopped(incomplete.to_string()))?;
        Ok(completed.values)
    }
}
