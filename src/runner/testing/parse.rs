//! A file of tests, with every fault at its place.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::expect::{Expect, State};
use super::network::{Answer, Network, Reply, Sent};
use super::test::{Step, Test};
use super::written::{Entries, Source};
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::project::document::{Fields, Node, Value as Written, yaml};
use crate::runner::http::Method;
use crate::runner::inputs::json;

/// How long a test may take unless it says otherwise.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Reads a file of tests.
pub fn read(file: &str, text: &str, report: &mut Report) -> Vec<Test> {
    let Some(node) = yaml::read_data(file, text, report) else {
        return Vec::new();
    };
    let source = Arc::new(Source {
        file: file.to_owned(),
        text: text.to_owned(),
    });
    let reader = Reader { file };
    let Some(mut fields) = Fields::open(file, "a file of tests", &node, report) else {
        return Vec::new();
    };
    let shared = reader.around(&mut fields, report);
    fields.require(&["tests"]);
    let nodes = fields.list("tests").unwrap_or_default();
    fields.finish(report);
    let mut names = BTreeSet::new();
    let mut tests = Vec::new();
    for node in nodes {
        let Some(test) = reader.test(node, &source, &shared, report) else {
            continue;
        };
        if !names.insert(test.name.value.clone()) {
            let message = format!("there are two tests `{}` in this file", test.name.value);
            report.push(
                Diagnostic::error("duplicate-test", file, message)
                    .at(test.name.span.clone())
                    .help("give each its own name"),
            );
        }
        tests.push(test);
    }
    tests
}

/// Reads a list of answers.
pub(super) fn answers(file: &str, node: &Node, report: &mut Report) -> Vec<Answer> {
    Reader { file }.answers(node, report)
}

/// What a file has for all of its tests, and a test for itself.
#[derive(Default, Clone)]
struct Around {
    configurations: Vec<(Sourced<String>, Entries)>,
    network: Network,
    before: Vec<Step>,
    timeout: Option<Duration>,
}

struct Reader<'a> {
    file: &'a str,
}

