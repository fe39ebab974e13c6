//! An action's file: one documented function, alone.

use std::ops::Range;

use oxc_ast::ast::{BindingPattern, Expression, Function, Statement};
use oxc_span::GetSpan;

use super::body;
use super::calls::ModuleCall;
use super::jsdoc::{self, JsDoc, Tag};
use super::lint::{self, Findings, Kind};
use super::source::{self, Script, SyntaxError, range};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Report, Sourced, closest};

/// What an action's file says.
#[derive(Debug, Clone)]
pub struct ActionFile {
    /// What stands before the first tag, line by line.
    pub description: String,
    /// The function's parameters, in its order.
    pub parameters: Vec<Parameter>,
    /// What it returns: the type as written, and the words behind it.
    pub returns: Option<(Sourced<String>, String)>,
    /// `@id`
    pub id: Option<Sourced<String>>,
    /// `@version`
    pub version: Option<Sourced<String>>,
    /// `@since`
    pub since: Option<Sourced<String>>,
    /// `@throws`, each as written.
    pub throws: Vec<Sourced<String>>,
    /// `@deprecated`; the text may be empty.
    pub deprecated: Option<Sourced<String>>,
    /// `@allowed`
    pub allowed: Option<Sourced<String>>,
    /// The script as it goes into the package: what stands between the braces, moved left.
    pub body: String,
    /// The line of the file, from 1, that the first line of `body` came from.
    pub body_line: usize,
    /// The calls of other actions.
    pub calls: Vec<ModuleCall>,
}

/// A parameter with its documentation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The type as written. Where it is missing, which has been reported, `Any` at the name.
    pub type_text: Sourced<String>,
    /// The words behind the name, in one line.
    pub description: String,
    /// Where the function names it.
    pub name_span: Range<usize>,
}

const SHAPE: &str = "write `/** … */ (function (a, b) { … });` and nothing else";
const TAGS: [&str; 9] = [
    "param",
    "returns",
    "return",
    "id",
    "version",
    "since",
    "throws",
    "deprecated",
    "allowed",
];

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
    let Some(comment) = function.comment.clone() else {
        let fault = Diagnostic::error("jsdoc-missing", file, "the action is not documented");
        report.push(
            fault
                .at(function.word.clone())
                .help("put a comment `/** … */` with `@param` and `@returns` before the function"),
        );
        return Some(undocumented(text, function));
    };
    let doc = jsdoc::read(text, comment);
    Some(Documented { file, doc }.action(text, function, report))
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
    lint::finish(&mut walk, Kind::ActionBody(&[]), region.clone(), errors);
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

/// A comment that is held against its function.
struct Documented<'a> {
    file: &'a str,
    doc: JsDoc,
}

/// A `@param` line.
struct Described {
    name: Sourced<String>,
    type_text: Option<Sourced<String>>,
    text: String,
}

