//! Tests beside the content: what people write in `tests/**/*.test.yaml`, and how it is run.
//!
//! * [`parse`]: a file, with every fault at its place.
//! * [`check`]: the names in it against what can run.
//! * [`network`]: answers from the file in place of the network.
//! * [`recording`]: answers of the real network, kept beside the tests.
//! * [`expect`]: what came against what was expected.
//! * [`perform`]: one test, in a state of its own.

pub mod check;
pub mod expect;
pub mod network;
mod outside;
pub mod parse;
mod pattern;
pub mod perform;
pub mod recording;
mod secrets;
mod watcher;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value as Json};

use crate::diagnostic::Sourced;
use crate::project::document::{Node, Value as Written};

pub use self::expect::{Expect, Fault};
pub use self::network::Network;
pub use self::perform::{Ground, Verdict};
pub use self::recording::Exchange;

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
        below
            .strip_suffix(crate::project::test_files::ENDING)
            .unwrap_or(below)
    }
}

/// The entries of a map, as they were written.
pub type Entries = Vec<(Sourced<String>, Node)>;

/// One test.
#[derive(Debug)]
pub struct Test {
    /// Where it was written.
    pub source: Arc<Source>,
    /// What it is about; once in its file.
    pub name: Sourced<String>,
    /// Values of configuration elements before anything runs: the element's path, its attributes.
    pub configurations: Vec<(Sourced<String>, Entries)>,
    /// What answers requests.
    pub network: Network,
    /// What runs first, the test itself, and what runs after it.
    pub steps: Vec<Step>,
    /// How long all of it may take.
    pub timeout: Duration,
}

impl Test {
    /// Whether anything could go wrong that it would notice.
    #[must_use]
    pub fn checks(&self) -> bool {
        self.steps.iter().any(|step| step.expect.checks()) || self.network.checks()
    }

    /// `content/images: pulls an image`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{}: {}", self.source.suite(), self.name.value)
    }

    /// The line it begins at.
    #[must_use]
    pub fn line(&self) -> usize {
        self.source.line(self.name.span.start)
    }
}

/// A call of a workflow or an action.
#[derive(Debug, Clone)]
pub struct Step {
    /// The workflow's path or the action's name, as `coopto run` takes them.
    pub run: Sourced<String>,
    /// Its inputs.
    pub with: Entries,
    /// Answers to user interactions, by the item's title.
    pub answers: Map<String, Json>,
    /// The name under which later steps find its outputs.
    pub keep: Option<Sourced<String>>,
    /// What must come of it.
    pub expect: Expect,
}

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
    super::shown::json(&super::value::Value::Number(number))
}
