//! What the server's engines cannot run, or run each in its own way. One rule a file.
//!
//! The measure is the oldest engine in use, Rhino 1.7R4 at language level 170, and the newest,
//! 1.7.15 at the ES6 level: what both run alike is allowed.

mod arguments_callee;
mod arrow;
mod asynchronous;
mod builtin;
mod catch_binding;
mod cdata;
mod class;
pub(super) mod closure;
mod computed_key;
mod condition_return;
pub(super) mod conditional_catch;
mod constant;
mod default_parameter;
mod destructuring;
mod duplicate_parameter;
pub(super) mod e4x;
mod exponent;
mod findings;
mod for_each;
mod for_of;
mod generator;
mod host;
mod java;
mod jump;
mod leaked_global;
mod let_const;
mod method;
mod modules;
mod nullish;
mod number;
mod octal;
mod optional_chaining;
mod radix;
mod regexp;
mod reserved;
mod shorthand;
mod spread;
mod syntax;
mod task_return;
mod template;
mod to_source;
mod unbound;
mod use_strict;
mod with;

use std::collections::HashSet;
use std::ops::Range;

use oxc_ast::AstKind;
use oxc_syntax::operator::{AssignmentOperator, BinaryOperator};

pub(super) use constant::Constants;
pub(super) use findings::Findings;
pub(super) use jump::Jumps;

use super::reference::{Reference, Return};
use super::source::{Script, SyntaxError, range};
use crate::diagnostic::Level;

/// A rule.
#[derive(Debug)]
pub struct Lint {
    /// Stable name.
    pub code: &'static str,
    /// How bad it is to break it.
    pub level: Level,
    /// What it finds and why, with an example and what to write instead, in Markdown.
    pub docs: &'static str,
}

/// What a script is, which decides how it may begin and end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// The body of an action with these parameters.
    ActionBody(&'a [&'a str]),
    /// A task of a workflow to which these variables are bound, in or out.
    TaskScript(&'a [&'a str]),
    /// A script that decides: it returns a boolean.
    Condition,
    /// One expression.
    Expression,
}

impl Kind<'_> {
    /// The names that exist before the script begins.
    fn known(&self) -> &[&str] {
        match self {
            Self::ActionBody(names) | Self::TaskScript(names) => names,
            Self::Condition | Self::Expression => &[],
        }
    }
}

/// Every rule, as `docs/rules.md` describes them.
pub static LINTS: [&Lint; 42] = [
    &arguments_callee::LINT,
    &arrow::LINT,
    &asynchronous::LINT,
    &builtin::LINT,
    &catch_binding::LINT,
    &cdata::LINT,
    &class::LINT,
    &closure::LINT,
    &computed_key::LINT,
    &condition_return::LINT,
    &conditional_catch::LINT,
    &constant::LINT,
    &default_parameter::LINT,
    &destructuring::LINT,
    &duplicate_parameter::LINT,
    &e4x::LINT,
    &exponent::LINT,
    &for_each::LINT,
    &for_of::LINT,
    &generator::LINT,
    &host::LINT,
    &java::LINT,
    &leaked_global::LINT,
    &let_const::LINT,
    &method::LINT,
    &modules::LINT,
    &nullish::LINT,
    &number::LINT,
    &octal::LINT,
    &optional_chaining::LINT,
    &radix::LINT,
    &regexp::LINT,
    &reserved::LINT,
    &shorthand::LINT,
    &spread::LINT,
    &syntax::LINT,
    &task_return::LINT,
    &template::LINT,
    &to_source::LINT,
    &unbound::LINT,
    &use_strict::LINT,
    &with::LINT,
];

