//! `import` and `export`.

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-module",
    level: Level::Error,
    docs: "### What it does

Finds `import` and `export`.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
import(\"com.acme.tools\");
```

### Use instead

```js
System.getModule(\"com.acme.tools\").run();
```
",
};

pub(super) fn check(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "`import` and `export` are not understood by the server",
        "call other actions as `System.getModule(\"module\").name(…)`",
    );
}