impl Reader<'_> {
    fn fault(&self, code: &'static str, at: &Sourced<String>, message: &str) -> Diagnostic {
        Diagnostic::error(code, self.file, message).at(at.span.clone())
    }

    fn around(&self, fields: &mut Fields<'_>, report: &mut Report) -> Around {
        let configurations = fields.map("configurations").unwrap_or_default().iter();
        let configurations = configurations
            .filter_map(|(path, node)| Some((path.clone(), node.map(self.file, report)?.to_vec())))
            .collect();
        let timeout = fields.number("timeout").and_then(|seconds| {
            let time = Duration::try_from_secs_f64(seconds.value).ok();
            let time = time.filter(|time| !time.is_zero());
            if time.is_none() {
                let fault = Diagnostic::error(
                    "timeout",
                    self.file,
                    "a number of seconds above 0 is needed",
                );
                report.push(fault.at(seconds.span));
            }
            time
        });
        Around {
            configurations,
            network: self.network(fields.node("network"), report),
            before: self.steps(fields.list("before"), report),
            timeout,
        }
    }

    fn test(
        &self,
        node: &Node,
        source: &Arc<Source>,
        shared: &Around,
        report: &mut Report,
    ) -> Option<Test> {
        let mut fields = Fields::open(self.file, "a test", node, report)?;
        fields.require(&["test"]);
        let name = fields.text("test");
        let own = self.around(&mut fields, report);
        let step = self.step_of(&mut fields, report);
        let after = self.steps(fields.list("after"), report);
        fields.finish(report);
        let mut steps = shared.before.clone();
        steps.extend(own.before);
        steps.push(step?);
        steps.extend(after);
        let mut configurations = shared.configurations.clone();
        configurations.extend(own.configurations);
        Some(Test {
            source: Arc::clone(source),
            name: name?,
            configurations,
            network: own.network.and(&shared.network),
            steps,
            timeout: own.timeout.or(shared.timeout).unwrap_or(TIMEOUT),
        })
    }

    fn steps(&self, nodes: Option<&[Node]>, report: &mut Report) -> Vec<Step> {
        let nodes = nodes.unwrap_or_default().iter();
        nodes.filter_map(|node| self.step(node, report)).collect()
    }

    fn step(&self, node: &Node, report: &mut Report) -> Option<Step> {
        let mut fields = Fields::open(self.file, "a step", node, report)?;
        let step = self.step_of(&mut fields, report);
        fields.finish(report);
        step
    }

    fn step_of(&self, fields: &mut Fields<'_>, report: &mut Report) -> Option<Step> {
        fields.require(&["run"]);
        let run = fields.text("run");
        let with = fields.map("with").unwrap_or_default().to_vec();
        let answers = fields.map("answers").unwrap_or_default().iter();
        let answers = answers
            .map(|(name, node)| (name.value.clone(), json(node)))
            .collect();
        let keep = fields.text("as");
        let expect = match fields.node("expect") {
            Some(node) => self.expect(node, report)?,
            None => Expect::default(),
        };
        Some(Step {
            run: run?,
            with,
            answers,
            keep,
            expect,
        })
    }

    fn expect(&self, node: &Node, report: &mut Report) -> Option<Expect> {
        let mut fields = Fields::open(self.file, "`expect`", node, report)?;
        let state = fields.text("state").and_then(|text| {
            let state = State::of(&text.value);
            if state.is_none() {
                let fault = self.fault("state", &text, "a run ends `completed` or `failed`");
                report.push(fault);
            }
            Some(Sourced::new(state?, text.span))
        });
        let expect = Expect {
            state,
            error: fields.text("error"),
            business_state: fields.text("business-state"),
            outputs: fields.map("outputs").unwrap_or_default().to_vec(),
            result: fields.node("result").cloned(),
            log: fields.texts("log").unwrap_or_default(),
            no_log: fields.texts("no-log").unwrap_or_default(),
            requests: fields.node("requests").map(|node| {
                let items = node.list(self.file, report).unwrap_or_default().iter();
                let texts = items.filter_map(|item| item.text(self.file, report));
                Sourced::new(texts.collect(), node.span.clone())
            }),
        };
        let completed = expect.state.as_ref();
        if let (Some(error), Some(State::Completed)) =
            (&expect.error, completed.map(|state| state.value))
        {
            report.push(self.fault("state", error, "what completed has no error"));
        }
        fields.finish(report);
        Some(expect)
    }

    fn network(&self, node: Option<&Node>, report: &mut Report) -> Network {
        let Some(node) = node else {
            return Network::default();
        };
        if let Written::Text(text) = &node.value
            && (text == "real" || text == "recorded")
        {
            return Network {
                real: text == "real",
                recorded: text == "recorded",
                ..Network::default()
            };
        }
        Network {
            answers: self.answers(node, report),
            ..Network::default()
        }
    }

    fn answers(&self, node: &Node, report: &mut Report) -> Vec<Answer> {
        let Written::List(nodes) = &node.value else {
            let wanted = "`real`, `recorded` or a list of answers";
            node.wrong(wanted, None, self.file, report);
            return Vec::new();
        };
        let answers = nodes.iter().filter_map(|node| self.answer(node, report));
        answers.collect()
    }

    fn answer(&self, node: &Node, report: &mut Report) -> Option<Answer> {
        let mut fields = Fields::open(self.file, "an answer", node, report)?;
        fields.require(&["request"]);
        let request = fields.text("request");
        let sent = fields.node("sent");
        let times = fields.number("times");
        let fails = fields.text("fails");
        let real = fields.boolean("real").is_some_and(|real| real.value);
        let status = fields.number("status");
        let headers = fields.map("headers").unwrap_or_default();
        let body = fields.node("body");
        let lines = fields.list("lines");
        let given = fields.has("status") || fields.has("headers");
        let given = given || body.is_some() || lines.is_some();
        let kinds = [given, fails.is_some(), real].into_iter();
        if kinds.filter(|kind| *kind).count() > 1 || (body.is_some() && lines.is_some()) {
            report.push(
                Diagnostic::error("answer", self.file, "this answers in several ways at once")
                    .at(fields.key_span("request"))
                    .help("write one of `body`, `lines`, `fails` and `real`"),
            );
        }
        fields.finish(report);
        let (method, target) = self.request(&request?, report)?;
        let sent = match sent {
            Some(node) => self.sent(node, report)?,
            None => Sent::default(),
        };
        let reply = if let Some(fails) = fails {
            Reply::Fails(fails.value)
        } else if real {
            Reply::Real
        } else {
            Reply::Answer {
                status: self.whole(status, 100..=599, report)?.unwrap_or(200),
                headers: self.pairs(headers, report),
                body: body_text(body, lines),
            }
        };
        let times = match times {
            Some(times) => {
                let span = times.span.clone();
                let count = self.whole(Some(times), 0..=u16::MAX, report)??;
                Some(Sourced::new(usize::from(count), span))
            }
            None => None,
        };
        Some(Answer {
            method,
            target,
            sent,
            reply,
            times,
            recorded: false,
        })
    }

    /// `GET /path`, `* http://host:2375/*`.
    fn request(
        &self,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<(Option<Method>, Sourced<String>)> {
        let (name, target) = text.value.split_once(' ').unwrap_or((&text.value, ""));
        let method = Method::of(name);
        let target = target.trim();
        let begins = ["/", "*", "http://", "https://", "unix://"];
        let sound = begins.iter().any(|begin| target.starts_with(begin));
        if (method.is_none() && name != "*") || !sound {
            let message = "a request is a method and where it goes to";
            report.push(
                self.fault("request", text, message).help(
                    "write it like `GET /v1.41/images/json` or `* http://docker.test:2375/*`",
                ),
            );
            return None;
        }
        Some((method, Sourced::new(target.to_owned(), text.span.clone())))
    }

    fn sent(&self, node: &Node, report: &mut Report) -> Option<Sent> {
        let mut fields = Fields::open(self.file, "`sent`", node, report)?;
        let headers = fields.map("headers").unwrap_or_default();
        let body = fields.node("body").cloned();
        fields.finish(report);
        Some(Sent {
            headers: self.pairs(headers, report),
            body,
        })
    }

    fn pairs(&self, map: &[(Sourced<String>, Node)], report: &mut Report) -> Vec<(String, String)> {
        let pair = |(name, node): &(Sourced<String>, Node)| {
            let value = node.text(self.file, report)?;
            Some((name.value.clone(), value.value))
        };
        map.iter().filter_map(pair).collect()
    }

    /// A whole number in a range; none outside is a finding.
    #[expect(clippy::option_option, reason = "left out is sound, wrong is not")]
    fn whole(
        &self,
        number: Option<Sourced<f64>>,
        range: std::ops::RangeInclusive<u16>,
        report: &mut Report,
    ) -> Option<Option<u16>> {
        let Some(number) = number else {
            return Some(None);
        };
        let whole = number.value.to_string().parse().ok();
        let found = whole.filter(|whole| range.contains(whole));
        if found.is_none() {
            let (least, most) = (range.start(), range.end());
            let message = format!("a whole number between {least} and {most} is needed");
            let fault = Diagnostic::error("number", self.file, message);
            report.push(fault.at(number.span));
        }
        found.map(Some)
    }
}

