//! `break` and `continue` outside a loop, which the parser lets pass.

use oxc_ast::AstKind;
use oxc_ast::ast::LabelIdentifier;
use oxc_span::Span;

use super::{Findings, syntax};
use crate::script::source::range;

/// Whether a node runs what is in it again and again.
pub(super) fn is_loop(kind: AstKind<'_>) -> bool {
    matches!(
        kind,
        AstKind::ForStatement(_)
            | AstKind::ForInStatement(_)
            | AstKind::ForOfStatement(_)
            | AstKind::WhileStatement(_)
            | AstKind::DoWhileStatement(_)
    )
}

/// What `break` and `continue` could leave, at one place of a function.
#[derive(Default)]
pub(in crate::script) struct Jumps<'a> {
    loops: usize,
    switches: usize,
    labels: Vec<&'a str>,
}

impl<'a> Jumps<'a> {
    /// Goes into a node; a jump is checked.
    pub(in crate::script) fn enter(&mut self, kind: AstKind<'a>, findings: &mut Findings) {
        match kind {
            _ if is_loop(kind) => self.loops += 1,
            AstKind::SwitchStatement(_) => self.switches += 1,
            AstKind::LabeledStatement(it) => self.labels.push(it.label.name.as_str()),
            AstKind::BreakStatement(it) => {
                let anywhere = self.loops + self.switches > 0;
                self.check("break", it.span, it.label.as_ref(), anywhere, findings);
            }
            AstKind::ContinueStatement(it) => {
                let anywhere = self.loops > 0;
                self.check("continue", it.span, it.label.as_ref(), anywhere, findings);
            }
            _ => {}
        }
    }

    /// Comes out of a node.
    pub(in crate::script) fn leave(&mut self, kind: AstKind<'a>) {
        match kind {
            _ if is_loop(kind) => self.loops -= 1,
            AstKind::SwitchStatement(_) => self.switches -= 1,
            AstKind::LabeledStatement(_) => {
                self.labels.pop();
            }
            _ => {}
        }
    }

    fn check(
        &self,
        word: &str,
        span: Span,
        label: Option<&LabelIdentifier<'a>>,
        anywhere: bool,
        findings: &mut Findings,
    ) {
        let (message, help) = match label {
            Some(label) if !self.labels.contains(&label.name.as_str()) => (
                format!("no loop around this is called `{}`", label.name),
                "write the label before the loop: `name: for (…)`",
            ),
            None if !anywhere => (
                format!("there is no loop here for `{word}`"),
                "use `if … else`, or `return` in a function",
            ),
            _ => return,
        };
        findings.add(&syntax::LINT, range(span), message, help);
    }
}
