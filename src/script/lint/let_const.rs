//! `let` and `const`.

use std::ops::Range;

use oxc_ast::ast::{VariableDeclaration, VariableDeclarationKind};

use super::{Findings, Level, Lint, syntax};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-let",
    level: Level::Warning,
    docs: "### What it does

Finds `let` and `const`.

### Why is this bad?

Servers know the words, but not today's meaning: functions that are made in a loop share one `let` of its head,
and a `const` belongs to the whole function.

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

/// For `let`, and `using`, which no server knows.
pub(super) fn check(it: &VariableDeclaration<'_>, findings: &mut Findings) {
    let start = it.span.start as usize;
    match it.kind {
        // A `const` is judged by its place.
        VariableDeclarationKind::Var | VariableDeclarationKind::Const => {}
        VariableDeclarationKind::Let => add("let", start..start + "let".len(), findings),
        VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing => {
            let message = "`using` is not understood by the server";
            findings.add(
                &syntax::LINT,
                start..start + "using".len(),
                message,
                "use `var`",
            );
        }
    }
}

pub(super) fn add(word: &str, span: Range<usize>, findings: &mut Findings) {
    let message = format!("`{word}` means less on a server than elsewhere");
    findings.add(&LINT, span, message, "use `var`");
}
