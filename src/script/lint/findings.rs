//! The rules that a script breaks, before anybody knows which file it stands in.

use std::ops::Range;

use super::Lint;
use crate::diagnostic::{Diagnostic, Report};

/// A broken rule, at bytes of the script.
struct Finding {
    lint: &'static Lint,
    span: Range<usize>,
    message: String,
    help: String,
}

/// The rules that a script breaks.
#[derive(Default)]
pub(in crate::script) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one: what is wrong, and what to write instead.
    pub(super) fn add(
        &mut self,
        lint: &'static Lint,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0.push(Finding {
            lint,
            span,
            message: message.into(),
            help: help.into(),
        });
    }

    /// Reports them for a file, with every place mapped into it.
    pub(in crate::script) fn report(
        self,
        file: &str,
        place: &dyn Fn(Range<usize>) -> Range<usize>,
        report: &mut Report,
    ) {
        for finding in self.0 {
            report.push(Diagnostic {
                level: finding.lint.level,
                code: finding.lint.code,
                message: finding.message,
                file: file.to_owned(),
                span: Some(place(finding.span)),
                label: String::new(),
                help: Some(finding.help),
            });
        }
    }
}
