//! `templates/<name>.hbs`: the templates that a project replaces.

use std::ops::Range;

use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Report};
use crate::template::Templates;

/// The built-in templates with the project's in their places. None only when those that come with
/// the program are broken.
pub(super) fn read(tree: &Tree, report: &mut Report) -> Option<Templates> {
    let mut templates = match Templates::built_in() {
        Ok(templates) => templates,
        Err(error) => {
            report.push(Diagnostic::error(
                "template",
                "templates",
                error.to_string(),
            ));
            return None;
        }
    };
    for (name, _) in tree.below("templates") {
        let file = format!("templates/{name}");
        let Some(text) = tree.read_text(&file, report) else {
            continue;
        };
        if let Err(error) = templates.replace(name, text) {
            let mut diagnostic = Diagnostic::error("template", &file, error.to_string());
            diagnostic.span = error.line().map(|line| span_of_line(text, line));
            report.push(diagnostic);
        }
    }
    Some(templates)
}

/// The bytes of a line counted from 1, without its end.
fn span_of_line(text: &str, line: usize) -> Range<usize> {
    let mut start = 0;
    for (index, content) in text.split('\n').enumerate() {
        if index + 1 == line {
            return start..start + content.trim_end().len();
        }
        start += content.len() + 1;
    }
    text.len()..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_points_into_its_file() {
        let tree = Tree::from_files([
            ("templates/action.xml.hbs", "<a/>\n{{#if}\n"),
            ("templates/actoin.xml.hbs", ""),
            ("templates/vso.xml.hbs", "<module/>"),
        ]);
        let mut report = Report::new();
        let templates = read(&tree, &mut report).expect("the others are sound");
        let found: Vec<_> = report
            .diagnostics()
            .iter()
            .map(|d| (d.file.as_str(), d.span.clone()))
            .collect();
        assert_eq!(
            found,
            [
                ("templates/action.xml.hbs", Some(5..11)),
                ("templates/actoin.xml.hbs", None)
            ]
        );
        let rendered = templates.render("vso.xml.hbs", &()).expect("renders");
        assert_eq!(rendered, "<module/>");
    }

    #[test]
    fn lines() {
        assert_eq!(span_of_line("ab\r\ncd", 1), 0..2);
        assert_eq!(span_of_line("ab\r\ncd", 2), 4..6);
        assert_eq!(span_of_line("ab", 9), 2..2);
    }
}
