//! Calls of actions: `System.getModule("module").name(…)`.

use std::ops::Range;

use oxc_ast::ast::{Argument, CallExpression, Expression};
use oxc_span::GetSpan;

use super::source::range;

/// A script calls an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleCall {
    /// The module's whole dotted name.
    pub module: String,
    /// The action's name.
    pub action: String,
    /// How many arguments are written.
    pub arguments: usize,
    /// Whether one of them is `...list`, so that the number says nothing.
    pub has_spread: bool,
    /// The module's name in quotes, or the variable that holds the module.
    pub module_span: Range<usize>,
    /// The action's name.
    pub action_span: Range<usize>,
    /// The whole call.
    pub span: Range<usize>,
}

impl ModuleCall {
    /// The same call, its places mapped into the file it stands in.
    #[must_use]
    pub(super) fn placed(self, place: &dyn Fn(Range<usize>) -> Range<usize>) -> Self {
        Self {
            module_span: place(self.module_span),
            action_span: place(self.action_span),
            span: place(self.span),
            ..self
        }
    }
}

/// What an action is called on.
pub(super) enum Receiver<'a> {
    /// `System.getModule("…")` itself.
    Module(&'a str),
    /// A variable that may hold a module.
    Variable(&'a str),
}

/// A call that may be one of an action.
pub(super) fn candidate<'a>(call: &CallExpression<'a>) -> Option<(Receiver<'a>, ModuleCall)> {
    let (object, action, action_span) = member(call.callee.without_parentheses())?;
    let object = object.without_parentheses();
    let (receiver, module_span) = match object {
        Expression::Identifier(variable) => (
            Receiver::Variable(variable.name.as_str()),
            range(variable.span),
        ),
        other => {
            let (module, span) = module(other)?;
            (Receiver::Module(module), span)
        }
    };
    let found = ModuleCall {
        module: match receiver {
            Receiver::Module(module) => module.to_owned(),
            Receiver::Variable(_) => String::new(),
        },
        action: action.to_owned(),
        arguments: call.arguments.len(),
        has_spread: call.arguments.iter().any(Argument::is_spread),
        module_span,
        action_span,
        span: range(call.span),
    };
    Some((receiver, found))
}

/// The module's name and its place, when an expression is `System.getModule("…")`.
pub(super) fn module<'a>(expression: &Expression<'a>) -> Option<(&'a str, Range<usize>)> {
    let Expression::CallExpression(call) = expression.without_parentheses() else {
        return None;
    };
    let (object, "getModule", _) = member(call.callee.without_parentheses())? else {
        return None;
    };
    match (object.without_parentheses(), call.arguments.as_slice()) {
        (Expression::Identifier(system), [Argument::StringLiteral(name)])
            if system.name.as_str() == "System" =>
        {
            Some((name.value.as_str(), range(name.span)))
        }
        _ => None,
    }
}

/// Object, name and the name's place of `object.name` and `object["name"]`.
fn member<'a, 'b>(
    callee: &'b Expression<'a>,
) -> Option<(&'b Expression<'a>, &'a str, Range<usize>)> {
    match callee {
        Expression::StaticMemberExpression(it) => Some((
            &it.object,
            it.property.name.as_str(),
            range(it.property.span),
        )),
        Expression::ComputedMemberExpression(it) => match &it.expression {
            Expression::StringLiteral(name) => {
                Some((&it.object, name.value.as_str(), range(name.span())))
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Report;
    use crate::script::fragment::check_file;
    use crate::script::lint::Kind;

    fn calls(code: &str) -> Vec<String> {
        let mut report = Report::new();
        check_file("a.js", code, Kind::ActionBody(&[]), &mut report)
            .into_iter()
            .map(|call| {
                let more = if call.has_spread { "+" } else { "" };
                let place = (&code[call.module_span], &code[call.action_span]);
                assert!(code[call.span].ends_with(')'));
                format!(
                    "{}/{} {}{more} {place:?}",
                    call.module, call.action, call.arguments
                )
            })
            .collect()
    }

    #[test]
    fn calls_are_found_wherever_they_stand() {
        assert_eq!(
            calls("f(System.getModule('a.b').c(1, g(2)));"),
            [r#"a.b/c 2 ("'a.b'", "c")"#]
        );
        assert_eq!(
            calls("(System.getModule(\"a\"))['c'](...x);"),
            [r#"a/c 1+ ("\"a\"", "'c'")"#]
        );
        assert_eq!(
            calls("System.getModule(name).c(); Other.getModule('a').c();"),
            [""; 0]
        );
        assert_eq!(calls("var x = System.getModule('a').c;"), [""; 0]);
    }

    #[test]
    fn a_variable_that_always_holds_one_module_counts() {
        let found = [r#"a/c 0 ("m", "c")"#];
        assert_eq!(calls("var m = System.getModule('a'); m.c();"), found);
        assert_eq!(calls("var m; m = System.getModule('a'); m.c();"), found);
        assert_eq!(
            calls("var m = System.getModule('a'); f(function () { return m.c(); });"),
            found
        );
        for code in [
            "var m = System.getModule('a'); m = b; m.c();",
            "var m = System.getModule('a'); f(function (m) { m.c(); });",
            "function f(m) { m.c(); } var n = System.getModule('a');",
            "m.c();",
            "var System = s; System.getModule('a').c();",
        ] {
            assert_eq!(calls(code), [""; 0], "{code}");
        }
    }
}
