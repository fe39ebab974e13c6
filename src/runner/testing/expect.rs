//! What came against what was expected.

use serde_json::Value as Json;

use super::difference::differences;
use super::fault::Fault;
use super::pattern::fits;
use super::ran::Ran;
use super::written::Source;
use crate::diagnostic::Sourced;
use crate::project::document::Node;
use crate::runner::shown::{self, HIDDEN, is_secret};

/// What must come of a step. What it does not name is not looked at, except for the state: a step
/// that is not expected to fail must complete.
#[derive(Debug, Clone, Default)]
pub struct Expect {
    /// How it ends.
    pub state: Option<Sourced<State>>,
    /// A pattern of the error's text; it fails then.
    pub error: Option<Sourced<String>>,
    /// A pattern of the run's own text about how it stands.
    pub business_state: Option<Sourced<String>>,
    /// Outputs of a workflow.
    pub outputs: Vec<(Sourced<String>, Node)>,
    /// What an action returns.
    pub result: Option<Node>,
    /// Patterns of lines of the log, in this order; other lines may stand between them.
    pub log: Vec<Sourced<String>>,
    /// Patterns that no line of the log may fit.
    pub no_log: Vec<Sourced<String>>,
    /// Patterns of all requests, in order.
    pub requests: Option<Sourced<Vec<Sourced<String>>>>,
}

/// How a step ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Well.
    Completed,
    /// With an error.
    Failed,
}

impl State {
    /// Reads its name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "completed" => Some(Self::Completed),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

impl Expect {
    /// Whether it says anything.
    #[must_use]
    pub fn checks(&self) -> bool {
        self.state.is_some()
            || self.error.is_some()
            || self.business_state.is_some()
            || !self.outputs.is_empty()
            || self.result.is_some()
            || !self.log.is_empty()
            || !self.no_log.is_empty()
            || self.requests.is_some()
    }

    fn may_fail(&self) -> bool {
        let failed = |state: &Sourced<State>| state.value == State::Failed;
        self.error.is_some() || self.state.as_ref().is_some_and(failed)
    }

    /// Everything that is not as expected.
    pub(super) fn faults(&self, ran: &Ran, source: &Source, begins: usize) -> Vec<Fault> {
        let mut faults = Vec::new();
        let line = |span: &std::ops::Range<usize>| source.line(span.start);
        let error = ran.failure.as_ref().map(|failure| failure.text.as_str());
        match (error, &self.error) {
            (Some(text), Some(pattern)) if !fits(pattern, text) => faults.push(Fault::differs(
                line(&pattern.span),
                "the error".to_owned(),
                pattern.value.clone(),
                text.to_owned(),
            )),
            (Some(text), None) if !self.may_fail() => {
                let what = format!("it failed: {text}");
                faults.push(Fault::plain(Some(begins), what));
            }
            (None, _) if self.may_fail() => faults.push(Fault::differs(
                begins,
                "how it ended".to_owned(),
                self.error.as_ref().map_or("failed".to_owned(), |error| {
                    format!("failed with {}", error.value)
                }),
                "completed".to_owned(),
            )),
            _ => {}
        }
        if let Some(pattern) = &self.business_state {
            let found = ran.business_state.as_deref().unwrap_or_default();
            if !fits(pattern, found) {
                let what = "the business state".to_owned();
                let (expected, found) = (pattern.value.clone(), found.to_owned());
                faults.push(Fault::differs(line(&pattern.span), what, expected, found));
            }
        }
        // What failed has no outputs, and says so once.
        if error.is_none() {
            self.values(ran, source, &mut faults);
        }
        self.lines(ran, source, &mut faults);
        faults
    }

    fn values(&self, ran: &Ran, source: &Source, faults: &mut Vec<Fault>) {
        let result = self.result.as_ref().map(|node| ("result", node));
        let outputs = self.outputs.iter();
        let outputs = outputs.map(|(name, node)| (name.value.as_str(), node));
        for (name, node) in outputs.chain(result) {
            let output = ran.outputs.iter().find(|(known, ..)| known == name);
            let found = output.map_or(Json::Null, |(.., value)| shown::json(value));
            let secret = output.is_some_and(|(_, type_name, _)| is_secret(type_name));
            let prefix = match name {
                "result" if self.result.is_some() => "the result".to_owned(),
                name => format!("the output `{name}`"),
            };
            for difference in differences(node, &found) {
                let what = format!("{prefix}{}", difference.place());
                let (expected, found) = if secret {
                    ("another secret".to_owned(), HIDDEN.to_owned())
                } else {
                    (difference.expected, difference.found)
                };
                faults.push(Fault::differs(
                    source.line(difference.at),
                    what,
                    expected,
                    found,
                ));
            }
        }
    }

    fn lines(&self, ran: &Ran, source: &Source, faults: &mut Vec<Fault>) {
        let mut rest = ran.log.iter();
        for pattern in &self.log {
            if !rest.any(|said| fits(pattern, &said.text)) {
                let known = ran.log.iter().any(|said| fits(pattern, &said.text));
                let found = if known {
                    "earlier than the line before"
                } else {
                    "no such line"
                };
                let line = source.line(pattern.span.start);
                let what = "a line of the log".to_owned();
                faults.push(Fault::differs(
                    line,
                    what,
                    pattern.value.clone(),
                    found.to_owned(),
                ));
                break;
            }
        }
        for pattern in &self.no_log {
            if let Some(said) = ran.log.iter().find(|said| fits(pattern, &said.text)) {
                faults.push(Fault::differs(
                    source.line(pattern.span.start),
                    "a line of the log".to_owned(),
                    format!("no line `{}`", pattern.value),
                    said.text.clone(),
                ));
            }
        }
        if let Some(patterns) = &self.requests {
            let same = patterns.len() == ran.requests.len()
                && patterns
                    .iter()
                    .zip(&ran.requests)
                    .all(|(pattern, request)| fits(pattern, request));
            if !same {
                let listed = |lines: Vec<&str>| match lines.as_slice() {
                    [] => "none".to_owned(),
                    lines => lines.join("\n"),
                };
                faults.push(Fault::differs(
                    source.line(patterns.span.start),
                    "the requests".to_owned(),
                    listed(patterns.iter().map(|pattern| pattern.as_str()).collect()),
                    listed(ran.requests.iter().map(String::as_str).collect()),
                ));
            }
        }
    }
}