/// A text as it is; anything else as JSON, `lines` one below the other as Docker reports progress.
fn body_text(body: Option<&Node>, lines: Option<&[Node]>) -> String {
    let text = |node: &Node| match &node.value {
        Written::Text(text) => text.clone(),
        Written::Null => String::new(),
        _ => json(node).to_string(),
    };
    match (body, lines) {
        (Some(body), _) => text(body),
        (None, Some(lines)) => lines.iter().map(|line| text(line) + "\r\n").collect(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut report = Report::new();
        read("tests/a.test.yaml", text, &mut report);
        let faults = report.sorted().into_iter();
        faults
            .map(|fault| {
                let start = fault.span.map_or(0, |span| span.start);
                format!(
                    "{}: {}",
                    &text[..start].matches('\n').count() + 1,
                    fault.message
                )
            })
            .collect()
    }

    #[test]
    fn a_file_of_tests() {
        let text = "network:\n  - request: GET /_ping\n    body: OK\nbefore:\n  - run: a\ntests:\n  - test: one\n    run: b\n    network:\n      - { request: '* *', times: 2, lines: [{ n: 1 }, x] }\n    expect: { log: [x] }\n";
        let mut report = Report::new();
        let tests = read("tests/x/a.test.yaml", text, &mut report);
        assert_eq!(report.diagnostics(), []);
        let [test] = tests.as_slice() else {
            panic!("one test")
        };
        assert_eq!(test.title(), "x/a: one");
        assert_eq!(test.line(), 7);
        assert_eq!(test.steps.len(), 2);
        assert!(test.checks());
        // Its own answers come before those of the file.
        let bodies = test
            .network
            .answers
            .iter()
            .map(|answer| match &answer.reply {
                Reply::Answer { body, .. } => body.as_str(),
                _ => "",
            });
        assert_eq!(bodies.collect::<Vec<_>>(), ["{\"n\":1}\r\nx\r\n", "OK"]);
    }

    #[test]
    fn all_faults_have_a_place() {
        let text = "tests:\n  - test: one\n    run: b\n    expcet: {}\n  - test: one\n    run: c\n    network: none\n  - run: d\n    expect: { state: over }\n  - test: three\n    run: e\n    network:\n      - request: FETCH /a\n      - { request: GET /a, status: 99 }\n      - { request: GET /a, body: x, fails: y }\n";
        assert_eq!(
            faults(text),
            [
                "4: unknown key `expcet`",
                "5: there are two tests `one` in this file",
                "7: expected `real`, `recorded` or a list of answers, found the text `none`",
                "8: a test without `test`",
                "9: a run ends `completed` or `failed`",
                "13: a request is a method and where it goes to",
                "14: a whole number between 100 and 599 is needed",
                "15: this answers in several ways at once",
            ]
        );
    }
}
