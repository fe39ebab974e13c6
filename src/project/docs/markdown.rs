//! Texts of authors as Markdown in which nothing of them is markup: neither HTML nor a table's bar,
//! a link, a heading or the end of a code span gets through, and no text has two lines.

use std::fmt::Write as _;

/// A text in one line, to stand anywhere in a line, in a table and in a link's text as well.
pub(super) fn text(text: &str) -> String {
    let line = one_line(text);
    let mut out = String::with_capacity(line.len());
    let mut before = None;
    let mut only_digits = true;
    let mut is_address = false;
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        is_address = c != ' ' && (is_address || (c == ':' && rest.starts_with("//")));
        let escaped = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' | '$' => true,
            // Between letters it is no emphasis, and many names have one there; a backslash in an
            // address would be a part of it.
            '_' => !(is_address || word(before) && word(rest.chars().next())),
            // Behind a blank it could end a heading, in front it could make one.
            '#' => !(is_address || word(before)),
            '>' | '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && only_digits && (rest.is_empty() || rest.starts_with(' ')),
            _ => false,
        };
        only_digits &= c.is_ascii_digit();
        match c {
            '<' => out.push_str("&lt;"),
            '&' if rest.starts_with(|c: char| c == '#' || c.is_alphabetic()) => {
                out.push_str("&amp;");
            }
            // A backslash in front of it does not hold in every table.
            '|' => out.push_str("&#124;"),
            _ => {
                if escaped {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = Some(c);
    }
    out
}

/// A name, a value or a bit of a script.
pub(super) fn code(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() {
        return String::new();
    }
    // What could end the span or the cell is escaped, which spans do not know.
    if line.contains(['`', '|']) {
        return format!("<code>{}</code>", self::text(&line));
    }
    format!("`{line}`")
}

/// A description of several lines: blank lines part paragraphs, `-` makes items of a list.
pub(super) fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for line in text.lines() {
        let line = line.trim();
        let item = line.strip_prefix("- ").map(self::text);
        let shown = match &item {
            Some(item) => format!("- {item}"),
            None => self::text(line),
        };
        // A list that begins or ends needs a blank line around it.
        if shown.is_empty() || (item.is_some() != in_list && !out.is_empty()) {
            out.push('\n');
        }
        if !shown.is_empty() {
            in_list = item.is_some();
            let _ = writeln!(out, "{shown}");
        }
    }
    let mut tidy = String::with_capacity(out.len());
    for line in out.trim_matches('\n').lines() {
        if !(line.is_empty() && tidy.ends_with("\n\n")) {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy
}

/// The first sentence of a description.
pub(super) fn summary(text: &str) -> String {
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    let first = one_line(first);
    let end = first.match_indices(". ").find(|(at, _)| {
        let mut rest = first[at + 2..].chars();
        rest.next().is_some_and(char::is_uppercase)
    });
    self::text(end.map_or(first.as_str(), |(at, _)| &first[..=at]))
}

/// A link; its text is Markdown already.
pub(super) fn link(shown: &str, path: &str, anchor: Option<&str>) -> String {
    let mut out = format!("[{shown}](");
    percent(path, "/", &mut out);
    if let Some(anchor) = anchor {
        out.push('#');
        percent(anchor, "", &mut out);
    }
    out.push(')');
    out
}

/// A heading that links reach whatever a forge makes of its words.
pub(super) fn heading(level: usize, shown: &str, anchor: &str) -> String {
    let marks = "#".repeat(level);
    format!("<a id=\"{anchor}\"></a>\n\n{marks} {shown}\n\n")
}

/// The anchor of a name: the same for no two names, of letters that no forge changes.
pub(super) fn anchor(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            ' ' => out.push('-'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => {
                let _ = write!(out, "_{:x}_", u32::from(c));
            }
        }
    }
    out
}

/// A table; its cells are Markdown already. Columns in which no row has anything are left out.
pub(super) fn table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let used: Vec<usize> = (0..N)
        .filter(|column| rows.iter().any(|row| !row[*column].is_empty()))
        .collect();
    let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(used.iter().map(|column| heads[*column]).collect());
    out.push_str(&line(vec!["---"; used.len()]));
    for row in rows {
        out.push_str(&line(
            used.iter().map(|column| row[*column].as_str()).collect(),
        ));
    }
    out.push('\n');
    out
}

