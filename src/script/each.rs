//! `for each (x in y)`: the server's engine runs it, no modern parser reads it. The word is
//! blanked out before parsing, in place, so that every position stays true; the tree then says
//! which of the blanked words really belonged to a loop.

use std::borrow::Cow;
use std::ops::Range;

/// A `for each` that may be one, or may stand in a comment or a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Each {
    /// Where its `for` begins: the place the loop's node begins at.
    pub(super) start: usize,
    /// The word `each`.
    pub(super) word: Range<usize>,
}

/// Every `for each (` in a text, in order.
pub(super) fn find(text: &str) -> Vec<Each> {
    text.match_indices("each")
        .filter_map(|(at, each)| {
            let end = at + each.len();
            let before = text[..at].trim_end();
            let head = before.strip_suffix("for")?;
            let word =
                !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
            let apart = word && before.len() < at;
            let opened = text[end..].trim_start().starts_with('(');
            (apart && opened).then_some(Each {
                start: head.len(),
                word: at..end,
            })
        })
        .collect()
}

/// The one of them whose loop begins there.
pub(super) fn at(found: &[Each], start: u32) -> Option<&Each> {
    let place = found.binary_search_by_key(&(start as usize), |each| each.start);
    place.ok().map(|place| &found[place])
}

/// The text with those words blanked out.
pub(super) fn blank<'a>(text: &'a str, found: &[Each]) -> Cow<'a, str> {
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = text.to_owned();
    for each in found {
        blanked.replace_range(each.word.clone(), "    ");
    }
    Cow::Owned(blanked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_after_for_and_before_a_bracket_is_blanked() {
        let text = "for each (a in b) {} xs.each(f); for each\t(var c in d); a.for each (e);";
        let found = find(text);
        assert_eq!(found.len(), 2);
        assert_eq!(&text[found[1].start..found[1].word.end], "for each");
        let blanked = blank(text, &found);
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.starts_with("for      (a in b)"));
        assert!(blanked.contains("xs.each(f)"));
    }
}
