//! What people write, as a small tree in which everything knows its place: from YAML and TOML.
//!
//! [`yaml::read`] and [`toml::read`] give a [`Node`]; [`Fields`] takes the keys out of a map one by
//! one and collects what is unknown, missing or of the wrong type, without stopping.

mod fields;
pub mod toml;
pub mod yaml;

use std::fmt;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Report, Sourced};

pub use fields::Fields;

/// How deep lists and maps may stand in one another.
pub const MAX_DEPTH: usize = 64;

/// A value and the bytes of its file it was written in.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes of the file's text.
    pub span: Range<usize>,
    /// What stands there.
    pub value: Value,
}

/// What a file can say.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `null`, `~`, or a key without a value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, and how it was written.
    Number(f64, String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order it was written.
    Map(Vec<(Sourced<String>, Node)>),
}

impl Value {
    /// What it is, for messages: `text`, `a number`, …
    #[must_use]
    pub fn describe(&self) -> Found<'_> {
        Found(self)
    }
}

/// Names what was found, with the value where it is short.
#[derive(Debug)]
pub struct Found<'a>(&'a Value);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("nothing"),
            Value::Boolean(value) => write!(f, "`{value}`"),
            Value::Number(_, text) => write!(f, "the number `{text}`"),
            Value::Text(text) if text.chars().count() <= 24 && !text.contains('\n') => {
                write!(f, "the text `{text}`")
            }
            Value::Text(_) => f.write_str("a text"),
            Value::List(_) => f.write_str("a list"),
            Value::Map(_) => f.write_str("a map"),
        }
    }
}

impl Node {
    /// The text, or a `wrong-type` finding.
    pub fn text(&self, file: &str, report: &mut Report) -> Option<Sourced<String>> {
        match &self.value {
            Value::Text(text) => Some(Sourced::new(text.clone(), self.span.clone())),
            other => {
                let quoted = match other {
                    Value::Number(_, text) => Some(text.clone()),
                    Value::Boolean(value) => Some(value.to_string()),
                    _ => None,
                };
                self.wrong(
                    "text",
                    quoted.map(|text| format!("write \"{text}\" in quotes to mean the text")),
                    file,
                    report,
                );
                None
            }
        }
    }

    /// `true` or `false`, or a `wrong-type` finding.
    pub fn boolean(&self, file: &str, report: &mut Report) -> Option<Sourced<bool>> {
        match &self.value {
            Value::Boolean(value) => Some(Sourced::new(*value, self.span.clone())),
            other => {
                let help = match other {
                    Value::Text(text) => truth(text).map(|value| format!("write `{value}`")),
                    _ => None,
                };
                self.wrong("`true` or `false`", help, file, report);
                None
            }
        }
    }

    /// A number, or a `wrong-type` finding.
    pub fn number(&self, file: &str, report: &mut Report) -> Option<Sourced<f64>> {
        match &self.value {
            Value::Number(value, _) => Some(Sourced::new(*value, self.span.clone())),
            other => {
                let help = match other {
                    Value::Text(text) if text.trim().parse::<f64>().is_ok() => {
                        Some("write it without quotes".to_owned())
                    }
                    _ => None,
                };
                self.wrong("a number", help, file, report);
                None
            }
        }
    }

    /// The items of a list, or a `wrong-type` finding.
    pub fn list(&self, file: &str, report: &mut Report) -> Option<&[Node]> {
        if let Value::List(items) = &self.value {
            return Some(items);
        }
        self.wrong("a list", None, file, report);
        None
    }

    /// The entries of a map, or a `wrong-type` finding.
    pub fn map(&self, file: &str, report: &mut Report) -> Option<&[(Sourced<String>, Node)]> {
        if let Value::Map(entries) = &self.value {
            return Some(entries);
        }
        self.wrong("a map", None, file, report);
        None
    }

    /// Reports that something else was expected here.
    pub fn wrong(&self, expected: &str, help: Option<String>, file: &str, report: &mut Report) {
        let mut diagnostic = Diagnostic::error(
            "wrong-type",
            file,
            format!("expected {expected}, found {}", self.value.describe()),
        )
        .at(self.span.clone())
        .label(format!("expected {expected}"));
        diagnostic.help = help;
        report.push(diagnostic);
    }

    /// Where a byte of this node's text stands in the file's text.
    ///
    /// Exact wherever the lines of the text stand unchanged in the file (plain and quoted text
    /// without escapes, literal blocks); the start of the node elsewhere.
    #[must_use]
    pub fn place(&self, source: &str, offset: usize) -> usize {
        let (Value::Text(text), Some(raw)) = (&self.value, source.get(self.span.clone())) else {
            return self.span.start;
        };
        let mut from = 0;
        let mut before = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\n', '\r']);
            let Some(at) = raw[from..].find(bare) else {
                return self.span.start;
            };
            from += at;
            if offset < before + line.len() || before + line.len() == text.len() {
                return self.span.start + from + (offset - before).min(bare.len());
            }
            before += line.len();
            from += bare.len();
        }
        self.span.start
    }
}

/// What people of other dialects write for `true` and `false`.
fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "on" | "y" | "true" | "1" => Some(true),
        "no" | "off" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A character that no generated file can hold: XML knows no escape for it.
pub(super) fn is_forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The first character of the file that nothing may hold, and what is said about it.
pub(super) fn forbidden(file: &str, text: &str) -> Option<(char, Diagnostic)> {
    let (index, c) = text.char_indices().find(|(_, c)| is_forbidden(*c))?;
    let message = format!(
        "the character U+{:04X} cannot stand in a file",
        u32::from(c)
    );
    let fault = Diagnostic::error("control-character", file, message);
    Some((c, fault.at(index..index + c.len_utf8())))
}

fn refuse_forbidden(file: &str, text: &str, report: &mut Report) -> bool {
    let Some((_, fault)) = forbidden(file, text) else {
        return false;
    };
    report.push(fault.help("remove it, and save the file as UTF-8 text"));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_inside_a_literal_block() {
        let source = "é: 1\ncode: |\n    var a = 1;\n\n      b(ü);\n";
        let mut report = Report::new();
        let node = yaml::read("f", source, &mut report).expect("reads");
        let Value::Map(entries) = &node.value else {
            panic!("a map")
        };
        let code = &entries[1].1;
        let Value::Text(text) = &code.value else {
            panic!("text: {:?}", code.value)
        };
        assert_eq!(text, "var a = 1;\n\n  b(ü);\n");
        for word in ["var", "a =", "b(", "ü", ");"] {
            let offset = text.find(word).expect(word);
            assert_eq!(
                code.place(source, offset),
                source.find(word).expect(word),
                "{word}"
            );
        }
    }

    #[test]
    fn places_inside_plain_and_quoted_text() {
        for source in ["a: x > 1", "a: \"x > 1\"", "a: 'x > 1'"] {
            let node = yaml::read("f", source, &mut Report::new()).expect("reads");
            let Value::Map(entries) = &node.value else {
                panic!("a map")
            };
            assert_eq!(entries[0].1.place(source, 2), source.find('>').expect("is"));
        }
    }
}
