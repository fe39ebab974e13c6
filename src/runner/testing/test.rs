//! One test, as it is to be run.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value as Json};

use super::expect::Expect;
use super::network::Network;
use super::written::{Entries, Source};
use crate::diagnostic::Sourced;

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
