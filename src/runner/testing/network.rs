//! Answers from the file in place of the network.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value as Json;

use super::expect::{Fault, differences};
use super::pattern::fits;
use super::recording::Exchange;
use super::secrets::Secrets;
use super::{Source, Test};
use crate::diagnostic::Sourced;
use crate::project::document::{Node, Value as Written};
use crate::runner::http::{Address, Client, Failure, Method, Presented, Request, Response};
use crate::runner::machine::Stop;
use crate::runner::objects::Http;

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
    fn is_for(&self, request: &Request) -> bool {
        let target = &self.target.value;
        self.method.is_none_or(|method| method == request.method)
            && if target.starts_with('/') {
                fits(target, request.address.path_and_query())
            } else {
                fits(target, &request.address.to_string())
            }
    }

    /// What of the request is not as this answer wants it.
    fn misses(&self, request: &Request, source: &Source) -> Vec<Fault> {
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

/// The network of one test.
pub(super) struct Script {
    network: Network,
    source: Arc<Source>,
    client: Client,
    stop: Arc<Stop>,
    records: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    used: Vec<usize>,
    requests: Vec<String>,
    faults: Vec<Fault>,
    exchanges: Vec<Exchange>,
    secrets: Secrets,
}

impl Script {
    /// One that records lets everything through that a recording would answer.
    pub(super) fn new(test: &Test, stop: &Arc<Stop>, records: bool) -> Self {
        let (network, source) = (&test.network, &test.source);
        Self {
            network: network.clone(),
            source: Arc::clone(source),
            client: Client::stopped_by(Arc::clone(stop.flag())),
            stop: Arc::clone(stop),
            records: records && network.recorded,
            seen: Mutex::new(Seen {
                used: vec![0; network.answers.len()],
                ..Seen::default()
            }),
        }
    }

    /// The requests since the last time somebody asked.
    pub(super) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.seen().requests)
    }

    /// A text that no recording may show.
    pub(super) fn hide(&self, secret: &str) {
        self.seen().secrets.add(secret);
    }

    /// What was asked and answered, without secrets; none when nothing is recorded.
    pub(super) fn recording(&self) -> Option<Vec<Exchange>> {
        let seen = self.seen();
        let exchanges = seen.exchanges.iter();
        let exchanges = exchanges.map(|exchange| exchange.without(&seen.secrets));
        self.records.then(|| exchanges.collect())
    }

    /// Requests that nothing fitted, since the last time somebody asked.
    pub(super) fn faults(&self) -> Vec<Fault> {
        std::mem::take(&mut self.seen().faults)
    }

    /// Answers that were given less often than they should have been.
    pub(super) fn unused(&self) -> Vec<Fault> {
        let seen = self.seen();
        let answers = self.network.answers.iter().zip(&seen.used);
        let unused = answers.filter_map(|(answer, used)| {
            let times = answer.times.as_ref().filter(|_| !answer.recorded)?;
            let method = answer.method.map_or("*", Method::as_str);
            let what = format!("requests `{method} {}`", answer.target.value);
            let line = self.source.line(times.span.start);
            (*used != times.value)
                .then(|| Fault::differs(line, what, times.value.to_string(), used.to_string()))
        });
        unused.collect()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Counters and lists that only grow are whole whatever happened to their last holder.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What answers a request; none: nothing in the file does.
    fn find(&self, request: &Request) -> Option<Reply> {
        let line = format!("{} {}", request.method.as_str(), request.address);
        let mut seen = self.seen();
        seen.requests.push(line.clone());
        if self.records {
            return Some(Reply::Real);
        }
        let (mut near, mut used_up) = (Vec::new(), None);
        for (index, answer) in self.network.answers.iter().enumerate() {
            if !answer.is_for(request) {
                continue;
            }
            if let Some(times) = &answer.times
                && seen.used[index] >= times.value
            {
                used_up = Some(times.value);
                continue;
            }
            let misses = answer.misses(request, &self.source);
            if misses.is_empty() {
                seen.used[index] += 1;
                return Some(answer.reply.clone());
            }
            near.extend(misses);
        }
        if self.network.real {
            return Some(Reply::Real);
        }
        let why = match used_up {
            _ if self.network.recorded => {
                ": it is not in the recording, which `coopto test --record` makes anew".to_owned()
            }
            _ if !near.is_empty() => ": what it sends is not what was expected".to_owned(),
            Some(times) => format!(": its answer may be used {times} times and is used up"),
            None => String::new(),
        };
        seen.faults.push(Fault::plain(
            None,
            format!("unexpected request `{line}`{why}"),
        ));
        seen.faults.extend(near);
        None
    }
}

impl Http for Script {
    fn execute(&self, request: &Request) -> Result<Response, Failure> {
        let peer = request.address.to_string();
        match self.find(request) {
            Some(Reply::Answer {
                status,
                headers,
                body,
            }) => Ok(Response {
                status,
                headers,
                content_length: i64::try_from(body.len()).unwrap_or(-1),
                body,
            }),
            Some(Reply::Fails(cause)) => Err(Failure::Connect { peer, cause }),
            Some(Reply::Real) => {
                let result = self.client.execute(request);
                if self.records {
                    let mut seen = self.seen();
                    let exchange = Exchange::of(request, &result, &mut seen.secrets);
                    seen.exchanges.push(exchange);
                }
                result
            }
            None => {
                // No script may catch this and go on.
                self.stop.raise("an unexpected request");
                Err(Failure::Stopped { peer })
            }
        }
    }

    fn certificates(&self, address: &Address) -> Result<Presented, Failure> {
        if self.network.real || self.records {
            return Http::certificates(&self.client, address);
        }
        let what = format!("unexpected request for the certificates of `{address}`");
        self.seen().faults.push(Fault::plain(None, what));
        self.stop.raise("an unexpected request");
        Err(Failure::Stopped {
            peer: address.to_string(),
        })
    }
}
