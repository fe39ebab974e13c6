//! What a new thing is called.

use serde_json::{Value, json};

use crate::project::file_name::encode;
use crate::project::identifier::is_identifier;

/// Folders and name, in steps.
pub(super) struct Name<'a> {
    pub(super) steps: Vec<&'a str>,
    pub(super) last: &'a str,
}

impl<'a> Name<'a> {
    /// Reads a name, which scripts may have to call; an error is to be read behind it.
    pub(super) fn read(name: &'a str, called: bool) -> Result<Self, &'static str> {
        let dots = called && !name.contains('/');
        let steps: Vec<&str> = name.split(if dots { '.' } else { '/' }).collect();
        if steps.iter().any(|step| step.trim().is_empty()) {
            return Err("has an empty step; write such as `images/tagImage`");
        }
        if steps.iter().any(|step| matches!(*step, "." | "..")) {
            return Err("leads elsewhere; write such as `images/tagImage`");
        }
        if called && !steps.iter().all(|step| is_identifier(step)) {
            return Err(
                "cannot be called by scripts; its steps are letters and digits, such as `images/tagImage`",
            );
        }
        match steps.split_last() {
            Some((last, folders)) => Ok(Self {
                steps: folders.to_vec(),
                last,
            }),
            None => Err("is no name"),
        }
    }

    /// The path below a folder, without an ending; a fitting file name for each step.
    pub(super) fn below(&self, folder: &str) -> String {
        let steps = self.steps.iter().chain([&self.last]);
        steps.fold(folder.to_owned(), |path, step| {
            format!("{path}/{}", encode(step))
        })
    }

    /// What people call it by, with this between the steps.
    pub(super) fn joined(&self, between: &str) -> String {
        let steps: Vec<&str> = self.steps.iter().chain([&self.last]).copied().collect();
        steps.join(between)
    }

    /// What every template is given.
    pub(super) fn values(&self, description: Option<&str>) -> Value {
        let words = words(self.last);
        let description = description.map_or_else(|| format!("{words}."), one_line);
        json!({
            // The text cannot end the comment it may stand in.
            "description": description.replace("*/", "* /"),
            "doing": words.to_lowercase(),
            "name": self.last,
            "word": self.last,
            "title": self.joined(" / "),
        })
    }
}

/// A name as words: `tagImage` is `Tag image`, `Tag Image` stays.
pub(super) fn words(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else if words.is_empty() {
            words.extend(c.to_uppercase());
        } else {
            words.push(c);
        }
        before = c;
    }
    words
}

/// A text without its line ends.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
