//! The long form of a workflow's text: what 7.x servers sign and keep in a version history.

/// The header of the long form; the one in `data` has single quotes.
const HEADER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Writes the header with double quotes and every empty element as a pair of tags; nothing else
/// changes. Text that is not sound XML comes back as it is from the fault on.
#[must_use]
pub fn long_form(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1024);
    let mut rest = text;
    if rest.starts_with("<?xml")
        && let Some(end) = rest.find("?>")
    {
        out.push_str(HEADER);
        rest = &rest[end + 2..];
    }
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = markup_end(rest) else {
            break;
        };
        let (markup, after) = rest.split_at(end);
        match markup
            .strip_prefix('<')
            .and_then(|tag| tag.strip_suffix("/>"))
        {
            Some(tag) if !markup.starts_with("<!") => {
                let name = tag
                    .split(|c: char| c.is_whitespace())
                    .next()
                    .unwrap_or_default();
                out.push('<');
                out.push_str(tag);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            _ => out.push_str(markup),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Length of the tag, comment or CDATA section the text starts with.
fn markup_end(text: &str) -> Option<usize> {
    for (start, end) in [("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>")] {
        if text.starts_with(start) {
            return text.find(end).map(|at| at + end.len());
        }
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), close) if open == close => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_elements_become_pairs() {
        assert_eq!(
            long_form(
                "<?xml version='1.0' encoding='UTF-8'?>\n<a x=\"1>\"><position y=\"1\" x='/>'/>\n<b/></a>"
            ),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x=\"1>\"><position y=\"1\" x='/>'></position>\n<b></b></a>"
        );
    }

    #[test]
    fn scripts_stay_as_they_are() {
        let script = "<script><![CDATA[var x = \"<br/>\"; // '\r\n]]></script>";
        assert_eq!(long_form(script), script);
        assert_eq!(long_form("<a <b"), "<a <b");
    }
}