impl Documented<'_> {
    fn action(self, text: &str, function: FunctionParts, report: &mut Report) -> ActionFile {
        let names: Vec<String> = function
            .parameters
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        let described = self.described(&names, report);
        self.check_order(&names, &described, report);
        let mut action = undocumented(text, function);
        for parameter in &mut action.parameters {
            self.describe(parameter, &described, report);
        }
        for tag in &self.doc.tags {
            self.take(tag, &mut action, report);
        }
        action.description.clone_from(&self.doc.description);
        action
    }

    fn fault(&self, code: &'static str, span: Range<usize>, message: String) -> Diagnostic {
        Diagnostic::error(code, self.file, message).at(span)
    }

    /// The `@param` lines. A misspelt name counts as the one that was meant.
    fn described(&self, names: &[String], report: &mut Report) -> Vec<Described> {
        let mut described: Vec<Described> = Vec::new();
        let lines = self.doc.tags.iter().filter(|tag| *tag.name == "param");
        let written: Vec<_> = lines.map(|tag| (tag, tag.named())).collect();
        let mentioned = |name: &str| {
            let mut all = written.iter().filter_map(|(_, line)| line.name.as_ref());
            all.any(|written| written.value == name)
        };
        for (tag, line) in &written {
            let Some(name) = line.name.clone() else {
                let message = "`@param` names no parameter".to_owned();
                let fault = self.fault("jsdoc-parameter", tag.name.span.clone(), message);
                report.push(fault.help("write `@param {Type} name - what it is`"));
                continue;
            };
            let mut meant = name.value.clone();
            if !names.contains(&meant) {
                // `options.size` tells about a part of `options`.
                if name
                    .split('.')
                    .next()
                    .is_some_and(|head| name.contains('.') && names.iter().any(|name| name == head))
                {
                    continue;
                }
                let open = names.iter().filter(|name| !mentioned(name));
                let close = closest(&meant, open.map(String::as_str)).map(str::to_owned);
                let message = format!("the function has no parameter `{meant}`");
                let fault = self.fault("jsdoc-parameter", name.span.clone(), message);
                report.push(match &close {
                    Some(close) => fault.help(format!("did you mean `{close}`?")),
                    None => fault.help("remove the line, or add the parameter to the function"),
                });
                match close {
                    Some(close) => meant = close,
                    None => continue,
                }
            }
            if described.iter().any(|before| before.name.value == meant) {
                let message = format!("`{meant}` is described twice");
                let fault = self.fault("jsdoc-parameter", name.span.clone(), message);
                report.push(fault.help("keep one of the lines"));
                continue;
            }
            described.push(Described {
                name: Sourced::new(meant, name.span.clone()),
                type_text: line.type_text.clone(),
                text: line.text.clone(),
            });
        }
        described
    }

    fn check_order(&self, names: &[String], described: &[Described], report: &mut Report) {
        let expected: Vec<&String> = names
            .iter()
            .filter(|name| described.iter().any(|line| line.name.value == **name))
            .collect();
        let wrong = described
            .iter()
            .zip(&expected)
            .find(|(line, name)| line.name.value != ***name);
        if let Some((line, _)) = wrong {
            let message = format!("`{}` is described out of order", line.name.value);
            let fault = self.fault("jsdoc-parameter", line.name.span.clone(), message);
            report.push(fault.help(format!(
                "describe the parameters in the function's order: {}",
                names.join(", ")
            )));
        }
    }

    fn describe(&self, parameter: &mut Parameter, described: &[Described], report: &mut Report) {
        let name = &parameter.name;
        let Some(line) = described.iter().find(|line| line.name.value == *name) else {
            let message = format!("parameter `{name}` is not documented");
            let fault = self.fault("jsdoc-parameter", parameter.name_span.clone(), message);
            report.push(fault.help(format!("add `@param {{Type}} {name} - what it is`")));
            return;
        };
        parameter.description.clone_from(&line.text);
        if let Some(type_text) = &line.type_text {
            parameter.type_text = type_text.clone();
        } else {
            let message = format!("parameter `{name}` has no type");
            let fault = self.fault("jsdoc-type", line.name.span.clone(), message);
            report.push(fault.help(format!(
                "write `@param {{Type}} {name}`, such as `{{string}}`"
            )));
        }
    }

    fn take(&self, tag: &Tag, action: &mut ActionFile, report: &mut Report) {
        let place = match tag.name.as_str() {
            "param" => return,
            "throws" => return action.throws.push(tag.text()),
            "returns" | "return" => return self.take_result(tag, action, report),
            "id" => &mut action.id,
            "version" => &mut action.version,
            "since" => &mut action.since,
            "deprecated" => &mut action.deprecated,
            "allowed" => &mut action.allowed,
            unknown => {
                let message = format!("unknown tag `@{unknown}`");
                let fault = self.fault("jsdoc-tag", tag.name.span.clone(), message);
                report.push(match closest(unknown, TAGS) {
                    Some(close) => fault.help(format!("did you mean `@{close}`?")),
                    None => fault.help(format!("the tags are @{}", TAGS.join(", @"))),
                });
                return;
            }
        };
        if place.replace(tag.text()).is_some() {
            self.twice(tag, report);
        }
    }

    fn take_result(&self, tag: &Tag, action: &mut ActionFile, report: &mut Report) {
        let result = tag.typed();
        let Some(type_text) = result.type_text else {
            let message = format!("`@{}` has no type", tag.name.value);
            let fault = self.fault("jsdoc-type", tag.name.span.clone(), message);
            report.push(fault.help("write `@returns {Type} what it is`, such as `{string}`"));
            return;
        };
        if action.returns.replace((type_text, result.text)).is_some() {
            self.twice(tag, report);
        }
    }

    fn twice(&self, tag: &Tag, report: &mut Report) {
        let message = format!("`@{}` stands here twice", tag.name.value);
        let fault = self.fault("jsdoc-tag", tag.name.span.clone(), message);
        report.push(fault.help("keep one of them"));
    }
}
