//! `let` and `const`.

use oxc_ast::ast::{VariableDeclaration, VariableDeclarationKind};

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-let",
    level: Level::Error,
    docs: "### What it does

Finds `let` and `const`.

### Why is this bad?

The engines know the words, but treat blocks in ways of their own: one name in two blocks is
refused, and a `const` belongs to the whole function.

### Example

```js
let name = container.name;
```

### Use instead

```js
var name = container.name;
```
",
};

pub(super) fn check(it: &VariableDeclaration<'_>, findings: &mut Findings) {
    let word = match it.kind {
        VariableDeclarationKind::Var => return,
        VariableDeclarationKind::Let => "let",
        VariableDeclarationKind::Const => "const",
        VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing => "using",
    };
    let start = it.span.start as usize;
    findings.add(
        &LINT,
        start..start + word.len(),
        format!("`{word}` does not mean the same on every server"),
        "use `var`",
    );
}
