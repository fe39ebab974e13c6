//! Octal numbers.

use oxc_ast::ast::NumericLiteral;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "octal-literal",
    level: Level::Warning,
    docs: "### What it does

Finds numbers that begin with a zero.

### Why is this bad?

`010` is eight to the engine and ten to most readers, and an engine in strict mode refuses the
whole script.

### Example

```js
var mode = 0644;
```

### Use instead

```js
var mode = parseInt(\"644\", 8);
```
",
};

pub(super) fn check(it: &NumericLiteral<'_>, findings: &mut Findings) {
    let raw = it.raw.as_ref().map_or("", |raw| raw.as_str());
    if raw.len() > 1 && raw.starts_with('0') && raw.as_bytes()[1].is_ascii_digit() {
        findings.add(
            &LINT,
            range(it.span),
            "a number that begins with `0` is octal, or refused",
            "write it without the zero, or `parseInt(\"644\", 8)` if octal is meant",
        );
    }
}
