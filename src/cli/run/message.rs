//! What the threads that work send to the one that speaks.

use std::sync::mpsc::Sender;

use serde_json::{Value as Json, json};

use crate::runner::inputs::Prompt;
use crate::runner::interpreter::Place;

/// What comes from the threads that work to the one that speaks.
pub(super) enum Message {
    /// Something to tell.
    Said(Said),
    /// Something to ask; the answer goes back.
    Ask(Question, Sender<Result<Option<String>, String>>),
}

impl Message {
    pub(super) fn notice(text: String) -> Self {
        Self::Said(Said {
            depth: 0,
            mark: "note:",
            text,
            json: Json::Null,
            shown: true,
        })
    }
}

/// A line for people and the same for programs.
pub(super) struct Said {
    pub(super) depth: usize,
    pub(super) mark: &'static str,
    pub(super) text: String,
    pub(super) json: Json,
    pub(super) shown: bool,
}

impl Said {
    /// The line, when people are to see it; further lines of its text stand below the first one.
    pub(super) fn line(&self) -> Option<String> {
        let indent = "  ".repeat(self.depth);
        let space = if self.mark.is_empty() { "" } else { " " };
        let below = format!(
            "\n{indent}{:width$}{space}",
            "",
            width = self.mark.chars().count()
        );
        self.shown.then(|| {
            let text = self.text.trim_end().replace('\n', &below);
            format!("{indent}{}{space}{text}", self.mark)
        })
    }
}

/// What is remembered of all that was said.
#[derive(Default)]
pub(super) struct Seen {
    /// All of it, for `--format json`.
    all: Option<Vec<Json>>,
    /// Where the token stood that moved last.
    standing: Option<Place>,
}

impl Seen {
    /// Remembers all of it, or only where the run stands.
    pub(super) fn new(all: bool) -> Self {
        Self {
            all: all.then(Vec::new),
            standing: None,
        }
    }

    pub(super) fn keep(&mut self, said: Said) {
        let json = match said.json {
            Json::Null => json!({ "event": "notice", "text": said.text }),
            json => json,
        };
        if json["event"] == "item" {
            let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
            self.standing = Some(Place {
                workflow: text("workflow"),
                item: text("item"),
                title: text("title"),
            });
        }
        if let Some(all) = &mut self.all {
            all.push(json);
        }
    }

    pub(super) fn standing(&self) -> Option<&Place> {
        self.standing.as_ref()
    }

    pub(super) fn into_json(self) -> Json {
        Json::Array(self.all.unwrap_or_default())
    }
}

/// A question on its way to the thread that owns the terminal.
pub(super) struct Question {
    pub(super) lines: Vec<String>,
    pub(super) prompt: String,
    pub(super) secret: bool,
}

impl Question {
    pub(super) fn of(prompt: &Prompt<'_>) -> Self {
        let mut lines = Vec::new();
        if let Some(complaint) = prompt.complaint {
            lines.push(format!("  {complaint}"));
        }
        if !prompt.description.is_empty() && prompt.complaint.is_none() {
            lines.push(format!("  {}", prompt.description));
        }
        for (index, choice) in prompt.choices.iter().enumerate() {
            lines.push(format!("  {:>3}  {choice}", index + 1));
        }
        let default = prompt.default.map(|text| format!(" [{text}]"));
        Self {
            lines,
            prompt: format!(
                "{} ({}){}: ",
                prompt.label,
                prompt.type_name,
                default.unwrap_or_default()
            ),
            secret: prompt.secret,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_stand_below_the_first() {
        let said = Said {
            depth: 2,
            mark: "info:",
            text: "one\ntwo\n".to_owned(),
            json: Json::Null,
            shown: true,
        };
        assert_eq!(said.line().unwrap(), "    info: one\n          two");
    }
}
