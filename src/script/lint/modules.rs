//! `import` and `export`.

use std::ops::Range;

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::{SyntaxError, range};

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

const MESSAGE: &str = "`import` and `export` are not understood by the server";
const HELP: &str = "call other actions as `System.getModule(\"module\").name(…)`";

pub(super) fn check(span: Span, findings: &mut Findings) {
    add(range(span), findings);
}

/// In a script, the parser stops at these words.
pub(super) fn explains(error: &SyntaxError, text: &str) -> bool {
    let rest = &text[error.span.start..];
    ["import ", "import{", "import\"", "export ", "export{"]
        .iter()
        .any(|word| rest.starts_with(word))
        && text[..error.span.start]
            .trim_end()
            .ends_with([';', '}', '{', ')'])
        || (error.span.start == 0 && (rest.starts_with("import") || rest.starts_with("export")))
}

pub(super) fn add(span: Range<usize>, findings: &mut Findings) {
    findings.add(&LINT, span, MESSAGE, HELP);
}
