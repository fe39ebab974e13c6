//! The one place that calls the parser.

use std::ops::Range;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Program, Statement};
use oxc_parser::{ParseOptions, Parser};
use oxc_span::{GetSpan, SourceType, Span};

use super::each::{self, Each};
use super::nesting;

/// A script as the parser sees it.
pub(super) struct Script<'a> {
    /// The text that was parsed: the author's, `for each` blanked out.
    pub(super) text: &'a str,
    pub(super) program: &'a Program<'a>,
    /// What was blanked out.
    pub(super) each: &'a [Each],
}

/// What makes a text no script at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    /// Bytes of the text; may be empty at its end.
    pub(super) span: Range<usize>,
    /// Lower case, no full stop.
    pub(super) message: String,
}

/// Parses a text and hands the tree to `read`. After an error that the parser cannot get over,
/// the tree is empty.
pub(super) fn parse<R: Send>(
    text: &str,
    read: impl FnOnce(Script<'_>, Vec<SyntaxError>) -> R + Send,
) -> Result<R, SyntaxError> {
    nesting::with_stack(text, || {
        let found = each::find(text);
        let blanked = each::blank(text, &found);
        let allocator = Allocator::default();
        let options = ParseOptions {
            parse_regular_expression: true,
            allow_return_outside_function: true,
            ..ParseOptions::default()
        };
        let parsed = Parser::new(&allocator, &blanked, SourceType::script())
            .with_options(options)
            .parse();
        let errors = parsed
            .diagnostics
            .errors()
            .map(|error| {
                let place = error.labels.first().map_or(0..0, |label| {
                    let start = label.offset() as usize;
                    start..start + label.len() as usize
                });
                syntax_error(text, place, &error.message)
            })
            .collect();
        let script = Script {
            text: &blanked,
            program: &parsed.program,
            each: &found,
        };
        read(script, errors)
    })
    .map_err(|nesting::TooDeep| SyntaxError {
        span: 0..0,
        message: "the script is nested too deeply to be read".to_owned(),
    })
}

fn syntax_error(text: &str, place: Range<usize>, message: &str) -> SyntaxError {
    let start = text.floor_char_boundary(place.start);
    let end = text.ceil_char_boundary(place.end.max(start));
    let found = &text[start..end];
    let message = message.trim_end_matches('.');
    let message = match message.split_once(" but found ") {
        _ if message == "Unexpected token" && found.is_empty() => {
            "the script ends too early".to_owned()
        }
        _ if message == "Unexpected token" => format!("`{}` cannot stand here", short(found)),
        _ if message.starts_with("Expected a semicolon") => {
            "a `;` or a new line is missing here".to_owned()
        }
        Some((expected, _)) if found.is_empty() => {
            format!("{} but the script ends here", lower(expected))
        }
        // The parser speaks of kinds of words; the word itself says more.
        Some((expected, _)) => format!("{} but found `{}`", lower(expected), short(found)),
        None => lower(message),
    };
    SyntaxError {
        span: start..end,
        message,
    }
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The first line of a text, and not too much of it.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(30).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The bytes of a node.
pub(super) fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// Why a script is not one expression; nothing when it is.
pub(super) fn not_one_expression(script: &Script<'_>) -> Option<SyntaxError> {
    let program = script.program;
    let error = |span, message: &str| {
        Some(SyntaxError {
            span,
            message: message.to_owned(),
        })
    };
    match (program.directives.as_slice(), program.body.as_slice()) {
        ([], [Statement::ExpressionStatement(only)]) => {
            let end = only.span.end as usize;
            if only.expression.span().end as usize == end {
                None
            } else {
                error(end - 1..end, "an expression ends without `;`")
            }
        }
        ([text], []) if text.expression.span.end == text.span.end => None,
        ([], []) => error(0..0, "an expression is missing"),
        ([], [first]) => error(
            range(first.span()),
            "this is a statement, not an expression",
        ),
        (_, rest) => {
            let span = rest.last().map_or(0..0, |last| range(last.span()));
            error(span, "only one expression can stand here")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use crate::diagnostic::Report;
    use crate::script::fragment::check_file;
    use crate::script::lint::Kind;
    use crate::script::{action, names};

    const WORDS: &str = "/** * @param {string} a b */ ( ) { } [ ] ; , . .. => ... ?. ?? ** < > <a/> \
        ]]> <!-- --> = += ++ ! ~ ? : ' \" ` ${ \\ \n \r\n \u{feff} \u{2028} é 😀 0 08 1_0 10n 0b1 \
        /x/u /(?<n>y)/ // /* function async await yield let const var class extends super import \
        export for each in of while do if else switch case default break continue return throw \
        try catch finally with new delete typeof void this null true a b m System.getModule('a')";

    fn soup() -> impl Strategy<Value = String> {
        let words: Vec<&str> = WORDS
            .split_whitespace()
            .chain([" ", "\n", "\r\n"])
            .collect();
        prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.join(" "))
    }

    fn check_everything(text: &str) {
        let mut report = Report::new();
        action::read("a.js", text, &mut report);
        for kind in [
            Kind::ActionBody(&["a"]),
            Kind::TaskScript(&["a"]),
            Kind::Condition,
            Kind::Expression,
        ] {
            check_file("a.js", text, kind, &mut report);
            let free = names::free(text, kind).unwrap_or_default();
            let assigned = names::assigned(text, kind).unwrap_or_default();
            assert_eq!(assigned.difference(&free).collect::<BTreeSet<_>>().len(), 0);
        }
        for found in report.diagnostics() {
            let span = found.span.clone().unwrap();
            assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
            assert!(!found.message.is_empty());
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_checked(text in any::<String>()) {
            check_everything(&text);
        }

        #[test]
        fn any_words_can_be_checked(text in soup()) {
            check_everything(&text);
            check_everything(&format!("/** x */ (function (a) {{ {text} }});"));
        }
    }
}
