//! XML as a small tree, for documents we did not write.
//!
//! Local names only (old servers leave namespaces out, others prefix them), text and CDATA alike,
//! no entity but the five of XML, no document type with a subset of its own, and a bound on depth.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements inside elements; real documents stay below twenty.
const DEEPEST: usize = 200;

/// A document that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The document breaks a rule of XML, or one of ours.
    #[error("{problem} (line {line}, column {column})")]
    Xml {
        /// What is wrong.
        problem: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
    },
    /// The document is sound XML of another kind.
    #[error("expected `<{expected}>`, found `<{found}>`")]
    Root {
        /// The root the caller reads.
        expected: &'static str,
        /// The root that is there.
        found: String,
    },
    /// Something the document must have.
    #[error("`<{element}>` has no {what}")]
    Missing {
        /// Where it is missed.
        element: String,
        /// What it is.
        what: &'static str,
    },
    /// A value that does not fit.
    #[error("`<{element}>`: {problem}")]
    Value {
        /// Where it stands.
        element: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The bytes are no text.
    #[error(transparent)]
    Text(#[from] super::text::NotText),
}

/// An element of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Local name.
    pub name: String,
    /// Local names and values, in order.
    pub attributes: Vec<(String, String)>,
    /// Elements inside, in order.
    pub children: Vec<Node>,
    /// Its own text and CDATA, joined.
    pub text: String,
}

impl Node {
    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of an attribute that must be there.
    pub fn required(&self, name: &'static str) -> Result<&str, Error> {
        self.attribute(name).ok_or_else(|| Error::Missing {
            element: self.name.clone(),
            what: name,
        })
    }

    /// The first child of that name.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of that name; empty without one.
    #[must_use]
    pub fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.as_str())
    }

    /// This node, if it is the root the caller reads.
    pub fn expect_root(self, expected: &'static str) -> Result<Self, Error> {
        if self.name == expected {
            return Ok(self);
        }
        Err(Error::Root {
            expected,
            found: self.name,
        })
    }

    /// The script in a `<script>` child, decoded when it is kept as hexadecimal digits.
    pub fn script(&self) -> Result<Option<String>, Error> {
        let Some(script) = self.child("script") else {
            return Ok(None);
        };
        if script.attribute("encoded") != Some("true") {
            return Ok(Some(script.text.clone()));
        }
        super::text::from_hex(&script.text)
            .map(Some)
            .ok_or_else(|| Error::Value {
                element: "script".to_owned(),
                problem: "encoded, but not as groups of four hexadecimal digits".to_owned(),
            })
    }
}

/// Reads a document; the XML header's encoding is ignored, the text is already decoded.
///
/// # Errors
/// When it is not well formed, declares a document type with entities, uses an unknown entity, or
/// is nested too deeply.
pub fn parse(text: &str) -> Result<Node, Error> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.expand_empty_elements = true;
    let mut open: Vec<Node> = Vec::new();
    let mut root: Option<Node> = None;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let fail = |problem: String| error(text, at, problem);
        let event = reader.read_event().map_err(|cause| {
            let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            error(text, at, cause.to_string())
        })?;
        match event {
            Event::Start(start) => {
                if root.is_some() {
                    return Err(fail("a second root element".to_owned()));
                }
                if open.len() == DEEPEST {
                    return Err(fail(format!("nested deeper than {DEEPEST} elements")));
                }
                open.push(node(&start).map_err(fail)?);
            }
            Event::End(_) => {
                let done = open
                    .pop()
                    .ok_or_else(|| fail("an end without a start".to_owned()))?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => root = Some(done),
                }
            }
            Event::Text(content) if open.is_empty() && is_blank(&content) => {}
            Event::Text(content) => add_text(&mut open, &content).map_err(fail)?,
            Event::CData(content) => add_text(&mut open, &content).map_err(fail)?,
            Event::GeneralRef(reference) => {
                let resolved = resolved(&reference).map_err(fail)?;
                add_text(&mut open, &resolved).map_err(fail)?;
            }
            Event::DocType(declaration) => {
                // The properties files name a document type; only one with a subset can expand.
                if declaration.contains('[') {
                    return Err(fail("declares entities, which is refused".to_owned()));
                }
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(unclosed) = open.pop() {
        return Err(error(
            text,
            text.len(),
            format!("`<{}>` is not closed", unclosed.name),
        ));
    }
    root.ok_or_else(|| error(text, text.len(), "no root element".to_owned()))
}

