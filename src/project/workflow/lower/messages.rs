//! What is said about a workflow file, at the places in it.

use std::ops::Range;

use super::super::syntax::Word;
use super::lowering::Lowering;
use crate::diagnostic::{Diagnostic, closest};
use crate::model::TypeName;

impl Lowering<'_> {
    pub(in super::super) fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error(code, self.file, message);
        self.report.push(error.at(span).help(help));
    }

    pub(in super::super) fn warning(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let warning = Diagnostic::warning(code, self.file, message);
        self.report.push(warning.at(span).help(help));
    }

    /// Reports a name that does not exist, with the closest that does.
    pub(in super::super) fn unknown(
        &mut self,
        code: &'static str,
        kind: &str,
        word: &Word,
        known: &[String],
    ) {
        let help = match closest(&word.value, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => {
                "there is none to choose from: add one, or leave this out".to_owned()
            }
            None => {
                let mut names: Vec<String> = known
                    .iter()
                    .take(8)
                    .map(|name| format!("`{name}`"))
                    .collect();
                if known.len() > names.len() {
                    names.push("…".to_owned());
                }
                format!("there are {}", names.join(", "))
            }
        };
        let message = format!("there is no {kind} `{}`", word.value.escape_debug());
        self.error(code, word.span.clone(), message, help);
    }

    /// Reports a value that does not fit its place.
    pub(in super::super) fn fits(
        &mut self,
        name: &str,
        found: &TypeName,
        expected: &TypeName,
        at: &Word,
    ) {
        if !found.fits(expected) {
            let message = format!("`{name}` is a `{found}`, and a `{expected}` is needed here");
            self.error(
                "type-mismatch",
                at.span.clone(),
                message,
                "use a variable of that type, or convert it in a `script` step",
            );
        }
    }
}
