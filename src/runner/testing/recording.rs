//! Recordings: what the real network answered once, kept beside the file of tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

use super::secrets::{Secrets, is_secret_name};
use crate::project::test_files;
use crate::runner::http::{Failure, Request, Response};

const HEAD: &str =
    "# Written by `coopto test --record`; secrets are left out. Do not edit it: record again.\n";

/// A request and what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Method and URL.
    request: String,
    reply: Came,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Came {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// No answer, for this reason.
    Nothing(String),
}

impl Exchange {
    /// Notes what came back; `secrets` learns those of the request.
    pub(super) fn of(
        request: &Request,
        result: &Result<Response, Failure>,
        secrets: &mut Secrets,
    ) -> Self {
        secrets.add_of(request);
        let reply = match result {
            Ok(response) => Came::Answer {
                status: response.status,
                headers: response.headers.clone(),
                body: response.body.clone(),
            },
            Err(Failure::Connect { cause, .. }) => Came::Nothing(cause.clone()),
            Err(failure) => Came::Nothing(failure.to_string()),
        };
        Self {
            request: format!("{} {}", request.method.as_str(), request.address),
            reply,
        }
    }

    /// The same without secrets.
    pub(super) fn without(&self, secrets: &Secrets) -> Self {
        let (method, url) = self.request.split_once(' ').unwrap_or(("*", &self.request));
        let reply = match &self.reply {
            Came::Nothing(cause) => Came::Nothing(secrets.without(cause)),
            Came::Answer {
                status,
                headers,
                body,
            } => {
                let headers = headers.iter().filter(|(name, _)| !is_secret_name(name));
                Came::Answer {
                    status: *status,
                    headers: headers
                        .map(|(name, value)| (name.clone(), secrets.without(value)))
                        .collect(),
                    body: secrets.without_in_body(body),
                }
            }
        };
        Self {
            request: format!("{method} {}", secrets.without_in_url(url)),
            reply,
        }
    }
}

/// The recordings of a file of tests, by the names of the tests.
pub type Recordings = BTreeMap<String, String>;

/// The file of recordings beside a file of tests.
#[must_use]
pub fn file_of(tests: &str) -> String {
    let stem = tests.strip_suffix(test_files::ENDING).unwrap_or(tests);
    format!("{stem}{}", test_files::RECORDING)
}

/// Splits a file of recordings, so that those that are not made anew stay as they are.
#[must_use]
pub fn split(text: &str) -> Recordings {
    let mut recordings = Recordings::new();
    let mut current: Option<&mut String> = None;
    for line in text.lines() {
        let name = line.strip_suffix(':').filter(|name| name.starts_with('"'));
        if let Some(Ok(name)) = name.map(serde_json::from_str::<String>) {
            current = Some(recordings.entry(name).or_default());
        } else if let Some(recording) = &mut current {
            recording.push_str(line);
            recording.push('\n');
        }
    }
    recordings
}

/// A file of these recordings.
#[must_use]
pub fn join(recordings: &Recordings) -> String {
    let mut text = HEAD.to_owned();
    for (name, recording) in recordings {
        // A JSON text is a YAML text.
        let _ = write!(text, "{}:\n{recording}", shown(&Json::from(name.as_str())));
    }
    text
}

/// JSON whose texts hold nothing as it is that YAML takes for a break or refuses.
fn shown(value: &Json) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        if matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        ) {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}

/// One recording. What is asked several times is answered in order; the last answer stays, as
/// somebody who waits for something may ask more often the next time.
#[must_use]
pub fn write(exchanges: &[Exchange]) -> String {
    let mut text = String::new();
    for (index, exchange) in exchanges.iter().enumerate() {
        let again = exchanges.iter().skip(index + 1);
        let again = again
            .filter(|later| later.request == exchange.request)
            .count()
            > 0;
        let line = |text: &mut String, key: &str, value: Json| {
            // Writing to a text does not fail.
            let _ = writeln!(text, "    {key}: {}", shown(&value));
        };
        let _ = writeln!(
            text,
            "  - request: {}",
            shown(&Json::from(exchange.request.as_str()))
        );
        if again {
            line(&mut text, "times", Json::from(1));
        }
        match &exchange.reply {
            Came::Nothing(cause) => line(&mut text, "fails", Json::from(cause.as_str())),
            Came::Answer {
                status,
                headers,
                body,
            } => {
                line(&mut text, "status", Json::from(*status));
                let headers = headers.iter();
                let headers: Map<_, _> = headers
                    .map(|(name, value)| (name.clone(), Json::from(value.as_str())))
                    .collect();
                line(&mut text, "headers", Json::Object(headers));
                line(&mut text, "body", Json::from(body.as_str()));
            }
        }
    }
    if exchanges.is_empty() {
        text.push_str("  []\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Report;
    use crate::runner::testing::network::Reply;
    use crate::runner::testing::replay::read;

    fn exchange(request: &str, body: &str) -> Exchange {
        Exchange {
            request: request.to_owned(),
            reply: Came::Answer {
                status: 200,
                headers: vec![("Api-Version".to_owned(), "1.41".to_owned())],
                body: body.to_owned(),
            },
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let exchanges = [
            exchange("GET http://a/x", "one\r\n\"two\": #"),
            exchange("GET http://a/x", "\u{1f600}\u{7f}"),
            Exchange {
                request: "POST unix:///a.sock/y".to_owned(),
                reply: Came::Nothing("Connection refused".to_owned()),
            },
        ];
        let mut recordings = Recordings::new();
        recordings.insert("it's \"one\": yes".to_owned(), write(&exchanges));
        recordings.insert("nothing".to_owned(), write(&[]));
        let text = join(&recordings);
        assert_eq!(split(&text), recordings);
        let mut report = Report::new();
        let answers = read("tests/a.recorded.yaml", &text, &mut report).expect("sound");
        assert_eq!(report.diagnostics(), [], "{text}");
        let [(name, answers), (_, nothing)] = answers.as_slice() else {
            panic!("two tests")
        };
        assert_eq!(name, "it's \"one\": yes");
        assert!(nothing.is_empty());
        let bodies = answers.iter().map(|answer| match &answer.reply {
            Reply::Answer { body, .. } => body.as_str(),
            Reply::Fails(cause) => cause.as_str(),
            Reply::Real => "",
        });
        assert_eq!(
            bodies.collect::<Vec<_>>(),
            ["one\r\n\"two\": #", "\u{1f600}\u{7f}", "Connection refused"]
        );
        let times = answers.iter().map(|answer| answer.times.is_some());
        assert_eq!(times.collect::<Vec<_>>(), [true, false, false]);
        assert!(answers.iter().all(|answer| answer.recorded));
    }

    proptest! {
        /// Logs of containers come in frames, and whatever a service answers may be in a body.
        #[test]
        fn every_body_comes_back(body in any::<String>(), sign in any::<char>()) {
            let body = format!("\u{1}\0\0\u{7}{body}{sign}\u{85}\u{feff}\u{fffe}");
            let mut recordings = Recordings::new();
            recordings.insert("logs".to_owned(), write(&[exchange("GET http://a/x", &body)]));
            let answers = read("f", &join(&recordings), &mut Report::new()).expect("sound");
            let Reply::Answer { body: found, .. } = &answers[0].1[0].reply else {
                panic!("an answer")
            };
            prop_assert_eq!(found, &body);
        }
    }
}