/// Shows a node to the rules that look at its kind.
pub(super) fn node(kind: AstKind<'_>, script: &Script<'_>, findings: &mut Findings) {
    match kind {
        AstKind::VariableDeclaration(it) => let_const::check(it, findings),
        AstKind::ArrowFunctionExpression(it) => {
            arrow::check(it, findings);
            if it.r#async {
                asynchronous::check(it.span, findings);
            }
        }
        AstKind::Function(it) => {
            generator::check(it, findings);
            if it.r#async {
                asynchronous::check(it.span, findings);
            }
        }
        AstKind::FormalParameters(it) => duplicate_parameter::check(it, findings),
        AstKind::FormalParameter(it) => default_parameter::check(it, findings),
        AstKind::FormalParameterRest(it) => spread::check(it.span, findings),
        AstKind::SpreadElement(it) => spread::check(it.span, findings),
        AstKind::TemplateLiteral(it) => template::check(it, findings),
        AstKind::Class(it) => class::check(it, findings),
        AstKind::ObjectPattern(it) => destructuring::check(it.span, findings),
        AstKind::ArrayPattern(it) => destructuring::check(it.span, findings),
        AstKind::ObjectAssignmentTarget(it) => destructuring::check(it.span, findings),
        AstKind::ArrayAssignmentTarget(it) => destructuring::check(it.span, findings),
        AstKind::ForInStatement(it) => for_each::check(it, script.each, findings),
        AstKind::ForStatement(it) => for_each::refuse(it.span.start, script.each, findings),
        AstKind::ForOfStatement(it) => {
            for_of::check(it, findings);
            for_each::refuse(it.span.start, script.each, findings);
        }
        AstKind::BindingProperty(it) if it.shorthand => shorthand::add(it.span, findings),
        AstKind::AssignmentTargetPropertyIdentifier(it) => shorthand::add(it.span, findings),
        AstKind::AssignmentPattern(it) => default_parameter::add(it.span, findings),
        AstKind::AssignmentTargetWithDefault(it) => default_parameter::add(it.span, findings),
        AstKind::BindingRestElement(it) => spread::check(it.span, findings),
        AstKind::AssignmentTargetRest(it) => spread::check(it.span, findings),
        AstKind::ObjectProperty(it) => {
            shorthand::check(it, findings);
            computed_key::check(it, findings);
        }
        AstKind::BinaryExpression(it) if it.operator == BinaryOperator::Exponential => {
            exponent::check(it.span, findings);
        }
        AstKind::AssignmentExpression(it) => {
            if it.operator == AssignmentOperator::Exponential {
                exponent::check(it.span, findings);
            }
            nullish::check_assignment(it, findings);
        }
        AstKind::LogicalExpression(it) => nullish::check_logical(it, findings),
        AstKind::ChainExpression(it) => optional_chaining::check(it, findings),
        AstKind::ImportExpression(it) => modules::check(it.span, findings),
        AstKind::ImportMeta(it) => modules::check(it.span, findings),
        AstKind::ImportDeclaration(it) => modules::check(it.span, findings),
        AstKind::ExportDeclaration(it) => modules::check(it.span, findings),
        AstKind::ExportNamedDeclaration(it) => modules::check(it.span, findings),
        AstKind::ExportFromDeclaration(it) => modules::check(it.span, findings),
        AstKind::ExportDefaultDeclaration(it) => modules::check(it.span, findings),
        AstKind::ExportAllDeclaration(it) => modules::check(it.span, findings),
        AstKind::NumericLiteral(it) => {
            number::check(it, findings);
            octal::check(it, findings);
        }
        AstKind::BigIntLiteral(it) => number::add(it.span, findings),
        AstKind::CatchClause(it) => catch_binding::check(it, findings),
        AstKind::WithStatement(it) => with::check(it, findings),
        AstKind::StaticMemberExpression(it) => arguments_callee::check(it, findings),
        AstKind::CallExpression(it) => {
            method::check(it, findings);
            radix::check(it, findings);
            to_source::check(it, findings);
        }
        AstKind::RegExpLiteral(it) => regexp::check(it, findings),
        AstKind::Directive(it) => use_strict::check(it, findings),
        AstKind::BindingIdentifier(it) => {
            reserved::check(it.name.as_str(), range(it.span), findings);
        }
        AstKind::IdentifierReference(it) => {
            reserved::check(it.name.as_str(), range(it.span), findings);
        }
        _ => {}
    }
}

/// What is known of a script when all of it was seen.
pub(super) struct Seen<'s, 'a> {
    pub(super) text: &'a str,
    /// The script itself among the bytes that were parsed.
    pub(super) region: Range<usize>,
    /// The uses of names that it does not declare.
    pub(super) free: Vec<&'s Reference<'a>>,
    /// Names that it asks for with `typeof` before it uses them.
    pub(super) probed: &'s HashSet<&'a str>,
    pub(super) returns: &'s [Return],
}

/// The rules that need the whole script: names, returns, the text, and what the parser said.
pub(super) fn finish(
    seen: &Seen<'_, '_>,
    kind: Kind<'_>,
    errors: Vec<SyntaxError>,
    findings: &mut Findings,
) {
    let readable = errors.is_empty();
    let mut leaked = HashSet::new();
    for &reference in &seen.free {
        if reference.access.writes() && leaked.insert(reference.name) {
            match kind {
                Kind::TaskScript(bound) => unbound::check(reference, bound, findings),
                _ => leaked_global::check(reference, kind, findings),
            }
        }
        if !seen.probed.contains(reference.name) {
            host::check(reference, findings);
            java::check(reference, findings);
            builtin::check(reference, findings);
        }
    }
    match kind {
        Kind::TaskScript(_) => task_return::check(seen.returns, findings),
        Kind::Condition if readable => {
            condition_return::check(seen.returns, seen.region.clone(), findings);
        }
        Kind::ActionBody(_) | Kind::Condition | Kind::Expression => {}
    }
    for error in errors {
        syntax::add(error, seen.text, findings);
    }
    cdata::check(seen.text, &seen.region, findings);
}

/// The finding for a text that could not even be parsed.
pub(super) fn unreadable(error: SyntaxError) -> Findings {
    let mut findings = Findings::default();
    let help = "break it up into smaller functions";
    findings.add(&syntax::LINT, error.span, error.message, help);
    findings
}

#[cfg(test)]
mod tests;
