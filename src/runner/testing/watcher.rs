//! Looks on while a test runs, and answers what it asks.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value as Json};

use super::outside::Elsewhere;
use super::ran::Line;
use crate::runner::inputs::answered;
use crate::runner::interpreter::{Event, Question, Scripts, Thrown, Token};
use crate::runner::machine::Face;
use crate::runner::objects::{Level, Sink};
use crate::runner::value::Value;

/// What was said and done since a step began.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) log: Vec<Line>,
    /// The items, one after the other.
    pub(super) path: Vec<String>,
}

/// Keeps everything until it is asked for.
#[derive(Default)]
pub(super) struct Watcher {
    seen: Mutex<Seen>,
    answers: Mutex<Map<String, Json>>,
}

impl Watcher {
    /// A step begins.
    pub(super) fn begin(&self, answers: &Map<String, Json>) {
        *self.seen() = Seen::default();
        let mut kept = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone_from(answers);
    }

    /// What has come since.
    pub(super) fn take(&self) -> Seen {
        std::mem::take(&mut *self.seen())
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Lists that only grow are whole whatever happened to their last holder.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self, level: &'static str, text: &str) {
        self.seen().log.push(Line {
            level,
            text: text.to_owned(),
        });
    }
}

impl Face for Watcher {
    fn log(&self, _: Sink, level: Level, text: &str) {
        self.log(level.as_str(), text);
    }

    fn event(&self, _: &Token, event: Event<'_>) {
        match event {
            Event::Item { workflow, item, .. } => {
                let title = match item.display_name.as_str() {
                    "" => &item.name,
                    title => title,
                };
                self.seen()
                    .path
                    .push(format!("{} / {title}", workflow.name));
            }
            Event::Threw(text) => self.seen().path.push(format!("threw: {text}")),
            Event::Notice(text) => self.log("note", text),
            _ => {}
        }
    }

    fn ask(
        &self,
        question: &Question<'_>,
        _: &mut dyn Scripts,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        let title = &question.item.display_name;
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = answered(question, &answers, &mut Elsewhere).map_err(Thrown::stopped)?;
        answered.ok_or_else(|| {
            Thrown::stopped(format!(
                "`{title}` asks a person: answer it with `answers: {{ {title}: {{ … }} }}`"
            ))
        })
    }
}
