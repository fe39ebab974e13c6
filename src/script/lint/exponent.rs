//! `**`.

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-exponent",
    level: Level::Error,
    docs: "### What it does

Finds `**` and `**=`.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
var size = 2 ** bits;
```

### Use instead

```js
var size = Math.pow(2, bits);
```
",
};

pub(super) fn check(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "`**` is not understood by the server",
        "use `Math.pow(a, b)`",
    );
}
