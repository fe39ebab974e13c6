//! An action's file: one documented function, alone.

use std::ops::Range;

use oxc_ast::ast::{BindingPattern, Expression, Function, Statement};
use oxc_span::GetSpan;

use super::body;
use super::calls::ModuleCall;
use super::documented::Documented;
pub use super::function::{ActionFile, Parameter};
use super::jsdoc;
use super::lint::{self, Findings, Kind};
use super::source::{self, Script, SyntaxError, range};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Report, Sourced};

const SHAPE: &str = "write `/** … */ (function (a, b) { … });` and nothing else";

/// Reads an action's file and checks its script with every rule. `file` is the name for the
/// report. Nothing comes back when there is no function to speak of; what does come back may
/// have been reported for faults.
pub fn read(file: &str, text: &str, report: &mut Report) -> Option<ActionFile> {
    let place = |span: Range<usize>| span;
    let parts = match source::parse(text, inspect) {
        Ok((parts, findings)) => {
            findings.report(file, &place, report);
            parts
        }
        Err(error) => {
            lint::unreadable(error).report(file, &place, report);
            return None;
        }
    };
    let function = match parts {
        Shape::Function(function) => function,
        Shape::Unreadable => return None,
        Shape::Other { span, message } => {
            let fault = Diagnostic::error("action-shape", file, message);
            report.push(fault.at(span).help(SHAPE));
            return None;
        }
    };
    let comment = function.comment.clone();
    let word = function.word.clone();
    let mut action = undocumented(text, function);
    if let Some(comment) = comment {
        let doc = jsdoc::read(text, comment);
        Documented { file, doc }.complete(&mut action, report);
    } else {
        let fault = Diagnostic::error("jsdoc-missing", file, "the action is not documented");
        report.push(
            fault
                .at(word)
                .help("put a comment `/** … */` with `@param` and `@returns` before the function"),
        );
    }
    Some(action)
}

/// The function of a file, in places of its text.
struct FunctionParts {
    /// The word `function`.
    word: Range<usize>,
    /// The names of plain parameters; others have been reported by the rules.
    parameters: Vec<(String, Range<usize>)>,
    /// Between the braces.
    body: Range<usize>,
    /// A string inside goes over several lines.
    fixed: bool,
    comment: Option<Range<usize>>,
    calls: Vec<ModuleCall>,
}

enum Shape {
    Function(FunctionParts),
    /// Reported as a syntax error already.
    Unreadable,
    Other {
        span: Range<usize>,
        message: &'static str,
    },
}

fn inspect(script: Script<'_>, errors: Vec<SyntaxError>) -> (Shape, Findings) {
    let program = script.program;
    let broken = !errors.is_empty();
    let end = script.text.trim_end().len();
    let function = only_function(&script);
    let region = match &function {
        Ok(function) => body_of(function),
        Err(_) => 0..end,
    };
    let mut walk = Walk::over(script);
    walk.finish(Kind::ActionBody(&[]), region.clone(), errors);
    let shape = match function {
        Ok(function) => {
            let start = function.span.start as usize;
            Shape::Function(FunctionParts {
                word: start..start + "function".len(),
                parameters: parameters(function),
                body: region,
                fixed: walk.has_long_text,
                comment: program
                    .comments
                    .iter()
                    .map(|comment| range(comment.span))
                    .rfind(|comment| {
                        let text = &walk.script.text[comment.clone()];
                        comment.end <= start && text.starts_with("/**") && text.len() > 4
                    }),
                calls: walk.calls(),
            })
        }
        Err(_) if broken => Shape::Unreadable,
        Err((span, message)) => Shape::Other { span, message },
    };
    (shape, walk.findings)
}

/// The function that is all of a script; else what is in the way.
fn only_function<'s>(
    script: &Script<'s>,
) -> Result<&'s Function<'s>, (Range<usize>, &'static str)> {
    let program = script.program;
    if let Some(directive) = program.directives.first() {
        return Err((range(directive.span), "this stands outside the function"));
    }
    let mut statements = program
        .body
        .iter()
        .filter(|statement| !matches!(statement, Statement::EmptyStatement(_)));
    let Some(first) = statements.next() else {
        return Err((0..0, "the file holds no function"));
    };
    let function = match first {
        Statement::ExpressionStatement(it) => match it.expression.without_parentheses() {
            Expression::FunctionExpression(function) => Ok(&**function),
            Expression::CallExpression(_) => Err("the function is called here, not defined"),
            _ => Err("this is not a function"),
        },
        Statement::FunctionDeclaration(_) => Err("the function has no brackets around it"),
        _ => Err("this is not a function"),
    };
    let function = function.map_err(|message| (range(first.span()), message))?;
    match statements.next() {
        None => Ok(function),
        Some(second) => Err((range(second.span()), "this stands outside the function")),
    }
}

