//! The file of tests as it was written.

use serde_json::Value as Json;

use crate::diagnostic::Sourced;
use crate::project::document::{Node, Value as Written};
use crate::project::test_files;
use crate::runner::shown;
use crate::runner::value::Value;

/// A file of tests.
#[derive(Debug)]
pub struct Source {
    /// Path in the project.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

impl Source {
    /// The line of a byte of the text, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    /// The path below `tests/` without the ending, such as `content/images`.
    #[must_use]
    pub fn suite(&self) -> &str {
        let below = self.file.strip_prefix("tests/").unwrap_or(&self.file);
        below.strip_suffix(test_files::ENDING).unwrap_or(below)
    }
}

/// The entries of a map, as they were written.
pub type Entries = Vec<(Sourced<String>, Node)>;

/// What was written, as JSON.
#[must_use]
pub fn json(node: &Node) -> Json {
    match &node.value {
        Written::Null => Json::Null,
        Written::Boolean(boolean) => Json::Bool(*boolean),
        Written::Number(number, _) => number_json(*number),
        Written::Text(text) => Json::String(text.clone()),
        Written::List(nodes) => nodes.iter().map(json).collect(),
        Written::Map(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, node)| (name.value.clone(), json(node)));
            Json::Object(fields.collect())
        }
    }
}

/// Whole numbers without a fraction, in requests and answers as in messages.
fn number_json(number: f64) -> Json {
    shown::json(&Value::Number(number))
}
