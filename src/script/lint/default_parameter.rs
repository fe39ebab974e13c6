//! Default values.

use oxc_ast::ast::FormalParameter;
use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-default",
    level: Level::Error,
    docs: "### What it does

Finds default values of parameters, and in patterns (`var { size = 10 } = options`).

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
var f = function (size = 10) { return size; };
```

### Use instead

```js
var f = function (size) {
    if (size === undefined) { size = 10; }
    return size;
};
```
",
};

pub(super) fn check(it: &FormalParameter<'_>, findings: &mut Findings) {
    if it.initializer.is_some() {
        add(it.span, findings);
    }
}

pub(super) fn add(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "default values are not understood by the server",
        "test for `undefined` afterwards",
    );
}
