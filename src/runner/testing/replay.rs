//! Answers out of a recording.

use super::network::Answer;
use super::parse::answers;
use super::test::Test;
use crate::diagnostic::{Diagnostic, Report};
use crate::project::document::yaml;

/// The answers of a file of recordings, by the names of the tests; none when it cannot be read.
pub fn read(file: &str, text: &str, report: &mut Report) -> Option<Vec<(String, Vec<Answer>)>> {
    let node = yaml::read_data(file, text, report)?;
    let tests = node.map(file, report)?.iter();
    let answers = tests.map(|(name, node)| {
        let mut found = answers(file, node, report);
        for answer in &mut found {
            answer.recorded = true;
        }
        (name.value.clone(), found)
    });
    Some(answers.collect())
}

/// Gives a test the answers of its recording; one that wants a recording and has none is a fault.
pub fn attach(test: &mut Test, recordings: &[(String, Vec<Answer>)], report: &mut Report) {
    if !test.network.recorded {
        return;
    }
    let name = &test.name;
    let mut recordings = recordings.iter();
    if let Some((_, answers)) = recordings.find(|(known, _)| *known == name.value) {
        test.network.answers.clone_from(answers);
        return;
    }
    let message = "nothing is recorded for this test yet";
    let help = "`coopto test --record` lets it ask the real network, and keeps the answers";
    let fault = Diagnostic::error("no-recording", &test.source.file, message);
    report.push(fault.at(name.span.clone()).help(help));
}
