//! The script inside a function's braces, as it goes into a package.

use std::ops::Range;

use super::source;
use super::walk::Walk;

/// A function's body on its own.
pub(super) struct Body {
    /// The script.
    pub(super) text: String,
    /// The line of the file, from 1, that its first line came from.
    pub(super) line: usize,
}

/// Takes the text between the braces without the first line's end and the white space behind it,
/// moved left by the indentation that all lines share, unless `fixed`: a string that goes over
/// several lines would change with it. Line ends stay as they are.
pub(super) fn take(file: &str, between: Range<usize>, fixed: bool) -> Body {
    let whole = &file[between.clone()];
    let blanks = whole.len() - whole.trim_start_matches([' ', '\t']).len();
    let rest = &whole[blanks..];
    let skipped = if rest.starts_with("\r\n") {
        blanks + 2
    } else if rest.starts_with('\n') {
        blanks + 1
    } else {
        0
    };
    let text = whole[skipped..].trim_end();
    Body {
        text: if fixed {
            text.to_owned()
        } else {
            move_left(text)
        },
        line: 1 + file[..between.start + skipped].matches('\n').count(),
    }
}

/// The script as it stands between a function's braces, moved right by four blanks. One with a
/// string that goes over several lines stays where it is, and so does one that nobody can read.
#[must_use]
pub fn indented(script: &str) -> String {
    let fixed = source::parse(script, |script, errors| {
        !errors.is_empty() || Walk::over(script).has_long_text
    });
    if fixed.unwrap_or(true) {
        return script.to_owned();
    }
    let lines: Vec<String> = script
        .split('\n')
        .map(|line| match line {
            "" | "\r" => line.to_owned(),
            line => format!("    {line}"),
        })
        .collect();
    lines.join("\n")
}

fn move_left(text: &str) -> String {
    let shared = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(indentation)
        .reduce(common)
        .unwrap_or_default();
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| &line[common(shared, line).len()..])
        .collect();
    lines.join("\n")
}

fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

fn common<'a>(a: &'a str, b: &'a str) -> &'a str {
    let length = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // The bytes compared are blanks and tabs, so this is a character's border.
    &a[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(whole: &str) -> String {
        take(whole, 0..whole.len(), false).text
    }

    #[test]
    fn shared_indentation_goes_and_the_rest_stays() {
        assert_eq!(
            body("\n    a();\n      b();\n\n    c();\n"),
            "a();\n  b();\n\nc();"
        );
        assert_eq!(body("\n\tif (a) {\n\t\tb();\n\t}\n"), "if (a) {\n\tb();\n}");
        assert_eq!(body("\n\t a();\n\tb();\n"), " a();\nb();");
        assert_eq!(body("\n  \ta();\n    b();\n"), "\ta();\n  b();");
    }

    #[test]
    fn blank_lines_may_be_shorter_than_the_indentation() {
        assert_eq!(body("\n    a();\n \n      \n    b();"), "a();\n\n  \nb();");
    }

    #[test]
    fn only_the_first_line_end_goes() {
        assert_eq!(body(" \t\n\n  a();\n  \n"), "\na();");
        assert_eq!(body(" return 1; "), "return 1;");
        assert_eq!(body(""), "");
        assert_eq!(body("\n"), "");
    }

    #[test]
    fn line_ends_stay_as_typed() {
        assert_eq!(body("\r\n  a();\r\n\r\n  b();\r\n"), "a();\r\n\r\nb();");
    }

    #[test]
    fn what_was_moved_right_is_moved_left_again() {
        for script in [
            "a();\n\n  b();\r\n\r\n",
            "  \n\na();",
            "a('\\\n');",
            "a = <b>\n</b>;",
            "",
        ] {
            let whole = format!("\n{}\n", indented(script));
            let fixed = !indented(script).starts_with("    ");
            let text = take(&whole, 0..whole.len(), fixed).text;
            assert_eq!(text, script.trim_end());
        }
        assert_eq!(indented("a();\n\nb();"), "    a();\n\n    b();");
    }

    #[test]
    fn a_fixed_text_keeps_its_indentation() {
        let body = take("x\ny {\n  a;\n}", 5..11, true);
        assert_eq!(body.text, "  a;");
        assert_eq!(body.line, 3);
    }
}
