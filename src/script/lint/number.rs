//! Numbers in new ways of writing.

use oxc_ast::ast::NumericLiteral;
use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-number",
    level: Level::Error,
    docs: "### What it does

Finds `10n`, `1_000`, `0b11` and `0o17`.

### Why is this bad?

Servers before 9 refuse the whole script, and some of these no server knows.

### Example

```js
var limit = 1_000_000;
```

### Use instead

```js
var limit = 1000000;
```
",
};

pub(super) fn check(it: &NumericLiteral<'_>, findings: &mut Findings) {
    let raw = it.raw.as_ref().map_or("", |raw| raw.as_str());
    let prefixed = raw.starts_with('0') && raw[1..].starts_with(['b', 'B', 'o', 'O']);
    if prefixed || raw.contains('_') {
        add(it.span, findings);
    }
}

pub(super) fn add(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "this way of writing a number is not understood by the server",
        "write it in decimal or with `0x`, in one piece",
    );
}
