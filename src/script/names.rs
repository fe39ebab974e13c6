//! The names that an expression or a script takes from outside.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::lint::Kind;
use super::reference::Access;
use super::source::{self, SyntaxError};
use super::walk::Walk;

/// The text is no script, so it has no names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Unreadable {}

impl From<SyntaxError> for Unreadable {
    fn from(error: SyntaxError) -> Self {
        Self {
            span: error.span,
            message: error.message,
        }
    }
}

/// Every name that a text uses and does not declare, the server's own (`System`, `Math`,
/// `undefined`) among them.
///
/// # Errors
/// When the text cannot be parsed, or should be one expression and is not.
pub fn free(code: &str, kind: Kind<'_>) -> Result<BTreeSet<String>, Unreadable> {
    select(code, kind, |_| true)
}

/// The names that a text gives a value to without declaring them.
///
/// # Errors
/// As [`free`].
pub fn assigned(code: &str, kind: Kind<'_>) -> Result<BTreeSet<String>, Unreadable> {
    select(code, kind, Access::writes)
}

fn select(
    code: &str,
    kind: Kind<'_>,
    wanted: fn(Access) -> bool,
) -> Result<BTreeSet<String>, Unreadable> {
    let names = source::parse(code, |script, mut errors| {
        if errors.is_empty() && kind == Kind::Expression {
            errors.extend(source::not_one_expression(&script));
        }
        match errors.into_iter().next() {
            Some(error) => Err(error),
            None => Ok(Walk::over(script)
                .free()
                .filter(|reference| wanted(reference.access))
                .map(|reference| reference.name.to_owned())
                .collect()),
        }
    })??;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(names: Result<BTreeSet<String>, Unreadable>) -> String {
        names.unwrap().into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_of_an_expression_are_all_it_does_not_declare() {
        let free = |code| joined(free(code, Kind::Expression));
        assert_eq!(free("tries < 3 && !found"), "found tries");
        assert_eq!(free("a.b[c].d({ e: f })"), "a c f");
        assert_eq!(free("xs.some(function (x) { return x == y; })"), "xs y");
        assert_eq!(free("\"text\""), "");
        assert_eq!(free("typeof v == 'string'"), "v");
        assert_eq!(free("// why\nMath.max(a, 1)"), "Math a");
    }

    #[test]
    fn names_of_a_script_leave_out_its_variables() {
        let task = Kind::TaskScript(&[]);
        let code = "var a = b; c = a; for (d in e) { f++; } function g(h) { i = h + j; }\
                    try { k(); } catch (l) { m = l; }";
        assert_eq!(joined(free(code, task)), "b c d e f i j k m");
        assert_eq!(joined(assigned(code, task)), "c d f i m");
        assert_eq!(joined(assigned("a.b = 1; c[d] += 2;", task)), "");
    }

    #[test]
    fn what_is_no_expression_says_so() {
        let message = |code| free(code, Kind::Expression).unwrap_err().message;
        assert_eq!(message(""), "an expression is missing");
        assert_eq!(message("a;"), "an expression ends without `;`");
        assert_eq!(message("a; b"), "only one expression can stand here");
        assert_eq!(message("var a"), "this is a statement, not an expression");
        assert_eq!(message("a +"), "the script ends too early");
    }
}
