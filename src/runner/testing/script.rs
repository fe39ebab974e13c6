//! Answers from the file in place of the network.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::Fault;
use super::network::{Network, Reply};
use super::recording::Exchange;
use super::secrets::Secrets;
use super::test::Test;
use super::written::Source;
use crate::runner::http::{Address, Client, Failure, Method, Presented, Request, Response};
use crate::runner::machine::Stop;
use crate::runner::objects::Http;

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
