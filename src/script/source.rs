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
    let start = place.start.min(text.len());
    let end = place.end.clamp(start, text.len());
    let found = text.get(start..end).unwrap_or_default();
    let message = match message.trim_end_matches('.') {
        "Unexpected token" if found.is_empty() => "the script ends too early".to_owned(),
        "Unexpected token" => format!("`{}` cannot stand here", found.escape_debug()),
        other => {
            let mut letters = other.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().chain(letters).collect())
                .unwrap_or_default()
        }
    };
    SyntaxError {
        span: start..end,
        message,
    }
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
