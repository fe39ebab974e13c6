//! The lines of a file around a finding.
//!
//! Whoever draws a finding looks through all of the text it is given. With the whole file for each
//! of its findings, a large file with many would take the square of its size.

use std::ops::Range;

/// The lines of a file that findings are shown in. Asked for places in ascending order, it goes
/// through the file once.
pub(super) struct Excerpts<'a> {
    text: &'a str,
    /// Start of a line, and its number from 1.
    reached: (usize, usize),
}

/// Whole lines of a file.
pub(super) struct Excerpt<'a> {
    /// The lines.
    pub(super) text: &'a str,
    /// The number of the first, from 1.
    pub(super) line: usize,
    /// What is underlined, in bytes of these lines.
    pub(super) span: Range<usize>,
}

impl<'a> Excerpts<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            reached: (0, 1),
        }
    }

    /// The lines of a span; none when it is not of this text.
    pub(super) fn of(&mut self, span: &Range<usize>) -> Option<Excerpt<'a>> {
        if span.end > self.text.len() || span.start > span.end {
            return None;
        }
        // The first byte of a key may be half a letter, which cannot be drawn.
        let from = self.text.floor_char_boundary(span.start);
        let to = self.text.ceil_char_boundary(span.end);
        // Behind the last line end there is no line.
        let before = self.text[..from].strip_suffix('\n');
        let before = before.filter(|_| from == self.text.len());
        let before = before.unwrap_or(&self.text[..from]);
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        if start < self.reached.0 {
            self.reached = (0, 1);
        }
        let passed = self.text[self.reached.0..start].matches('\n').count();
        self.reached = (start, self.reached.1 + passed);
        let end = self.text[to..]
            .find('\n')
            .map_or(self.text.len(), |end| to + end + 1);
        Some(Excerpt {
            text: &self.text[start..end],
            line: self.reached.1,
            span: from - start..to - start,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_and_their_number() {
        let text = "a\nxäy: 1\n\nlast";
        let mut excerpts = Excerpts::new(text);
        for (span, line, shown, underlined) in [
            (0..1, 1, "a\n", "a"),
            (1..1, 1, "a\n", ""),
            (4..4, 2, "xäy: 1\n", "ä"),
            (4..14, 2, "xäy: 1\n\nlast", "äy: 1\n\nl"),
            (10..10, 3, "\n", ""),
            (15..15, 4, "last", ""),
            (0..1, 1, "a\n", "a"),
        ] {
            let excerpt = excerpts.of(&span).expect("inside");
            assert_eq!((excerpt.line, excerpt.text), (line, shown), "{span:?}");
            let marked = &excerpt.text[excerpt.span];
            assert!(
                marked.starts_with(underlined) || underlined.is_empty(),
                "{span:?}"
            );
        }
        assert!(excerpts.of(&(3..99)).is_none());
    }
}
