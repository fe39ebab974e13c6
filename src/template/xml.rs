//! What XML needs: escaping, CDATA, and the characters it cannot hold at all.

/// Escapes a text for an attribute in double quotes or for element content.
///
/// Tabs and line ends become references: in an attribute a reader would make blanks of them.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' => escaped.push_str("&#9;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// `{{cdata text}}`: a CDATA section; a `]]>` in the text is split over two sections.
pub(super) fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// The first character that XML 1.0 forbids, with its line counted from 1.
pub(super) fn forbidden(text: &str) -> Option<(usize, char)> {
    let (index, character) = text.char_indices().find(|(_, c)| !is_allowed(*c))?;
    Some((text[..index].matches('\n').count() + 1, character))
}

fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => other >= ' ',
    }
}
