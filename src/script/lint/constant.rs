//! `const`, which belongs to the whole function on a server.

use std::collections::HashMap;

use oxc_ast::AstKind;
use oxc_ast::ast::{BindingIdentifier, BindingPattern, VariableDeclarationKind};

use super::jump::is_loop;
use super::{Findings, Level, Lint, let_const};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "const-scope",
    level: Level::Error,
    docs: "### What it does

Finds a `const` in a loop, and one whose name is declared once more in the same function.

### Why is this bad?

On a server, a `const` belongs to the whole function. In a loop it keeps the value of the first turn,
without a word. The script is refused where it stands in the head of a `for … in`, and where its name is declared
twice, also in another block.

### Example

```js
for (var i = 0; i < names.length; i++) { const name = names[i]; System.log(name); }
```

### Use instead

```js
for (var i = 0; i < names.length; i++) { var name = names[i]; System.log(name); }
```
",
};

/// What one function declares.
#[derive(Default)]
pub(in crate::script) struct Constants<'a> {
    loops: usize,
    /// Whether each name is a constant.
    declared: HashMap<&'a str, bool>,
}

impl<'a> Constants<'a> {
    /// Goes into a node; a declaration is checked.
    pub(in crate::script) fn enter(&mut self, kind: AstKind<'a>, findings: &mut Findings) {
        match kind {
            _ if is_loop(kind) => self.loops += 1,
            AstKind::FormalParameter(it) => self.declare(&it.pattern, false, findings),
            AstKind::VariableDeclaration(it) => {
                let constant = it.kind == VariableDeclarationKind::Const;
                for declarator in &it.declarations {
                    self.declare(&declarator.id, constant, findings);
                }
            }
            _ => {}
        }
    }

    /// Comes out of a node.
    pub(in crate::script) fn leave(&mut self, kind: AstKind<'a>) {
        if is_loop(kind) {
            self.loops -= 1;
        }
    }

    fn declare(&mut self, pattern: &BindingPattern<'a>, constant: bool, findings: &mut Findings) {
        for id in pattern.get_binding_identifiers() {
            self.name(id, constant, findings);
        }
    }

    /// Takes a name that the function declares.
    pub(in crate::script) fn name(
        &mut self,
        id: &BindingIdentifier<'a>,
        constant: bool,
        findings: &mut Findings,
    ) {
        let name = id.name.as_str();
        let before = self.declared.insert(name, constant);
        let message = if before.is_some_and(|before| before || constant) {
            format!("`{name}` is declared twice in this function, and a `const` refuses that")
        } else if constant && self.loops > 0 {
            format!("in a loop, a server refuses the `const` `{name}`, or keeps its first value")
        } else {
            if constant {
                let_const::add("const", range(id.span), findings);
            }
            return;
        };
        findings.add(&LINT, range(id.span), message, "use `var`");
    }
}
