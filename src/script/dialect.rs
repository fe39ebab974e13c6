//! Scripts of the server's dialect, made fit for an engine that is not the server's. Every line
//! stays on its line, so that the places in errors stay the author's.

use std::ops::Range;

use oxc_ast::ast::{
    ArrowFunctionExpression, ForInStatement, ForOfStatement, Function, ReturnStatement,
    ThrowStatement,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::scope::ScopeFlags;

use super::each::{self, Each};
use super::lint::{closure, conditional_catch, e4x};
use super::source::{self, SyntaxError, range};

/// The function that yields what `for each` goes over.
pub const EACH: &str = "$each";
/// The function that notes where a value is thrown, and returns it.
pub const THROWN: &str = "$thrown";

/// A script, ready to be put into a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The script: `for each` as a loop over [`EACH`], values thrown by way of [`THROWN`].
    pub text: String,
    /// The line, from 1, of the first `return` outside any function.
    pub outer_return: Option<usize>,
}

/// Why a script cannot run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unrunnable {
    /// Lower case, no full stop.
    pub message: String,
    /// From 1.
    pub line: usize,
}

/// Translates a script.
///
/// # Errors
/// When it is no JavaScript, or has XML literals, which only the server's engine knows.
pub fn translate(text: &str) -> Result<Translated, Unrunnable> {
    let read = source::parse(text, |script, errors| {
        let mut changes = Changes {
            each: script.each,
            text: script.text,
            edits: Vec::new(),
            misplaced: None,
            outer_return: None,
            depth: 0,
        };
        changes.visit_program(script.program);
        match errors.into_iter().next().or_else(|| changes.misplaced()) {
            Some(error) => Err(error),
            None => Ok(changes.apply(text)),
        }
    });
    read.and_then(|result| result).map_err(|error| Unrunnable {
        line: line(text, error.span.start),
        message: if e4x::explains(&error, text) {
            "XML written straight into a script (E4X) runs on the server only".to_owned()
        } else if conditional_catch::explains(&error, text) {
            conditional_catch::MESSAGE.to_owned()
        } else if closure::explains(&error, text) {
            closure::MESSAGE.to_owned()
        } else {
            error.message
        },
    })
}

fn line(text: &str, at: usize) -> usize {
    1 + text[..text.floor_char_boundary(at)].matches('\n').count()
}

/// What has to change, found on one walk.
struct Changes<'a> {
    each: &'a [Each],
    /// `each` blanked out.
    text: &'a str,
    /// Replacements, in any order, that do not overlap.
    edits: Vec<(Range<usize>, &'static str)>,
    /// The first `for each` before a loop that is not `for … in`.
    misplaced: Option<&'a Each>,
    /// Where the first `return` outside any function begins.
    outer_return: Option<usize>,
    depth: usize,
}

impl Changes<'_> {
    fn refuse(&mut self, start: u32) {
        self.misplaced = self.misplaced.or_else(|| each::at(self.each, start));
    }

    fn wrap(&mut self, span: Range<usize>, before: &'static str) {
        self.edits.push((span.start..span.start, before));
        self.edits.push((span.end..span.end, "))"));
    }

    fn misplaced(&self) -> Option<SyntaxError> {
        let wrong = self.misplaced?;
        Some(SyntaxError {
            span: wrong.word.clone(),
            message: "`each` cannot stand before a loop that is not `for … in`".to_owned(),
        })
    }

    fn apply(mut self, text: &str) -> Translated {
        // At one place, what opens comes after what closes before it.
        self.edits
            .sort_by_key(|(span, with)| (span.start, *with != "))"));
        let mut changed = String::with_capacity(text.len() + 16 * self.edits.len());
        let mut at = 0;
        for (span, with) in &self.edits {
            changed.push_str(&text[at..span.start]);
            changed.push_str(with);
            at = span.end;
        }
        changed.push_str(&text[at..]);
        Translated {
            outer_return: self.outer_return.map(|at| line(text, at)),
            text: changed,
        }
    }
}