fn body_of(function: &Function<'_>) -> Range<usize> {
    let span = function
        .body
        .as_ref()
        .map_or(function.span, |body| body.span);
    let start = span.start as usize + 1;
    start..(span.end as usize - 1).max(start)
}

fn parameters(function: &Function<'_>) -> Vec<(String, Range<usize>)> {
    function
        .params
        .items
        .iter()
        .filter_map(|parameter| match &parameter.pattern {
            BindingPattern::BindingIdentifier(id) => {
                Some((id.name.as_str().to_owned(), range(id.span)))
            }
            _ => None,
        })
        .collect()
}

fn undocumented(text: &str, function: FunctionParts) -> ActionFile {
    let body = body::take(text, function.body, function.fixed);
    ActionFile {
        description: String::new(),
        parameters: function
            .parameters
            .into_iter()
            .map(|(name, span)| untyped(name, span))
            .collect(),
        returns: None,
        id: None,
        version: None,
        since: None,
        throws: Vec::new(),
        deprecated: None,
        allowed: None,
        memory_limit: None,
        timeout: None,
        body: body.text,
        body_line: body.line,
        calls: function.calls,
    }
}

fn untyped(name: String, name_span: Range<usize>) -> Parameter {
    Parameter {
        name,
        type_text: Sourced::new("Any".to_owned(), name_span.clone()),
        description: String::new(),
        name_span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PULL: &str = "/* licence */\n/**\n * Pull an image.\n *\n * Twice.\n *\n\
        * @param {DockerNode} node - the node\n * @param {string} reference - such as\n *   x\n\
        * @returns {DockerImage} the image\n * @version 1.2.0\n * @throws {string} when away\n\
        * @throws never\n * @deprecated\n */\n(function (node, reference) {\n\
        \x20   var m = System.getModule(\"de.fum\");\n    return m.pull(node, reference);\n});\n";

    fn faults(text: &str) -> Vec<(&'static str, String, String, String)> {
        let mut report = Report::new();
        read("a.js", text, &mut report);
        report
            .sorted()
            .into_iter()
            .map(|found| {
                let place = text[found.span.unwrap()].to_owned();
                (found.code, place, found.message, found.help.unwrap())
            })
            .collect()
    }

    fn read_well(text: &str) -> ActionFile {
        let mut report = Report::new();
        let action = read("a.js", text, &mut report);
        assert_eq!(report.diagnostics(), []);
        action.unwrap()
    }

    #[test]
    fn a_documented_function_is_an_action() {
        let action = read_well(PULL);
        assert_eq!(action.description, "Pull an image.\n\nTwice.");
        let [node, reference] = &action.parameters[..] else {
            panic!("two parameters");
        };
        assert_eq!(
            (node.name.as_str(), node.type_text.as_str()),
            ("node", "DockerNode")
        );
        assert_eq!(&PULL[node.type_text.span.clone()], "DockerNode");
        assert_eq!(&PULL[reference.name_span.clone()], "reference");
        assert_eq!(reference.description, "such as x");
        let (result, text) = action.returns.unwrap();
        assert_eq!(
            (result.as_str(), text.as_str()),
            ("DockerImage", "the image")
        );
        assert_eq!(action.version.unwrap().value, "1.2.0");
        assert_eq!(action.throws.len(), 2);
        assert_eq!(action.throws[0].value, "{string} when away");
        assert_eq!(action.deprecated.unwrap().value, "");
        assert!(action.id.is_none() && action.since.is_none() && action.allowed.is_none());
        assert_eq!(
            action.body,
            "var m = System.getModule(\"de.fum\");\nreturn m.pull(node, reference);"
        );
        assert_eq!(
            PULL.lines().nth(action.body_line - 1).unwrap().trim(),
            action.body.lines().next().unwrap()
        );
        assert_eq!(action.calls.len(), 1);
        assert_eq!(action.calls[0].module, "de.fum");
    }

    #[test]
    fn other_ways_of_writing_it_are_read_as_well() {
        for text in [
            "\u{feff}/** x */\r\n(function () {\r\n\treturn 1;\r\n});\r\n",
            "/** x */ (function named() { return 1; })",
            "(/** x */ function () { return 1; });;",
            "/** x */\n((function () {\n    return 1;\n}))\n// end\n",
        ] {
            let action = read_well(text);
            assert_eq!(
                (action.body.as_str(), action.description.as_str()),
                ("return 1;", "x")
            );
        }
        assert_eq!(read_well("/** x */ (function () {})").body, "");
        let lines = read_well("/** x */ (function () {\r\n  a();\r\n  b();\r\n});");
        assert_eq!(lines.body, "a();\r\nb();");
    }

    #[test]
    fn a_text_over_several_lines_is_not_moved() {
        let action = read_well("/** x */ (function () {\n    return 'a\\\n    b';\n});");
        assert_eq!(action.body, "    return 'a\\\n    b';");
    }

    #[test]
    fn what_is_not_one_function_is_shown_the_shape() {
        for (text, place, message) in [
            ("", "", "the file holds no function"),
            (
                "/** x */ var a = 1;",
                "var a = 1;",
                "this is not a function",
            ),
            (
                "/** x */ function f() {}",
                "function f() {}",
                "the function has no brackets around it",
            ),
            (
                "/** x */ (function () {})();",
                "(function () {})();",
                "the function is called here, not defined",
            ),
            (
                "/** x */ (function () {}); a();",
                "a();",
                "this stands outside the function",
            ),
            (
                "'x'; (function () {});",
                "'x';",
                "this stands outside the function",
            ),
        ] {
            let found = faults(text);
            assert_eq!(found.len(), 1, "{text}");
            let expected = ("action-shape", place.into(), message.into(), SHAPE.into());
            assert_eq!(found[0], expected);
        }
        let arrow: Vec<_> = faults("/** x */ ((a) => { a(); });")
            .iter()
            .map(|found| found.0)
            .collect();
        assert_eq!(arrow, ["action-shape", "es5-arrow"]);
    }

    #[test]
    fn documentation_is_held_against_the_function() {
        let found = faults(
            "/**\n * @param {string} nod - x\n * @param size\n * @param {a} zzz y\n * @param\n\
             * @param {x} options.part\n * @return it\n * @retuns {x}\n * @todo\n * @id a\n * @id b\n */\n\
             (function (node, size, options) {});",
        );
        let short: Vec<_> = found
            .iter()
            .map(|(code, place, message, help)| format!("{code} {place}: {message}; {help}"))
            .collect();
        assert_eq!(
            short,
            [
                "jsdoc-parameter nod: the function has no parameter `nod`; did you mean `node`?",
                "jsdoc-type size: parameter `size` has no type; write `@param {Type} size`, such as `{string}`",
                "jsdoc-parameter zzz: the function has no parameter `zzz`; remove the line, or add the parameter to the function",
                "jsdoc-parameter @param: `@param` names no parameter; write `@param {Type} name - what it is`",
                "jsdoc-type @return: `@return` has no type; write `@returns {Type} what it is`, such as `{string}`",
                "jsdoc-tag @retuns: unknown tag `@retuns`; did you mean `@returns`?",
                "jsdoc-tag @todo: unknown tag `@todo`; the tags are @param, @returns, @return, @id, @version, @since, @throws, @deprecated, @allowed, @memory-limit, @timeout",
                "jsdoc-tag @id: `@id` stands here twice; keep one of them",
                "jsdoc-parameter options: parameter `options` is not documented; add `@param {Type} options - what it is`",
            ]
        );
    }

    #[test]
    fn remarks_for_people_are_passed_over_and_tags_of_other_tools_explained() {
        let remarks = "/**\n * Adds.\n * @author A\n * @example\n *   add(1)\n * @see b\n\
            * @method add\n * @returns {number}\n */\n(function () { return 1; });";
        assert!(faults(remarks).is_empty());
        let found =
            faults("/**\n * Adds.\n * @tag one\n * @runtime python:3.10\n */ (function () {});");
        let helps: Vec<_> = found.iter().map(|found| found.3.as_str()).collect();
        assert_eq!(helps.len(), 2);
        assert!(helps[0].contains("on the server"), "{helps:?}");
        assert!(helps[1].contains("other languages"), "{helps:?}");
    }

    #[test]
    fn parameters_are_described_in_order_and_once() {
        let swapped =
            faults("/**\n * @param {a} b x\n * @param {a} a y\n */ (function (a, b) {});");
        assert_eq!(swapped.len(), 1);
        assert_eq!(swapped[0].2, "`b` is described out of order");
        assert_eq!(
            swapped[0].3,
            "describe the parameters in the function's order: a, b"
        );
        let twice = faults("/**\n * @param {a} a x\n * @param {a} a y\n */ (function (a) {});");
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].2, "`a` is described twice");
    }

    #[test]
    fn an_undocumented_action_is_said_once() {
        let found = faults("(function (a, b) { return a; });");
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].0, found[0].1.as_str()),
            ("jsdoc-missing", "function")
        );
    }

    #[test]
    fn all_faults_of_the_script_are_found_at_once() {
        let codes = |text| -> Vec<_> { faults(text).iter().map(|found| found.0).collect() };
        let text =
            "/** @param {a} size */ (function ({ a }, b = 1, ...c) { let d = `x`; e = d; });";
        assert_eq!(
            codes(text),
            [
                "jsdoc-parameter",
                "es5-destructuring",
                "es5-shorthand",
                "es5-default",
                "jsdoc-parameter",
                "es5-spread",
                "es5-let",
                "es5-template",
                "leaked-global",
            ]
        );
        assert_eq!(
            codes("/** x */ (function () { var a = ; });"),
            ["js-syntax"]
        );
        assert_eq!(
            codes("/** ]]> */ (function () { /* ]]> */ });"),
            ["xml-mark"]
        );
    }
}
