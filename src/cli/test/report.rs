use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::cli::plural::plural;
use crate::cli::run::failure_lines;
use crate::runner::content::Content;
use crate::runner::testing::{Fault, Test, Verdict};

/// Everything about the tests that failed, a line about the others, the sum.
pub(super) fn text(done: &[(&Test, &Verdict)], content: &Content) -> String {
    let mut text = String::new();
    for (test, verdict) in done {
        let word = if verdict.faults.is_empty() {
            "ok"
        } else {
            "FAILED"
        };
        // Writing to a text does not fail.
        let _ = writeln!(
            text,
            "{word:6} {} ({:.2} s)",
            test.title(),
            verdict.time.as_secs_f64()
        );
        if !verdict.faults.is_empty() {
            for line in details(test, verdict, content).lines() {
                let _ = writeln!(text, "{}", format!("       {line}").trim_end());
            }
        }
    }
    text + &summary(done)
}

/// `12 tests: 11 passed, 1 failed`.
pub(super) fn summary(done: &[(&Test, &Verdict)]) -> String {
    let failed = failed(done);
    format!(
        "{}: {} passed, {failed} failed",
        plural(done.len(), "test"),
        done.len() - failed
    )
}

pub(super) fn failed(done: &[(&Test, &Verdict)]) -> usize {
    let failed = done
        .iter()
        .filter(|(_, verdict)| !verdict.faults.is_empty());
    failed.count()
}

/// Why a test failed, and what happened until then.
pub(super) fn details(test: &Test, verdict: &Verdict, content: &Content) -> String {
    let mut lines = Vec::new();
    for fault in &verdict.faults {
        lines.push(place(test, fault));
        if let Some((expected, found)) = &fault.difference {
            lines.extend(labelled("expected", expected));
            lines.extend(labelled("found", found));
        }
    }
    let ran = &verdict.ran;
    if let Some(failure) = &ran.failure {
        lines.push("the error:".to_owned());
        let told = failure_lines(failure, content).into_iter();
        lines.extend(told.flat_map(|line| {
            let lines: Vec<String> = line.lines().map(|line| format!("  {line}")).collect();
            lines
        }));
    }
    let mut section = |title: &str, all: Vec<String>| {
        if !all.is_empty() {
            lines.push(format!("{title}:"));
            lines.extend(
                all.iter()
                    .flat_map(|text| text.lines())
                    .map(|line| format!("  {line}")),
            );
        }
    };
    section("the path", ran.path.clone());
    section("the requests", ran.requests.clone());
    let log = ran.log.iter();
    section(
        "the log",
        log.map(|line| format!("{}: {}", line.level, line.text))
            .collect(),
    );
    lines.join("\n")
}

fn place(test: &Test, fault: &Fault) -> String {
    let file = &test.source.file;
    let line = fault.line.unwrap_or_else(|| test.line());
    format!("{file}:{line}: {}", fault.what)
}

/// The first line behind the label, the others below it.
fn labelled(label: &str, text: &str) -> Vec<String> {
    let label = format!("{label}:");
    let mut labels = std::iter::once(label.as_str()).chain(std::iter::repeat(""));
    let text = if text.is_empty() { "nothing" } else { text };
    let lines = text.lines();
    lines
        .map(|line| format!("  {:10}{line}", labels.next().unwrap_or_default()))
        .collect()
}

pub(super) fn json(done: &[(&Test, &Verdict)], content: &Content) -> String {
    let tests: Vec<Json> = done
        .iter()
        .map(|(test, verdict)| one(test, verdict, content))
        .collect();
    let failed = failed(done);
    let whole = json!({
        "tests": tests,
        "passed": done.len() - failed,
        "failed": failed,
    });
    format!("{whole:#}")
}

fn one(test: &Test, verdict: &Verdict, content: &Content) -> Json {
    let ran = &verdict.ran;
    let faults = verdict.faults.iter().map(|fault| {
        let (expected, found) = fault.difference.clone().unzip();
        json!({ "line": fault.line, "what": fault.what, "expected": expected, "found": found })
    });
    let log = ran.log.iter();
    let log = log.map(|line| json!({ "level": line.level, "text": line.text }));
    json!({
        "suite": test.source.suite(),
        "name": test.name.value,
        "file": test.source.file,
        "line": test.line(),
        "passed": verdict.faults.is_empty(),
        "seconds": verdict.time.as_secs_f64(),
        "faults": faults.collect::<Vec<_>>(),
        "error": ran.failure.as_ref().map(|failure| failure_lines(failure, content)),
        "path": ran.path,
        "requests": ran.requests,
        "log": log.collect::<Vec<_>>(),
    })
}
