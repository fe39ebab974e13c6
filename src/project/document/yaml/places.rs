//! Where things stand: bytes of the file, for the characters that the parser counts.

use std::ops::Range;

use saphyr_parser::Span;

/// Turns the parser's character counts into bytes.
pub(super) struct Places<'a> {
    /// Without its byte order mark.
    pub(super) text: &'a str,
    /// Length of the mark.
    pub(super) skipped: usize,
    /// Byte of each character; none when characters are bytes.
    bytes: Option<Vec<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(whole: &'a str) -> Self {
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).collect());
        Self {
            text,
            skipped: whole.len() - text.len(),
            bytes,
        }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        let byte = match &self.bytes {
            None => character,
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.text.len()),
        };
        self.skipped + byte.min(self.text.len())
    }

    /// The bytes of a span, without the blanks and line ends behind it.
    pub(super) fn range(&self, span: &Span) -> Range<usize> {
        self.between(span.start.index(), span.end.index())
    }

    pub(super) fn between(&self, start: usize, end: usize) -> Range<usize> {
        let start = self.byte(start);
        let end = self.byte(end).max(start);
        let raw = &self.text[start - self.skipped..end - self.skipped];
        start..start + raw.trim_end().len()
    }
}
