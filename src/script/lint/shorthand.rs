//! Shorthand members.

use oxc_ast::ast::ObjectProperty;
use oxc_span::{GetSpan, Span};

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-shorthand",
    level: Level::Error,
    docs: "### What it does

Finds `{ name }`, in patterns as well, and `{ name() { … } }`.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
var body = { name, size: 1 };
```

### Use instead

```js
var body = { name: name, size: 1 };
```
",
};

pub(super) fn check(it: &ObjectProperty<'_>, findings: &mut Findings) {
    if it.shorthand {
        add(it.span, findings);
    } else if it.method {
        findings.add(
            &LINT,
            range(it.key.span()),
            "members that are functions without `function` are not understood by the server",
            "write `name: function (…) { … }`",
        );
    }
}

pub(super) fn add(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "members without a value are not understood by the server",
        "write `name: name`",
    );
}
