//! One walk over a script's tree. It gathers names, calls and returns, and shows every node to
//! the rules as it passes.

use std::collections::HashSet;
use std::ops::Range;

use oxc_ast::AstKind;
use oxc_ast::ast::{
    ArrowFunctionExpression, AssignmentExpression, BindingIdentifier, BindingPattern,
    CallExpression, Expression, ForStatementLeft, Function, FunctionType, IdentifierReference,
    ReturnStatement, SimpleAssignmentTarget, StaticMemberExpression, UnaryExpression,
    UpdateExpression, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::GetSpan;
use oxc_syntax::operator::{AssignmentOperator, UnaryOperator};
use oxc_syntax::scope::ScopeFlags;

use super::calls::{self, ModuleCall, Receiver};
use super::lint::{self, Constants, Findings, Jumps, Kind, Seen};
use super::reference::{Access, Reference, Return};
use super::source::{Script, SyntaxError, range};

/// A function, or the script itself. JavaScript's `var` knows no smaller scope.
#[derive(Default)]
struct Scope<'a> {
    parent: Option<usize>,
    declared: HashSet<&'a str>,
}

/// A value is put into a variable, by an assignment or by being a parameter.
struct Assignment<'a> {
    name: &'a str,
    scope: usize,
    module: Option<&'a str>,
}

/// What a walk found.
pub(super) struct Walk<'a> {
    pub(super) script: Script<'a>,
    pub(super) findings: Findings,
    pub(super) references: Vec<Reference<'a>>,
    pub(super) returns: Vec<Return>,
    /// Names that the script asks for with `typeof` before it uses them.
    pub(super) probed: HashSet<&'a str>,
    /// A text in quotes goes over several lines.
    pub(super) has_long_text: bool,
    scopes: Vec<Scope<'a>>,
    scope: usize,
    assignments: Vec<Assignment<'a>>,
    direct_calls: Vec<ModuleCall>,
    variable_calls: Vec<(&'a str, usize, ModuleCall)>,
    jumps: Jumps<'a>,
    constants: Constants<'a>,
    access: Access,
    member: Option<&'a str>,
}

impl<'a> Walk<'a> {
    /// Walks over a script.
    pub(super) fn over(script: Script<'a>) -> Self {
        let program = script.program;
        let mut walk = Self {
            script,
            findings: Findings::default(),
            references: Vec::new(),
            returns: Vec::new(),
            probed: HashSet::new(),
            has_long_text: false,
            scopes: vec![Scope::default()],
            scope: 0,
            assignments: Vec::new(),
            direct_calls: Vec::new(),
            variable_calls: Vec::new(),
            jumps: Jumps::default(),
            constants: Constants::default(),
            access: Access::Read,
            member: None,
        };
        walk.visit_program(program);
        walk
    }

    /// The uses of names that the script does not declare.
    pub(super) fn free(&self) -> impl Iterator<Item = &Reference<'a>> {
        self.references.iter().filter(|reference| {
            let implicit = reference.name == "arguments" && reference.scope != 0;
            !implicit && self.declaring(reference.name, reference.scope).is_none()
        })
    }

    /// Applies the rules that need the whole script, which is `region` among the bytes that were parsed.
    pub(super) fn finish(
        &mut self,
        kind: Kind<'_>,
        region: Range<usize>,
        errors: Vec<SyntaxError>,
    ) {
        let mut findings = std::mem::take(&mut self.findings);
        let seen = Seen {
            text: self.script.text,
            region,
            free: self.free().collect(),
            probed: &self.probed,
            returns: &self.returns,
        };
        lint::finish(&seen, kind, errors, &mut findings);
        self.findings = findings;
    }

    /// Whether the script declares a name anywhere.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.scopes
            .iter()
            .any(|scope| scope.declared.contains(name))
    }

    /// The calls of actions, in order.
    pub(super) fn calls(&mut self) -> Vec<ModuleCall> {
        if self.declares("System") {
            return Vec::new();
        }
        let mut calls = std::mem::take(&mut self.direct_calls);
        for (variable, scope, call) in std::mem::take(&mut self.variable_calls) {
            if let Some(module) = self.module_in(variable, scope) {
                calls.push(ModuleCall {
                    module: module.to_owned(),
                    ..call
                });
            }
        }
        calls.sort_by_key(|call| call.span.start);
        calls
    }

    /// The module that a variable holds all the time.
    fn module_in(&self, variable: &str, scope: usize) -> Option<&'a str> {
        let home = self.declaring(variable, scope)?;
        let mut values = self.assignments.iter().filter(|assignment| {
            assignment.name == variable && self.declaring(variable, assignment.scope) == Some(home)
        });
        match (values.next(), values.next()) {
            (Some(only), None) => only.module,
            _ => None,
        }
    }

    fn declaring(&self, name: &str, scope: usize) -> Option<usize> {
        let mut next = Some(scope);
        while let Some(scope) = next {
            if self.scopes[scope].declared.contains(name) {
                return Some(scope);
            }
            next = self.scopes[scope].parent;
        }
        None
    }

    fn declare(&mut self, name: &'a str) {
        self.scopes[self.scope].declared.insert(name);
    }

    fn assign(&mut self, name: &'a str, module: Option<&'a str>) {
        self.assignments.push(Assignment {
            name,
            scope: self.scope,
            module,
        });
    }

    fn inside(&mut self, walk: impl FnOnce(&mut Self)) {
        let parent = self.scope;
        self.scope = self.scopes.len();
        self.scopes.push(Scope {
            parent: Some(parent),
            declared: HashSet::new(),
        });
        let jumps = std::mem::take(&mut self.jumps);
        let constants = std::mem::take(&mut self.constants);
        walk(self);
        self.jumps = jumps;
        self.constants = constants;
        self.scope = parent;
    }

    fn with_access(&mut self, access: Access, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.access, access);
        walk(self);
        self.access = before;
    }
}

