//! The request's line, and texts with parameters in braces.

use std::ops::Range;

use super::reader::Reader;
use crate::diagnostic::{Sourced, closest};
use crate::model::operation::{Piece, Place, QueryKey, QueryValue};

const METHODS: [(&str, &str); 5] = [
    ("GET", "GET"),
    ("POST", "POST"),
    ("PUT", "PUT"),
    ("DELETE", "DELETE"),
    ("HEAD", "HEAD"),
];

/// `GET /boxes/{id}/letters`.
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: Vec<Piece>,
    pub(super) span: Range<usize>,
}

impl Request {
    /// The parameters of the path, in its order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.path.iter().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }
}

/// The parameters of the path and the query by their keys.
pub(super) struct Known<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Known<'a> {
    pub(super) fn new(places: &'a [Place], query: &'a [QueryKey]) -> Self {
        let places = places
            .iter()
            .map(|place| (place.name.as_str(), place.name.as_str()));
        let query = query.iter().filter_map(|key| match &key.value {
            QueryValue::Parameter(parameter) => Some((key.key.as_str(), parameter.name.as_str())),
            QueryValue::Fixed(_) => None,
        });
        Self(places.chain(query).collect())
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(key, _)| *key)
    }

    /// The name in JavaScript.
    pub(super) fn parameter(&self, key: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(known, _)| *known == key);
        found.map(|(_, name)| *name)
    }
}

impl Reader<'_> {
    /// Method and path.
    pub(super) fn request(&mut self, text: &Sourced<String>) -> Option<Request> {
        const FORM: &str = "write such as `GET /boxes/{id}/letters`";
        let Some((method, path)) = text.split_once(' ') else {
            let message = "a request is a method and a path";
            self.fault("illegal-request", text.span.clone(), message, FORM);
            return None;
        };
        let word = Sourced::new(method.to_owned(), text.span.clone());
        let method = self.one_of(&word, &METHODS);
        let path = path.trim();
        let pieces = split(path);
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-_.~".contains(c);
        let is_path = path.starts_with('/')
            && pieces.as_ref().is_some_and(|pieces| {
                let mut texts = pieces.iter().filter_map(|piece| match piece {
                    Piece::Text(text) => Some(text),
                    Piece::Parameter(_) => None,
                });
                texts.all(|text| text.chars().all(plain))
            });
        if !is_path {
            let message = format!("`{}` is not a path", path.escape_debug());
            let help = if path.contains('?') {
                "what stands behind the `?` goes into `query`"
            } else {
                FORM
            };
            self.fault("illegal-request", text.span.clone(), message, help);
            return None;
        }
        Some(Request {
            method: method?.to_owned(),
            path: pieces?,
            span: text.span.clone(),
        })
    }

    /// The parameter of a key of the path or the query; another one is an `unknown-parameter`
    /// finding.
    pub(super) fn known(&mut self, word: &Sourced<String>, known: &Known<'_>) -> Option<String> {
        if let Some(name) = known.parameter(word) {
            return Some(name.to_owned());
        }
        let keys: Vec<&str> = known.keys().collect();
        let help = match closest(word, keys.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if keys.is_empty() => "the operation has no parameters for this".to_owned(),
            None => format!("there are `{}`", keys.join("`, `")),
        };
        let message = format!(
            "there is no parameter `{}` to take here",
            word.escape_debug()
        );
        self.fault("unknown-parameter", word.span.clone(), message, help);
        None
    }

    /// What is being done, with `{key}` where a message has the value.
    pub(super) fn doing(&mut self, text: &Sourced<String>, known: &Known<'_>) -> Vec<Piece> {
        let Some(pieces) = split(text.trim()) else {
            let message = "a brace is left open, or holds nothing";
            let help = "write `{name}` with the name of a parameter";
            self.fault("illegal-text", text.span.clone(), message, help);
            return Vec::new();
        };
        let named = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Text(_) => Some(piece),
            Piece::Parameter(key) => {
                let word = Sourced::new(key, text.span.clone());
                self.known(&word, known).map(Piece::Parameter)
            }
        });
        named.collect()
    }
}

/// What is being done, when only the description says it: as part of a sentence.
pub(super) fn doing(description: &str) -> Vec<Piece> {
    let sentence = description.split(". ").next().unwrap_or_default();
    let line = sentence.lines().next().unwrap_or_default();
    let line = line.trim_end_matches(['.', ':']);
    let mut letters = line.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    vec![Piece::Text(first.chain(letters).collect())]
}

/// Texts and the names in braces; none when a brace is alone.
fn split(text: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if before.contains('}') || name.is_empty() || name.contains('{') {
            return None;
        }
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Some(pieces)
}
