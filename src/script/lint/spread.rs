//! Spread and rest: `...`.

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-spread",
    level: Level::Error,
    docs: "### What it does

Finds `...` before a parameter, an argument or an element.

### Why is this bad?

Spread is unknown to every server's engine, rest parameters to those before 9.

### Example

```js
var all = [first, ...others];
```

### Use instead

```js
var all = [first].concat(others);
```
",
};

pub(super) fn check(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "`...` is not understood by the server",
        "use `concat` for arrays, `f.apply(null, list)` for calls, `arguments` for parameters",
    );
}
