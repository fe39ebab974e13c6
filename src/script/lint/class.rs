//! Classes.

use oxc_ast::ast::Class;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-class",
    level: Level::Error,
    docs: "### What it does

Finds classes.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
class Node { name() { return 1; } }
```

### Use instead

```js
function Node() {}
Node.prototype.name = function () { return 1; };
```
",
};

pub(super) fn check(it: &Class<'_>, findings: &mut Findings) {
    let start = it.span.start as usize;
    findings.add(
        &LINT,
        start..start + "class".len(),
        "classes are not understood by the server",
        "use a function and its `prototype`",
    );
}
