//! What JavaScript and YAML need: texts in quotes, and the braces that Handlebars has a use of its
//! own for.

/// `{{quoted text}}`: a text as a JavaScript literal, in quotes.
pub(super) fn literal(text: &str) -> String {
    let mut literal = serde_json::Value::from(text).to_string();
    for (character, escape) in [('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")] {
        // JSON allows these in a text; older JavaScript takes them for line ends.
        if literal.contains(character) {
            literal = literal.replace(character, escape);
        }
    }
    literal
}

/// `{{braced type}}`: the text between braces, as JSDoc writes a type.
pub(super) fn braced(text: &str) -> String {
    format!("{{{text}}}")
}

/// `{{plain text}}`: a text for YAML, outside of brackets, in quotes only where it needs them.
pub(super) fn plain(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        literal(text)
    }
}

/// Whether YAML takes a text for itself. What begins with a letter and has more than one word is no
/// number and no truth.
fn is_plain(text: &str) -> bool {
    text.contains(' ')
        && text.starts_with(|c: char| c.is_alphabetic())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " .,-_/{}()\"'".contains(c))
        && text.trim() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_needs_few_quotes() {
        for text in ["Do it.", "Tag an image, (or \"two\")", "look at \"{id}\""] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "", "yes", "5 a", "a: b", "a #b", "- a", "a ", "a\nb", "{ a", "a\tb c",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn literals_hold_any_text() {
        for (text, written) in [
            ("", "\"\""),
            ("a \"b\" \\ 'c'", "\"a \\\"b\\\" \\\\ 'c'\""),
            ("a\nb\u{2028}c\u{1}", "\"a\\nb\\u2028c\\u0001\""),
            ("größe 💡", "\"größe 💡\""),
        ] {
            assert_eq!(literal(text), written);
        }
    }
}