/// White space, or a byte order mark.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

fn add_text(open: &mut [Node], text: &str) -> Result<(), String> {
    let parent = open.last_mut();
    let parent = parent.ok_or_else(|| "text outside the root element".to_owned())?;
    parent.text.push_str(text);
    Ok(())
}

/// What a reference to a character or to one of XML's own entities stands for.
fn resolved(reference: &BytesRef<'_>) -> Result<String, String> {
    let character = reference.resolve_char_ref();
    if let Some(character) = character.map_err(|cause| cause.to_string())? {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    let entity = quick_xml::escape::resolve_predefined_entity(name);
    let text = entity.ok_or_else(|| format!("unknown entity `&{name};`"))?;
    Ok(text.to_owned())
}

fn node(start: &BytesStart<'_>) -> Result<Node, String> {
    let mut node = Node {
        name: start.local_name().as_ref().to_owned(),
        ..Node::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?
            .into_owned();
        let name = attribute.key.local_name().as_ref().to_owned();
        node.attributes.push((name, value));
    }
    Ok(node)
}

fn error(text: &str, at: usize, problem: String) -> Error {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    Error::Xml {
        problem,
        line: before.matches('\n').count() + 1,
        column: before
            .rsplit('\n')
            .next()
            .map_or(0, |line| line.chars().count())
            + 1,
    }
}

/// Text with the characters escaped that mean something in XML, attributes included.
#[must_use]
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_in_pieces() {
        let node = parse("<a><b x='1 &amp; 2'>one<![CDATA[ <two>]]> &lt;&#51;&gt;</b></a>")
            .expect("sound");
        let b = node.child("b").expect("b");
        assert_eq!(b.text, "one <two> <3>");
        assert_eq!(b.attribute("x"), Some("1 & 2"));
    }

    #[test]
    fn namespaces_do_not_matter() {
        let node = parse("<ns2:workflow xmlns:ns2='x'><input/></ns2:workflow>").expect("sound");
        assert_eq!(node.name, "workflow");
        assert!(node.child("input").is_some());
    }

    #[test]
    fn carriage_returns_in_scripts_stay() {
        let node = parse("<s><![CDATA[a\r\nb]]></s>").expect("sound");
        assert_eq!(node.text, "a\r\nb");
    }

    #[test]
    fn broken_documents_name_the_place() {
        for (text, message) in [
            ("", "no root element (line 1, column 1)"),
            ("<a>\n<b></a>", "(line 2, column 4)"),
            ("<a>", "`<a>` is not closed (line 1, column 4)"),
            ("<a/><b/>", "a second root element (line 1, column 5)"),
            ("<a>&x;</a>", "unknown entity `&x;` (line 1, column 4)"),
            ("x<a/>", "text outside the root element (line 1, column 1)"),
        ] {
            let shown = parse(text).expect_err(text).to_string();
            assert!(shown.ends_with(message), "{text}: {shown}");
        }
    }

    #[test]
    fn entities_cannot_expand() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
        let shown = parse(bomb).expect_err("a bomb").to_string();
        assert!(shown.starts_with("declares entities"), "{shown}");
        parse("<!DOCTYPE properties SYSTEM \"http://java.sun.com/dtd/properties.dtd\"><a/>")
            .expect("harmless");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(100_000);
        let shown = parse(&deep).expect_err("too deep").to_string();
        assert!(shown.starts_with("nested deeper than 200"), "{shown}");
    }
}
