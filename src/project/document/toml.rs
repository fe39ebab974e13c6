//! TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{MAX_DEPTH, Node, Value, is_forbidden, refuse_forbidden};
use crate::diagnostic::{Diagnostic, Report, Sourced};

/// Reads a document. None when it cannot be read; the report then holds every syntax error.
pub fn read(file: &str, text: &str, report: &mut Report) -> Option<Node> {
    if refuse_forbidden(file, text, report) || refuse_depth(file, text, report) {
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let mut diagnostic = Diagnostic::error(
            "toml-syntax",
            file,
            format!("this is not TOML: {}", error.message()),
        )
        .help("texts need quotes; a table starts with `[name]`; each key stands once");
        diagnostic.span = error.span();
        report.push(diagnostic);
    }
    if !errors.is_empty() {
        return None;
    }
    let span = table.span();
    let mut reader = Reader {
        file,
        report,
        sound: true,
    };
    let value = reader.table(table.get_ref(), 1);
    reader.sound.then_some(Node { span, value })
}

/// Refuses nesting before the parser sees it: it bounds brackets and dots each, but not their
/// product, and drops what it made recursively.
fn refuse_depth(file: &str, text: &str, report: &mut Report) -> bool {
    // For each open bracket, the tables that the dots of the current key make in it.
    let mut levels = vec![0];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => string_length(rest),
            _ => c.len_utf8(),
        };
        match c {
            '{' | '[' => levels.push(1),
            '}' | ']' if levels.len() > 1 => drop(levels.pop()),
            _ => {}
        }
        if let Some(level) = levels.last_mut() {
            match c {
                '.' => *level += 1,
                ',' | '\n' => *level = 1,
                _ => {}
            }
        }
        if matches!(c, '.' | '{' | '[') && levels.iter().sum::<usize>() > 2 * MAX_DEPTH {
            let at = text.len() - rest.len();
            report.push(too_deep(file, &(at..at + 1)));
            return true;
        }
        rest = &rest[length..];
    }
    false
}

/// Bytes of the string the text starts with, quotes included.
fn string_length(text: &str) -> usize {
    let quote = &text[..1];
    let triple = quote.repeat(3);
    let close = if text.starts_with(&triple) {
        &triple
    } else {
        quote
    };
    let mut at = close.len();
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            return at + close.len();
        }
        at += c.len_utf8();
        if c == '\\' && quote == "\"" {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
        if c == '\n' && close.len() == 1 {
            break;
        }
    }
    at
}

fn too_deep(file: &str, span: &std::ops::Range<usize>) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} lists and tables stand in one another here");
    Diagnostic::error("too-deep", file, message)
        .at(span.clone())
        .help("write it flatter")
}

struct Reader<'a> {
    file: &'a str,
    report: &'a mut Report,
    sound: bool,
}

