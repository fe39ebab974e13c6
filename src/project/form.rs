//! `workflows/<path>/<Name>.form.json`: input forms as servers from 8.2 on export them, carried
//! unchanged.

use serde::de::IgnoredAny;

use crate::codec::text;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Bytes;

/// Ending of a form's file.
pub const ENDING: &str = ".form.json";

/// A form of a workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The user interaction it belongs to; empty for the form before the run.
    pub item: String,
    /// The JSON text as UTF-16BE, the bytes of a package's entry.
    pub content: Bytes,
}

impl Form {
    /// Reads a file. None when it is not JSON; the report then says where.
    pub fn read(file: &str, item: &str, bytes: &[u8], report: &mut Report) -> Option<Self> {
        let json = decode(file, bytes, report)?;
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&json) {
            // The message ends with the place, which is shown better.
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let mut diagnostic =
                Diagnostic::error("json-syntax", file, format!("this is not JSON: {message}"))
                    .help("export the form once more, or write it as JSON");
            if std::str::from_utf8(bytes).is_ok() {
                let at = offset(&json, error.line(), error.column());
                diagnostic.span = Some(at..ceil(&json, at + 1));
            }
            report.push(diagnostic);
            return None;
        }
        Some(Self {
            item: item.to_owned(),
            content: text::utf16be(&json).into(),
        })
    }

    /// The name of its entry in a package.
    #[must_use]
    pub fn member(&self) -> String {
        format!("input_form_{}", self.item)
    }
}

/// Splits the name of a form's file, without its ending, into the path of the workflow it belongs
/// to and its item: a workflow of just that name comes first.
#[must_use]
pub fn owner(path: &str, is_workflow: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    if is_workflow(path) {
        return Some((path, ""));
    }
    path.rsplit_once('.')
        .filter(|(workflow, item)| is_workflow(workflow) && !item.contains('/'))
}

/// Text that a server exported: UTF-8, or UTF-16 with its mark.
pub(super) fn decode(file: &str, bytes: &[u8], report: &mut Report) -> Option<String> {
    text::decode(bytes)
        .map_err(|error| {
            report.push(
                Diagnostic::error("not-utf8", file, error.to_string())
                    .help("save the file as UTF-8, or export it once more"),
            );
        })
        .ok()
}

/// The byte of a line and a column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The next place between two characters.
fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_carried_unchanged() {
        let json = "{ \"layout\": [\"größe\"] }\n";
        for bytes in [json.as_bytes().to_vec(), text::utf16be(json)] {
            let form = Form::read("f", "item3", &bytes, &mut Report::new()).expect("JSON");
            assert_eq!(text::decode(&form.content).expect("text"), json);
            assert_eq!(form.member(), "input_form_item3");
        }
    }

    #[test]
    fn what_is_not_json_is_shown_at_its_place() {
        for (json, message, span) in [
            ("{\n  \"a\": 1,\n  ü\n}", "key must be a string", 14..16),
            ("{\"a\": 1", "EOF while parsing an object", 6..7),
            ("", "EOF while parsing a value", 0..0),
            ("[1] 2", "trailing characters", 4..5),
        ] {
            let mut report = Report::new();
            assert_eq!(Form::read("f", "", json.as_bytes(), &mut report), None);
            let diagnostic = &report.diagnostics()[0];
            assert_eq!(diagnostic.message, format!("this is not JSON: {message}"));
            assert_eq!(diagnostic.span, Some(span), "{json}");
        }
    }

    #[test]
    fn the_longest_name_that_is_a_workflow_owns_a_form() {
        let known = |path: &str| ["Pull", "a/Pull.v2"].contains(&path);
        assert_eq!(owner("Pull", known), Some(("Pull", "")));
        assert_eq!(owner("Pull.item3", known), Some(("Pull", "item3")));
        assert_eq!(owner("a/Pull.v2", known), Some(("a/Pull.v2", "")));
        assert_eq!(
            owner("a/Pull.v2.item1", known),
            Some(("a/Pull.v2", "item1"))
        );
        assert_eq!(owner("Push", known), None);
    }
}
