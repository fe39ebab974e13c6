//! YAML 1.2 without anchors, aliases, tags and further documents.

mod places;
mod scalar;

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use self::places::Places;
use self::scalar::resolve;
use super::{MAX_DEPTH, Node, Value, is_forbidden, refuse_forbidden};
use crate::diagnostic::{Diagnostic, Report, Sourced};

/// Reads one document. None when it cannot be read; the report then says why.
///
/// An empty file is an empty map. Nothing recurses, so nesting costs no stack.
pub fn read(file: &str, text: &str, report: &mut Report) -> Option<Node> {
    document(file, text, is_forbidden, report)
}

/// The same for what goes into no package, such as tests: as an escape, every character may stand in a text.
pub fn read_data(file: &str, text: &str, report: &mut Report) -> Option<Node> {
    document(file, text, |_| false, report)
}

fn document(
    file: &str,
    text: &str,
    forbidden: fn(char) -> bool,
    report: &mut Report,
) -> Option<Node> {
    if refuse_forbidden(file, text, report) {
        return None;
    }
    let places = Places::new(text);
    let mut parser = Parser::new_from_str(places.text);
    let mut builder = Builder {
        file,
        places: &places,
        forbidden,
        report,
        open: Vec::new(),
        root: None,
        documents: 0,
    };
    let mut sound = true;
    loop {
        match parser.next_event() {
            None | Some(Ok((Event::StreamEnd, _))) => break,
            Some(Ok((event, span))) => match builder.take(event, span) {
                Ok(good) => sound &= good,
                Err(Stop) => return None,
            },
            Some(Err(error)) => {
                let diagnostic = syntax(file, &places, &error);
                report.push(diagnostic);
                return None;
            }
        }
    }
    let root = builder.root.unwrap_or(Node {
        span: 0..0,
        value: Value::Map(Vec::new()),
    });
    sound.then_some(root)
}

/// The rest of the file is not worth looking at.
struct Stop;

/// A list or map whose end has not come yet.
struct Open {
    start: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    /// Its entries, the key whose value is still to come, and all keys so far.
    Map(
        Vec<(Sourced<String>, Node)>,
        Option<Sourced<String>>,
        HashSet<String>,
    ),
}

struct Builder<'a> {
    file: &'a str,
    places: &'a Places<'a>,
    /// What no text may hold.
    forbidden: fn(char) -> bool,
    report: &'a mut Report,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Builder<'_> {
    /// Whether the event was sound. `Stop` when going on makes no sense.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<bool, Stop> {
        let range = self.places.range(&span);
        let refused = match &event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => *anchor != 0,
            _ => false,
        };
        if refused {
            self.fault(
                range,
                "anchor",
                "anchors and aliases are not read",
                "write the value out",
            );
            return Err(Stop);
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.fault(
                        range,
                        "second-document",
                        "a second document starts here",
                        "put it in its own file",
                    );
                    return Err(Stop);
                }
                Ok(true)
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.fault(
                    range,
                    "tag",
                    "tags are not read",
                    "remove the word that starts with `!`; quotes make a text",
                );
                Err(Stop)
            }
            Event::Scalar(text, style, _, None) => Ok(self.scalar(&text, style, range)),
            Event::SequenceStart(..) => self.begin(&span, Content::List(Vec::new())),
            Event::MappingStart(..) => {
                self.begin(&span, Content::Map(Vec::new(), None, HashSet::new()))
            }
            Event::SequenceEnd | Event::MappingEnd => Ok(self.end(&span)),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentEnd
            | Event::Alias(_) => Ok(true),
        }
    }

    fn begin(&mut self, span: &Span, content: Content) -> Result<bool, Stop> {
        let range = self.places.range(span);
        if self.open.len() >= MAX_DEPTH {
            self.fault(
                range,
                "too-deep",
                &format!("more than {MAX_DEPTH} lists and maps stand in one another here"),
                "write it flatter",
            );
            return Err(Stop);
        }
        if let Some(Open {
            content: Content::Map(_, None, _),
            ..
        }) = self.open.last()
        {
            self.fault(
                range,
                "wrong-type",
                "a key must be text",
                "write `key: value`",
            );
            return Err(Stop);
        }
        self.open.push(Open {
            start: span.start.index(),
            content,
        });
        Ok(true)
    }

    fn end(&mut self, span: &Span) -> bool {
        let Some(open) = self.open.pop() else {
            return true;
        };
        // A flow collection ends with its bracket, a block with its last child.
        let bracket = self.places.byte(span.start.index());
        let closed = self.places.text[bracket - self.places.skipped..].starts_with([']', '}']);
        let (value, last) = match open.content {
            Content::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (Value::List(items), last)
            }
            Content::Map(entries, ..) => {
                let last = entries
                    .last()
                    .map(|(name, node)| name.span.end.max(node.span.end));
                (Value::Map(entries), last)
            }
        };
        let start = self.places.byte(open.start);
        let flow = self.places.text[start - self.places.skipped..].starts_with(['[', '{']);
        let end = if flow && closed {
            bracket + 1
        } else {
            last.unwrap_or(start)
        };
        self.add(Node {
            span: start..end.max(start),
            value,
        })
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Range<usize>) -> bool {
        let refused = text.chars().find(|c| (self.forbidden)(*c));
        if let Some(c) = refused {
            self.fault(
                span.clone(),
                "control-character",
                &format!(
                    "the character U+{:04X} cannot stand in a text",
                    u32::from(c)
                ),
                "remove its escape",
            );
        }
        if let Some(Open {
            content: Content::Map(_, key @ None, keys),
            ..
        }) = self.open.last_mut()
        {
            let duplicate = !keys.insert(text.to_owned());
            *key = Some(Sourced::new(text.to_owned(), span.clone()));
            if duplicate {
                let message = format!("the key `{}` stands here twice", text.escape_debug());
                self.fault(span, "duplicate-key", &message, "keep one of the two");
            }
            return refused.is_none() && !duplicate;
        }
        let value = if style == ScalarStyle::Plain {
            resolve(text)
        } else {
            Value::Text(text.to_owned())
        };
        self.add(Node { span, value }) && refused.is_none()
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) -> bool {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Map(entries, key, _)) => {
                if let Some(key) = key.take() {
                    entries.push((key, node));
                }
            }
        }
        true
    }

    fn fault(&mut self, span: Range<usize>, code: &'static str, message: &str, help: &str) {
        self.report.push(
            Diagnostic::error(code, self.file, message)
                .at(span)
                .help(help),
        );
    }
}

