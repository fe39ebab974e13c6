//! The text of a `/** … */` comment, cut into its description and tags.

use std::ops::Range;

use crate::diagnostic::Sourced;

/// A comment's content.
#[derive(Debug)]
pub(super) struct JsDoc {
    /// What stands before the first tag.
    pub(super) description: String,
    pub(super) tags: Vec<Tag>,
}

/// A line that begins with `@`, and the lines that belong to it.
#[derive(Debug)]
pub(super) struct Tag {
    /// The word, without `@`; the place with it.
    pub(super) name: Sourced<String>,
    /// The first line behind the word, trimmed, at its place.
    line: Sourced<String>,
    /// The lines below.
    more: Vec<String>,
}

/// `{Type} name - text` taken apart.
pub(super) struct Typed {
    /// What stands in braces.
    pub(super) type_text: Option<Sourced<String>>,
    /// The first word behind them, without the brackets and the default of an optional one.
    pub(super) name: Option<Sourced<String>>,
    /// The rest, in one line.
    pub(super) text: String,
}

/// Reads the comment at these bytes of a file.
pub(super) fn read(file: &str, comment: Range<usize>) -> JsDoc {
    let mut tags: Vec<Tag> = Vec::new();
    let mut description: Vec<String> = Vec::new();
    for line in lines(file, comment) {
        let text = &file[line.clone()];
        if text.trim_start().starts_with('@') {
            tags.push(tag(file, line));
        } else if let Some(tag) = tags.last_mut() {
            tag.more.push(text.trim().to_owned());
        } else {
            description.push(text.trim_end().to_owned());
        }
    }
    let description = description.join("\n").trim().to_owned();
    JsDoc { description, tags }
}

/// The lines between the marks, each without its leading ` * `.
fn lines(file: &str, comment: Range<usize>) -> Vec<Range<usize>> {
    let inner = comment.start + "/**".len()..(comment.end - "*/".len()).max(comment.start + 3);
    let mut start = inner.start;
    let mut lines = Vec::new();
    for (number, piece) in file[inner].split('\n').enumerate() {
        let end = start + piece.trim_end().len();
        let mut text = piece.trim_end();
        if number > 0 {
            let bare = text.trim_start();
            text = bare.strip_prefix('*').unwrap_or(bare);
        }
        text = text.strip_prefix(' ').unwrap_or(text);
        lines.push(end - text.len()..end);
        start += piece.len() + 1;
    }
    lines
}

fn tag(file: &str, line: Range<usize>) -> Tag {
    let word = trimmed(file, line.clone());
    let length = file[word.clone()]
        .find(char::is_whitespace)
        .unwrap_or(word.len());
    let name = word.start..word.start + length;
    let rest = trimmed(file, name.end..line.end);
    Tag {
        name: Sourced::new(file[name.start + 1..name.end].to_owned(), name),
        line: Sourced::new(file[rest.clone()].to_owned(), rest),
        more: Vec::new(),
    }
}

fn trimmed(text: &str, part: Range<usize>) -> Range<usize> {
    let start = part.end - text[part.clone()].trim_start().len();
    start..start + text[start..part.end].trim_end().len()
}

impl Tag {
    /// The whole text behind the word.
    pub(super) fn text(&self) -> Sourced<String> {
        Sourced::new(self.joined(&self.line.value), self.line.span.clone())
    }

    /// The text as `{Type}` and a description.
    pub(super) fn typed(&self) -> Typed {
        let (type_text, rest) = self.braces();
        Typed {
            type_text,
            name: None,
            text: self.joined(rest.trim_start_matches("- ").trim()),
        }
    }

    /// The text as `{Type}`, a name and a description.
    pub(super) fn named(&self) -> Typed {
        let (type_text, rest) = self.braces();
        let at = self.line.span.end - rest.len();
        let (word, text) = if rest.starts_with('[') {
            let end = rest.find(']').map_or(rest.len(), |end| end + 1);
            rest.split_at(end)
        } else {
            rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))
        };
        let bare = word.trim_start_matches('[');
        let start = at + word.len() - bare.len();
        let name = bare.split(['=', ']']).next().unwrap_or_default().trim_end();
        Typed {
            type_text,
            name: (!name.is_empty() && name != "-")
                .then(|| Sourced::new(name.to_owned(), start..start + name.len())),
            text: self.joined(text.trim().trim_start_matches('-').trim()),
        }
    }

    /// The type, and what follows the braces.
    fn braces(&self) -> (Option<Sourced<String>>, &str) {
        let line = self.line.value.as_str();
        let Some(end) = line.starts_with('{').then(|| closing(line)).flatten() else {
            return (None, line);
        };
        let inside = trimmed(line, 1..end);
        let start = self.line.span.start;
        let place = start + inside.start..start + inside.end;
        let type_text = line[inside].to_owned();
        let rest = line[end + 1..].trim_start();
        (
            (!type_text.is_empty()).then(|| Sourced::new(type_text, place)),
            rest,
        )
    }

    fn joined(&self, first: &str) -> String {
        let mut text = first.to_owned();
        for line in self.more.iter().filter(|line| !line.is_empty()) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        text
    }
}

/// Where the brace is closed that a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_a_description_and_tags() {
        let text = "/**\r\n * Pull it.\r\n *\r\n *   code\r\n * @param {Array/T} [a=1] - one\r\n *   two\r\n * @id x\r\n */";
        let doc = read(text, 0..text.len());
        assert_eq!(doc.description, "Pull it.\n\n  code");
        let param = doc.tags[0].named();
        assert_eq!(&text[doc.tags[0].name.span.clone()], "@param");
        let type_text = param.type_text.unwrap();
        assert_eq!(type_text.value, "Array/T");
        assert_eq!(&text[type_text.span.clone()], "Array/T");
        let name = param.name.unwrap();
        assert_eq!(name.value, "a");
        assert_eq!(&text[name.span.clone()], "a");
        assert_eq!(param.text, "one two");
        assert_eq!(doc.tags[1].text().value, "x");
    }

    #[test]
    fn types_may_hold_braces_and_names_need_no_dash() {
        let text = "/** @param { {a: {b}} } size the size - in bytes */";
        let doc = read(text, 0..text.len());
        let param = doc.tags[0].named();
        assert_eq!(param.type_text.unwrap().value, "{a: {b}}");
        assert_eq!(param.name.unwrap().value, "size");
        assert_eq!(param.text, "the size - in bytes");
    }

    #[test]
    fn what_is_left_out_is_none() {
        for text in [
            "/** @param */",
            "/** @param {} */",
            "/** @param { */",
            "/***/",
            "/**/",
        ] {
            let doc = read(text, 0..text.len());
            if let Some(tag) = doc.tags.first() {
                assert!(tag.named().type_text.is_none(), "{text}");
            }
        }
    }
}
