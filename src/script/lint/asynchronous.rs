//! `async` and `await`.

use std::ops::Range;

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-async",
    level: Level::Error,
    docs: "### What it does

Finds `async` functions and `await`.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused. Scripts there run from top to
bottom; calls wait by themselves.

### Example

```js
var get = async function (request) { return await request.execute(); };
```

### Use instead

```js
var get = function (request) { return request.execute(); };
```
",
};

pub(super) fn check(function: Span, findings: &mut Findings) {
    let start = function.start as usize;
    add(start..start + "async".len(), findings);
}

/// Outside an `async` function the parser knows no `await`, and stops behind it.
pub(super) fn explains(error: &SyntaxError, text: &str) -> Option<Range<usize>> {
    let before = text[..error.span.start].trim_end();
    let word = before.strip_suffix("await")?;
    (!word.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.'))
        .then(|| word.len()..before.len())
}

pub(super) fn add(span: Range<usize>, findings: &mut Findings) {
    findings.add(
        &LINT,
        span,
        "`async` and `await` are not understood by the server",
        "leave them out: every call on the server waits for its result",
    );
}