impl Reader<'_> {
    fn table(&mut self, table: &DeTable<'_>, depth: usize) -> Value {
        let mut entries: Vec<(Sourced<String>, Node)> = table
            .iter()
            .map(|(key, value)| {
                let name = Sourced::new(key.get_ref().to_string(), key.span());
                (name, self.node(value, depth))
            })
            .collect();
        // The parser sorts by name; people are answered in the order they wrote.
        entries.sort_by_key(|(name, _)| name.span.start);
        Value::Map(entries)
    }

    fn node(&mut self, node: &Spanned<DeValue<'_>>, depth: usize) -> Node {
        let span = node.span();
        if depth > MAX_DEPTH {
            self.sound = false;
            self.report.push(too_deep(self.file, &span));
            return Node {
                span,
                value: Value::Null,
            };
        }
        let value = match node.get_ref() {
            DeValue::String(text) => {
                if let Some(c) = text.chars().find(|c| is_forbidden(*c)) {
                    self.fault(
                        &span,
                        "control-character",
                        format!(
                            "the character U+{:04X} cannot stand in a text",
                            u32::from(c)
                        ),
                        "remove its escape",
                    );
                }
                Value::Text(text.to_string())
            }
            DeValue::Integer(number) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "exact up to 2^53, as every number of the server"
                )]
                let value =
                    i64::from_str_radix(number.as_str(), number.radix()).map(|value| value as f64);
                value.map_or(Value::Null, |value| {
                    Value::Number(value, number.to_string())
                })
            }
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(value) if value.is_finite() => Value::Number(value, number.to_string()),
                _ => {
                    self.fault(
                        &span,
                        "wrong-type",
                        format!("`{number}` is no number a server could read"),
                        "write a finite number",
                    );
                    Value::Null
                }
            },
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(items) => Value::List(
                items
                    .iter()
                    .map(|item| self.node(item, depth + 1))
                    .collect(),
            ),
            DeValue::Table(table) => self.table(table, depth + 1),
        };
        Node { span, value }
    }

    fn fault(
        &mut self,
        span: &std::ops::Range<usize>,
        code: &'static str,
        message: String,
        help: &str,
    ) {
        self.sound = false;
        self.report.push(
            Diagnostic::error(code, self.file, message)
                .at(span.clone())
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(node: &Node) -> &[(Sourced<String>, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn order_and_places_are_those_of_the_file() {
        let text = "[project]\nname = \"größe\"\nbig = 0x10\n\n[alpha]\nx = [1.5, true]\n";
        let mut report = Report::new();
        let node = read("f.toml", text, &mut report).expect("reads");
        assert_eq!(report.diagnostics(), &[]);
        let names: Vec<&str> = entries(&node)
            .iter()
            .map(|(name, _)| name.value.as_str())
            .collect();
        assert_eq!(names, ["project", "alpha"]);
        let project = entries(&entries(&node)[0].1);
        assert_eq!(&text[project[0].1.span.clone()], "\"größe\"");
        assert_eq!(&text[project[1].0.span.clone()], "big");
        assert_eq!(project[1].1.value, Value::Number(16.0, "0x10".into()));
    }

    #[test]
    fn all_syntax_errors_are_found() {
        let mut report = Report::new();
        assert!(read("f.toml", "a = \nb = 1\nb = 2\nc = nope\n", &mut report).is_none());
        assert!(report.diagnostics().len() >= 3, "{report:?}");
        assert!(report.diagnostics().iter().all(|d| d.code == "toml-syntax"));
    }

    #[test]
    fn dots_in_texts_are_no_keys() {
        let dots = "a.".repeat(500);
        let text =
            format!("# {dots}\na = \"\\\"{dots}\"\nb = '{dots}'\nc = \"\"\"\n{dots}\n\"\"\"\n");
        assert!(read("f.toml", &text, &mut Report::new()).is_some());
    }

    #[test]
    fn dots_within_braces_do_not_exhaust_the_stack() {
        for braces in [10, 40, 75] {
            let key = "a.".repeat(60) + "b = ";
            let text = format!(
                "{key}{}1{}",
                format!("{{ {key}").repeat(braces),
                "}".repeat(braces)
            );
            let mut report = Report::new();
            assert!(read("f.toml", &text, &mut report).is_none());
            assert!(report.has_errors());
        }
    }

    #[test]
    fn hostile_files_are_refused() {
        for (text, code) in [
            (format!("a = {}", "[".repeat(100_000)), "too-deep"),
            (format!("{}b = 1", "a.".repeat(100_000)), "too-deep"),
            (format!("[{}b]", "a.".repeat(100_000)), "too-deep"),
            (format!("{}b = 1", "a.".repeat(70)), "too-deep"),
            ("a = \"\\u0000\"".to_owned(), "control-character"),
            ("a = \"\0\"".to_owned(), "control-character"),
            ("a = nan".to_owned(), "wrong-type"),
        ] {
            let mut report = Report::new();
            assert!(read("f.toml", &text, &mut report).is_none());
            assert_eq!(
                report.diagnostics()[0].code,
                code,
                "{:.40} {}",
                text,
                report.diagnostics()[0].message
            );
        }
    }
}
