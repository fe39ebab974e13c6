//! The text that a row becomes, and findings in it brought back to the row.

use std::collections::HashMap;

use super::Row;
use crate::diagnostic::{Diagnostic, Report};
use crate::template::Templates;

/// An action's text that was made of a row.
#[derive(Debug)]
pub(in crate::project) struct Rendered<'a> {
    /// The row.
    pub(in crate::project) row: &'a Row,
    /// What findings in the text have for a file until [`placed`] knows better.
    pub(in crate::project) file: String,
    /// The text.
    pub(in crate::project) text: String,
}

impl<'a> Rendered<'a> {
    /// Renders a row; `root` is the root of the project's modules.
    pub(in crate::project) fn new(
        row: &'a Row,
        templates: &Templates,
        root: &str,
        report: &mut Report,
    ) -> Option<Self> {
        match templates.operation(&row.operation, root) {
            Ok(text) => Some(Self {
                row,
                // No file has such a name.
                file: format!("{}\0{}", row.file, *row.name),
                // Every other file ends with a line end.
                text: text + "\n",
            }),
            Err(error) => {
                let fault = Diagnostic::error("template", &row.file, error.to_string());
                report.push(fault.at(row.name.span.clone()));
                None
            }
        }
    }

    /// A finding in the text as one of the row.
    fn place(&self, mut finding: Diagnostic) -> Diagnostic {
        finding.file.clone_from(&self.row.file);
        finding.label = match finding.span.take() {
            Some(span) => {
                let before = self.text.get(..span.start).unwrap_or_default();
                let number = before.matches('\n').count();
                let line = self.text.lines().nth(number).unwrap_or_default();
                let number = number + 1;
                format!(
                    "line {number} of the action that this becomes: `{}`",
                    line.trim()
                )
            }
            None => "in the action that this becomes".to_owned(),
        };
        finding.at(self.row.name.span.clone())
    }
}

/// The same findings, those in rendered texts at the rows.
pub(in crate::project) fn placed(report: &Report, all: &[Rendered<'_>]) -> Report {
    let all: HashMap<&str, &Rendered<'_>> = all
        .iter()
        .map(|rendered| (rendered.file.as_str(), rendered))
        .collect();
    let mut found = Report::new();
    for finding in report.diagnostics() {
        let finding = finding.clone();
        found.push(match all.get(finding.file.as_str()) {
            Some(rendered) => rendered.place(finding),
            None => finding,
        });
    }
    found
}