impl<'a> Visit<'a> for Changes<'_> {
    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        if let Some(found) = each::at(self.each, it.span.start) {
            self.edits.push((found.word.clone(), "    "));
            let between = it.left.span().end as usize..it.right.span().start as usize;
            let word = between.start + keyword(&self.text[between]);
            self.edits.push((word..word + 2, "of"));
            self.wrap(range(it.right.span()), "$each((");
        }
        walk::walk_for_in_statement(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.refuse(it.span.start);
        walk::walk_for_of_statement(self, it);
    }

    fn visit_for_statement(&mut self, it: &oxc_ast::ast::ForStatement<'a>) {
        self.refuse(it.span.start);
        walk::walk_for_statement(self, it);
    }

    fn visit_throw_statement(&mut self, it: &ThrowStatement<'a>) {
        self.wrap(range(it.argument.span()), "$thrown((");
        walk::walk_throw_statement(self, it);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        if self.depth == 0 {
            self.outer_return.get_or_insert(it.span.start as usize);
        }
        walk::walk_return_statement(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        self.depth += 1;
        walk::walk_function(self, it, flags);
        self.depth -= 1;
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.depth += 1;
        walk::walk_arrow_function_expression(self, it);
        self.depth -= 1;
    }
}

/// Where the word begins that follows blanks and comments.
fn keyword(between: &str) -> usize {
    let mut rest = between;
    loop {
        rest = rest.trim_start();
        let comment = match rest.get(..2) {
            Some("//") => rest.find('\n'),
            Some("/*") => rest.find("*/").map(|end| end + 2),
            _ => None,
        };
        match comment {
            Some(end) => rest = &rest[end..],
            None => return between.len() - rest.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(script: &str) -> String {
        translate(script).unwrap().text
    }

    #[test]
    fn for_each_becomes_a_loop_over_values() {
        assert_eq!(
            text("for each (var x in list) { log(x); }"),
            "for      (var x of $each((list))) { log(x); }"
        );
        assert_eq!(
            text("for each\n(x in /* in */ a, b)\n;"),
            "for     \n(x of /* in */ $each((a, b)))\n;"
        );
        assert_eq!(
            text("for each (a in b) for each (c in a.d) e(c)"),
            "for      (a of $each((b))) for      (c of $each((a.d))) e(c)"
        );
    }

    #[test]
    fn the_words_stay_where_they_are_no_loop() {
        for same in [
            "var a = 'for each (x in y)';",
            "// for each (x in y)",
            "for (var x in y) {}",
            "xs.each(f)",
        ] {
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn what_is_thrown_is_noted() {
        assert_eq!(text("throw 'a';"), "throw $thrown(('a'));");
        assert_eq!(
            text("throw new Error(f(function () { throw 1 }))"),
            "throw $thrown((new Error(f(function () { throw $thrown((1)) }))))"
        );
    }

    #[test]
    fn a_return_of_the_script_itself_is_told() {
        let found =
            translate("var f = function () { return 1; };\nif (a) {\n  return 2;\n}\nreturn 3;");
        assert_eq!(found.unwrap().outer_return, Some(3));
    }

    #[test]
    fn what_cannot_run_says_why_and_where() {
        let error = |script| translate(script).unwrap_err();
        assert!(
            error("var a;\nvar x = <a><b/></a>;")
                .message
                .contains("E4X")
        );
        assert!(
            error("default xml namespace = 'x';")
                .message
                .contains("E4X")
        );
        for script in [
            "try { a(); } catch (e if e == 1) { }",
            "b.sort(function (x, y) x - y);",
            "var c = [x * 2 for each (x in b)];",
        ] {
            let message = error(script).message;
            assert!(
                message.ends_with("understood by the server only"),
                "{message}"
            );
        }
        assert_eq!(error("var a;\nvar x = <a/>;").line, 2);
        assert_eq!(
            error("for each (x of y) {}").message,
            "`each` cannot stand before a loop that is not `for … in`"
        );
        assert_eq!(error("a(;").message, "`;` cannot stand here");
    }
}