fn module_of<'a>(value: &Expression<'a>) -> Option<&'a str> {
    calls::module(value).map(|(module, _)| module)
}

impl<'a> Visit<'a> for Walk<'a> {
    fn enter_node(&mut self, kind: AstKind<'a>) {
        if let AstKind::StringLiteral(_) | AstKind::TemplateElement(_) = kind {
            let text = &self.script.text[range(kind.span())];
            self.has_long_text |= text.contains(['\n', '\r']);
        }
        self.jumps.enter(kind, &mut self.findings);
        self.constants.enter(kind, &mut self.findings);
        lint::node(kind, &self.script, &mut self.findings);
    }

    fn leave_node(&mut self, kind: AstKind<'a>) {
        self.jumps.leave(kind);
        self.constants.leave(kind);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        if let Some(id) = &it.id
            && it.r#type == FunctionType::FunctionDeclaration
        {
            self.declare(id.name.as_str());
            self.assign(id.name.as_str(), None);
            self.constants.name(id, false, &mut self.findings);
        }
        self.inside(|walk| walk::walk_function(walk, it, flags));
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.inside(|walk| walk::walk_arrow_function_expression(walk, it));
    }

    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        self.declare(it.name.as_str());
        self.assign(it.name.as_str(), None);
        walk::walk_binding_identifier(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        let BindingPattern::BindingIdentifier(id) = &it.id else {
            return walk::walk_variable_declarator(self, it);
        };
        self.declare(id.name.as_str());
        walk::walk_binding_identifier(self, id);
        if let Some(value) = &it.init {
            self.assign(id.name.as_str(), module_of(value));
            self.with_access(Access::Read, |walk| walk.visit_expression(value));
        }
    }

    fn visit_for_statement_left(&mut self, it: &ForStatementLeft<'a>) {
        self.with_access(Access::Write, |walk| {
            walk::walk_for_statement_left(walk, it);
        });
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        self.enter_node(AstKind::AssignmentExpression(self.alloc(it)));
        let plain = it.operator == AssignmentOperator::Assign;
        if let Some(target) = it.left.get_identifier_name() {
            self.assign(target, module_of(&it.right).filter(|_| plain));
        }
        let access = if plain { Access::Write } else { Access::Update };
        self.with_access(access, |walk| walk.visit_assignment_target(&it.left));
        self.visit_expression(&it.right);
    }

    fn visit_update_expression(&mut self, it: &UpdateExpression<'a>) {
        if let Some(target) = it.argument.get_identifier_name() {
            self.assign(target, None);
        }
        self.with_access(Access::Update, |walk| {
            walk::walk_update_expression(walk, it);
        });
    }

    fn visit_simple_assignment_target(&mut self, it: &SimpleAssignmentTarget<'a>) {
        match it {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(id) => {
                self.visit_identifier_reference(id);
            }
            // In `a.b[c] = d`, `a` and `c` are only read.
            _ => self.with_access(Access::Read, |walk| {
                walk::walk_simple_assignment_target(walk, it);
            }),
        }
    }

    fn visit_unary_expression(&mut self, it: &UnaryExpression<'a>) {
        let access = match it.operator {
            UnaryOperator::Typeof => Access::Probe,
            _ => Access::Read,
        };
        self.with_access(access, |walk| walk::walk_unary_expression(walk, it));
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        if it.object.is_identifier_reference() {
            self.member = Some(it.property.name.as_str());
        }
        walk::walk_static_member_expression(self, it);
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        let name = it.name.as_str();
        if self.access == Access::Probe {
            self.probed.insert(name);
        }
        self.references.push(Reference {
            name,
            span: range(it.span),
            access: self.access,
            member: self.member.take(),
            scope: self.scope,
        });
        walk::walk_identifier_reference(self, it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        match calls::candidate(it) {
            Some((Receiver::Module(_), call)) => self.direct_calls.push(call),
            Some((Receiver::Variable(name), call)) => {
                self.variable_calls.push((name, self.scope, call));
            }
            None => {}
        }
        self.with_access(Access::Read, |walk| walk::walk_call_expression(walk, it));
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        if self.scope == 0 {
            self.returns.push(Return {
                span: range(it.span()),
                has_value: it.argument.is_some(),
            });
        }
        walk::walk_return_statement(self, it);
    }
}
