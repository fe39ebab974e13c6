//! Computed keys.

use oxc_ast::ast::ObjectProperty;
use oxc_span::GetSpan;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-computed-key",
    level: Level::Error,
    docs: "### What it does

Finds `{ [key]: value }`.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
var labels = { [key]: value };
```

### Use instead

```js
var labels = {};
labels[key] = value;
```
",
};

pub(super) fn check(it: &ObjectProperty<'_>, findings: &mut Findings) {
    if it.computed {
        findings.add(
            &LINT,
            range(it.key.span()),
            "computed keys are not understood by the server",
            "make the object first, then `object[key] = value;`",
        );
    }
}