/// The text without line ends and double blanks, and without what is not seen or turns the
/// direction of what follows.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(is_hidden, "\u{fffd}")
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn percent(text: &str, kept: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || "-._".contains(c) || kept.contains(c) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_only_text() {
        for (given, shown) in [
            (
                "plain words, a.b (c) -> d: 50%",
                "plain words, a.b (c) -> d: 50%",
            ),
            (
                "<script>alert(1)</script>",
                "&lt;script>alert(1)&lt;/script>",
            ),
            ("a|b", "a&#124;b"),
            ("two\n\n  lines\t|", "two lines &#124;"),
            ("`x` *y* _z_ ~~k~~", "\\`x\\` \\*y\\* \\_z\\_ \\~\\~k\\~\\~"),
            ("snake_case KEY_A_B", "snake_case KEY_A_B"),
            ("[a](javascript:x)", "\\[a\\](javascript:x)"),
            ("a\\|b", "a\\\\&#124;b"),
            ("&lt; R&D & co &#60;", "&amp;lt; R&amp;D & co &amp;\\#60;"),
            ("# no heading #", "\\# no heading \\#"),
            ("C# #1", "C# \\#1"),
            ("- no list", "\\- no list"),
            ("1. no list 2. none", "1\\. no list 2. none"),
            ("1.0.3", "1.0.3"),
            (
                "(https://a.example/b_-_c#_d) _e",
                "(https://a.example/b_-_c#_d) \\_e",
            ),
            ("> no quote", "\\> no quote"),
            ("=====", "\\====="),
            ("$a$", "\\$a\\$"),
            ("a\u{202e}b\u{7}\u{feff}", "a\u{fffd}b\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(text(given), shown, "{given}");
        }
    }

    #[test]
    fn code_cannot_be_left() {
        for (given, shown) in [
            ("Array/string", "`Array/string`"),
            ("<b>&amp;</b>", "`<b>&amp;</b>`"),
            ("a || b", "<code>a &#124;&#124; b</code>"),
            ("a`<b>", "<code>a\\`&lt;b></code>"),
            ("two\nlines ", "`two lines`"),
            ("end\\", "`end\\`"),
            (" ", ""),
        ] {
            assert_eq!(code(given), shown, "{given}");
        }
    }

    #[test]
    fn paragraphs_and_lists_stay() {
        assert_eq!(
            paragraphs("One.\nMore <b>.\n\n\nTwo:\n- a|b\n  - c\n# end\n"),
            "One.\nMore &lt;b>.\n\nTwo:\n\n- a&#124;b\n- c\n\n\\# end\n"
        );
        assert_eq!(paragraphs("\n \n"), "");
    }

    #[test]
    fn a_summary_is_the_first_sentence() {
        for (given, shown) in [
            ("Pull it.\nAnd more.", "Pull it."),
            (
                "Pull it, e.g. from\nhere. A <b>",
                "Pull it, e.g. from here.",
            ),
            ("Pull <it>\n\nMore.", "Pull &lt;it>"),
            ("", ""),
        ] {
            assert_eq!(summary(given), shown);
        }
    }

    #[test]
    fn links_name_files_as_they_are() {
        assert_eq!(
            link("x", "a/Pull Image%2F(ü).md", Some("b_2d_")),
            "[x](a/Pull%20Image%252F%28%C3%BC%29.md#b_2d_)"
        );
        assert_ne!(anchor("a b"), anchor("a-b"));
        assert_eq!(anchor("Pull \"Image"), "Pull-_22_Image");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let row = |a: &str, b: &str, c: &str| [a.to_owned(), b.to_owned(), c.to_owned()];
        assert_eq!(
            table(["A", "B", "C"], &[row("1", "", "2"), row("", "", "3")]),
            "| A | C |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |\n\n"
        );
        assert_eq!(table(["A"], &[]), "");
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_markup(given in "[-<>&#|`*_\\[\\]()!~$:=+.0-9a-z \n\t\u{0}\u{202e}\\\\]{0,40}") {
            for shown in [text(&given), code(&given)] {
                prop_assert!(!shown.contains(['\n', '|', '\u{0}', '\u{202e}']), "{}", shown);
            }
            let shown = text(&given);
            prop_assert!(!shown.contains('<'), "{}", shown);
            let mut free = shown.replace("\\\\", "");
            for mark in ["\\`", "\\*", "\\[", "\\]", "\\~", "\\$"] {
                free = free.replace(mark, "");
            }
            prop_assert!(!free.contains(['`', '*', '[', ']', '~', '$']), "{}", shown);
        }
    }
}
