//! What a file of tests says about the network: requests, and what comes back.

use serde_json::Value as Json;

use super::difference::differences;
use super::fault::Fault;
use super::pattern::fits;
use super::written::Source;
use crate::diagnostic::Sourced;
use crate::project::document::{Node, Value as Written};
use crate::runner::http::{Method, Request};

/// What answers requests.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The first that fits and is not used up answers.
    pub answers: Vec<Answer>,
    /// Whether the others reach the real network; otherwise they fail the test.
    pub real: bool,
    /// Whether the answers come from a recording.
    pub recorded: bool,
}

impl Network {
    /// These answers, then the other ones.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        let says_nothing = self.answers.is_empty() && !self.real && !self.recorded;
        self.answers.extend(other.answers.iter().cloned());
        // A test that scripts its network does not want the real one of its file.
        self.real |= other.real && says_nothing;
        self.recorded |= other.recorded && says_nothing;
        self
    }

    /// Whether it says how often something is asked for.
    #[must_use]
    pub fn checks(&self) -> bool {
        let mut answers = self.answers.iter();
        answers.any(|answer| answer.times.is_some() && !answer.recorded)
    }
}

/// A request that is expected, and what comes back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// None is any.
    pub method: Option<Method>,
    /// A pattern of the URL, or of the path with the query when it begins with `/`.
    pub target: Sourced<String>,
    /// What the request must have.
    pub sent: Sent,
    /// What comes back.
    pub reply: Reply,
    /// How often exactly; none is any number of times.
    pub times: Option<Sourced<usize>>,
    /// Whether it comes from a recording; it may be used less often then.
    pub recorded: bool,
}

/// What a request must have.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// Names, and values as patterns.
    pub headers: Vec<(String, String)>,
    /// A text, or what its JSON must have.
    pub body: Option<Node>,
}

/// What comes back.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer.
    Answer {
        /// Such as 200.
        status: u16,
        /// In the case scripts see them in.
        headers: Vec<(String, String)>,
        /// The whole body.
        body: String,
    },
    /// No connection, for this reason.
    Fails(String),
    /// What the real network says.
    Real,
}

impl Answer {
    /// Whether its method and target fit.
    pub(super) fn is_for(&self, request: &Request) -> bool {
        let target = &self.target.value;
        self.method.is_none_or(|method| method == request.method)
            && if target.starts_with('/') {
                fits(target, request.address.path_and_query())
            } else {
                fits(target, &request.address.to_string())
            }
    }

    /// What of the request is not as this answer wants it.
    pub(super) fn misses(&self, request: &Request, source: &Source) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut line = self.target.span.start;
        for (name, pattern) in &self.sent.headers {
            let sent = header(request, name);
            if !sent.as_ref().is_some_and(|sent| fits(pattern, sent)) {
                let what = format!("the header `{name}` of the request");
                let found = sent.unwrap_or_else(|| "no such header".to_owned());
                faults.push(Fault::differs(
                    source.line(line),
                    what,
                    pattern.clone(),
                    found,
                ));
            }
        }
        if let Some(body) = &self.sent.body {
            line = body.span.start;
            let sent = request.body.as_deref().unwrap_or_default();
            let text = String::from_utf8_lossy(sent).into_owned();
            let found = match &body.value {
                Written::Text(_) => Json::String(text),
                _ => serde_json::from_str(&text).unwrap_or(Json::String(text)),
            };
            for difference in differences(body, &found) {
                let what = format!("the body of the request{}", difference.place());
                let (expected, found) = (difference.expected, difference.found);
                faults.push(Fault::differs(source.line(line), what, expected, found));
            }
        }
        faults
    }
}

fn header(request: &Request, name: &str) -> Option<String> {
    let mut headers = request.headers.iter();
    let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
    let content_type = || {
        let content_type = request.content_type.clone();
        content_type.filter(|_| name.eq_ignore_ascii_case("Content-Type"))
    };
    found.map(|(_, value)| value.clone()).or_else(content_type)
}
