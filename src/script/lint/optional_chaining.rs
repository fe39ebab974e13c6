//! `?.`.

use oxc_ast::ast::ChainExpression;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-optional-chaining",
    level: Level::Error,
    docs: "### What it does

Finds `?.`.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
var id = image?.id;
```

### Use instead

```js
var id = image ? image.id : null;
```
",
};

pub(super) fn check(it: &ChainExpression<'_>, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(it.span),
        "`?.` is not understood by the server",
        "use `a ? a.b : null`",
    );
}
