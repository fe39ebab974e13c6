//! What all parts of a row are read with: findings, words, versions, names.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Report, Sourced, closest};
use crate::script;

/// What a row and its parts are read with.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) report: &'a mut Report,
    /// Parameters so far, by name; the template's own variables are taken as well.
    parameters: Vec<String>,
}

impl<'a> Reader<'a> {
    /// A reader of one row.
    pub(super) fn new(file: &'a str, report: &'a mut Report) -> Self {
        Self {
            file,
            report,
            parameters: vec!["node".to_owned()],
        }
    }
}

impl Reader<'_> {
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let fault = Diagnostic::error(code, self.file, message);
        self.report.push(fault.at(span).help(help));
    }

    /// One of some words; another one is an `unknown-word` finding.
    pub(super) fn one_of<T: Clone>(
        &mut self,
        word: &Sourced<String>,
        words: &[(&str, T)],
    ) -> Option<T> {
        if let Some((_, meant)) = words.iter().find(|(name, _)| *name == word.value) {
            return Some(meant.clone());
        }
        let names = words.iter().map(|(name, _)| *name);
        let help = match closest(word, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `{}`", names.collect::<Vec<_>>().join("`, `")),
        };
        let message = format!("`{}` is not known here", word.escape_debug());
        self.fault("unknown-word", word.span.clone(), message, help);
        None
    }

    /// A version of the API: `1.24`.
    pub(super) fn version(&mut self, text: Option<Sourced<String>>) -> Option<String> {
        let text = text?;
        let digits = |part: &str| {
            !part.is_empty() && part.len() < 5 && part.bytes().all(|c| c.is_ascii_digit())
        };
        let is_version = |(major, minor): (&str, &str)| digits(major) && digits(minor);
        if text.split_once('.').is_some_and(is_version) {
            return Some(text.value);
        }
        let message = format!("`{}` is not a version of the API", text.escape_debug());
        self.fault(
            "illegal-version",
            text.span,
            message,
            "write two whole numbers in quotes, such as \"1.24\"",
        );
        None
    }

    /// Words for people, which go into the comment of an action.
    pub(super) fn words(&mut self, text: Option<Sourced<String>>) -> String {
        let Some(text) = text else {
            return String::new();
        };
        if text.contains("*/") {
            let message = "`*/` would end the comment that this becomes a part of";
            self.fault(
                "illegal-text",
                text.span.clone(),
                message,
                "write it another way",
            );
        }
        if text.lines().any(|line| line.trim_start().starts_with('@')) {
            let message = "a line that begins with `@` would be a tag of the action";
            self.fault(
                "illegal-text",
                text.span.clone(),
                message,
                "begin the line with a word",
            );
        }
        text.value.trim().to_owned()
    }

    /// Notes a parameter of the action; one that cannot be, or is there already, is a finding.
    pub(super) fn parameter(&mut self, name: &str, span: &Range<usize>) {
        let shown = name.escape_debug();
        if !script::is_identifier(name) {
            let message = format!("`{shown}` cannot be the name of a parameter");
            self.fault(
                "illegal-name",
                span.clone(),
                message,
                "give it a `name` of letters and digits",
            );
        } else if ["values", "engine", "most"].contains(&name) {
            let message = format!("`{shown}` is a variable of every operation");
            self.fault(
                "illegal-name",
                span.clone(),
                message,
                "give it another `name`",
            );
        } else if self.parameters.iter().any(|known| known == name) {
            let message = format!("the operation has a parameter `{shown}` already");
            self.fault(
                "duplicate-name",
                span.clone(),
                message,
                "give it another `name`",
            );
        } else {
            self.parameters.push(name.to_owned());
        }
    }
}