fn syntax(file: &str, places: &Places<'_>, error: &ScanError) -> Diagnostic {
    let at = places.byte(error.marker().index());
    let rest = &places.text[at - places.skipped..];
    let end = at + rest.chars().next().map_or(0, char::len_utf8);
    let line_start = places.text[..at - places.skipped]
        .rfind('\n')
        .map_or(0, |end| end + 1);
    let line = places.text[line_start..].lines().next().unwrap_or_default();
    let indentation = &line[..line.len() - line.trim_start().len()];
    let diagnostic = Diagnostic::error(
        "yaml-syntax",
        file,
        format!("this is not YAML: {}", error.info()),
    )
    .at(at..end);
    if indentation.contains('\t') || error.info().contains("tab") {
        diagnostic.help("indent with blanks; YAML allows no tabs there")
    } else {
        diagnostic.help(
            "check the indentation, and put quotes round texts that hold `: `, ` #`, or start with a sign",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Node {
        let mut report = Report::new();
        let node = read("f.yaml", text, &mut report);
        assert_eq!(report.diagnostics(), &[], "{text}");
        node.expect(text)
    }

    fn bad(text: &str) -> Diagnostic {
        let mut report = Report::new();
        assert!(read("f.yaml", text, &mut report).is_none(), "{text}");
        let first = report.diagnostics().first().expect("a finding").clone();
        assert!(first.span.is_some() && first.help.is_some(), "{first:?}");
        first
    }

    fn entry<'a>(node: &'a Node, key: &str) -> &'a Node {
        let Value::Map(entries) = &node.value else {
            panic!("a map")
        };
        &entries
            .iter()
            .find(|(name, _)| name.value == key)
            .expect(key)
            .1
    }

    #[test]
    fn scalars_by_the_core_schema() {
        let node = good(
            "a: yes\nb: true\nc: 010\nd: '1'\ne: 1.50\nf: 0x10\ng: ~\nh:\ni: .inf\nj: 1..2\nk: -3\nl: 1e3\n",
        );
        for (key, value) in [
            ("a", Value::Text("yes".into())),
            ("b", Value::Boolean(true)),
            ("c", Value::Number(10.0, "010".into())),
            ("d", Value::Text("1".into())),
            ("e", Value::Number(1.5, "1.50".into())),
            ("f", Value::Number(16.0, "0x10".into())),
            ("g", Value::Null),
            ("h", Value::Null),
            ("i", Value::Text(".inf".into())),
            ("j", Value::Text("1..2".into())),
            ("k", Value::Number(-3.0, "-3".into())),
            ("l", Value::Number(1000.0, "1e3".into())),
        ] {
            assert_eq!(entry(&node, key).value, value, "{key}");
        }
    }

    #[test]
    fn spans_are_bytes_even_behind_other_letters() {
        for text in [
            "ä: 😀\nkey: [eins, zwei]\n",
            "\u{feff}ä: 😀\r\nkey: [eins, zwei]\r\n",
            "# größe\nkey:   [eins, zwei]   # ü\nä: 1",
        ] {
            let node = good(text);
            let key = entry(&node, "key");
            assert_eq!(&text[key.span.clone()], "[eins, zwei]");
            let Value::List(items) = &key.value else {
                panic!("a list")
            };
            assert_eq!(&text[items[1].span.clone()], "zwei");
        }
    }

    #[test]
    fn blocks_end_where_their_text_ends() {
        let text = "a:\n  b: 1\n  c: |\n    x\n    y\n\n\nd: 2\n";
        let node = good(text);
        assert_eq!(
            &text[entry(&node, "a").span.clone()],
            "b: 1\n  c: |\n    x\n    y"
        );
        let inner = entry(entry(&node, "a"), "c");
        assert_eq!(&text[inner.span.clone()], "x\n    y");
    }

    #[test]
    fn an_empty_file_is_an_empty_map() {
        assert_eq!(good("").value, Value::Map(vec![]));
        assert_eq!(good("# nothing\n").value, Value::Map(vec![]));
    }

    #[test]
    fn what_is_refused() {
        for (text, code) in [
            ("a: 1\na: 2\n", "duplicate-key"),
            ("a: &x 1\nb: *x\n", "anchor"),
            ("a: *x\n", "yaml-syntax"),
            ("a: 1\n---\nb: 2\n", "second-document"),
            ("a: !!str 1\n", "tag"),
            ("a: !foo [1]\n", "tag"),
            ("a: [1, 2\n", "yaml-syntax"),
            ("a:\n\tb: 1\n", "yaml-syntax"),
            ("a: \"x\n", "yaml-syntax"),
            ("a: \0\n", "control-character"),
            ("a: \"\\0\"\n", "control-character"),
            ("? [a]\n: 1\n", "wrong-type"),
            ("a: b: c\n", "yaml-syntax"),
        ] {
            assert_eq!(bad(text).code, code, "{text:?}");
        }
        assert!(bad("a:\n\tb: 1\n").help.expect("help").contains("tabs"));
        assert_eq!(bad("a: 1\na: 2\n").span, Some(5..6));
    }

    #[test]
    fn all_duplicates_are_found() {
        let mut report = Report::new();
        assert!(read("f", "a: 1\na: 2\nb: {c: 1, c: 2}\n", &mut report).is_none());
        assert_eq!(report.diagnostics().len(), 2);
    }

    #[test]
    fn an_escape_that_is_refused_is_all_that_is_said() {
        for text in [
            "a: { b: \"\\x01\" }\n",
            "\"\\0\": { b: 1 }\n",
            "a: [\"\\e\"]\n",
        ] {
            let mut report = Report::new();
            assert!(read("f", text, &mut report).is_none());
            let codes: Vec<_> = report.diagnostics().iter().map(|one| one.code).collect();
            assert_eq!(codes, ["control-character"], "{text:?}");
        }
    }

    #[test]
    fn data_may_hold_every_character_as_an_escape() {
        let mut report = Report::new();
        let node = read_data("f", "a: \"\\x01\\0\\uFFFE\"\n", &mut report).expect("reads");
        let text = entry(&node, "a").value.clone();
        assert_eq!(text, Value::Text("\u{1}\0\u{fffe}".to_owned()));
        assert!(read_data("f", "a: \0\n", &mut report).is_none());
    }

    #[test]
    fn deep_nesting_is_refused_without_a_deep_stack() {
        assert_eq!(bad(&"[".repeat(70)).code, "too-deep");
        // The parser has a limit of its own for brackets.
        assert_eq!(bad(&"[".repeat(200_000)).code, "yaml-syntax");
        assert_eq!(bad(&"- ".repeat(100_000)).code, "too-deep");
        assert_eq!(bad(&"{a: ".repeat(100_000)).code, "yaml-syntax");
        good(&format!(
            "{}{}",
            "[".repeat(MAX_DEPTH),
            "]".repeat(MAX_DEPTH)
        ));
    }
}
