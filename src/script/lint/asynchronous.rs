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

/// Outside an `async` function the parser stops at `await`, or behind it.
pub(super) fn explains(error: &SyntaxError, text: &str) -> Option<Range<usize>> {
    let (before, rest) = text.split_at(error.span.start);
    let start = if rest.starts_with("await") {
        before.len()
    } else {
        let before = before.trim_end();
        before.strip_suffix("await")?.len()
    };
    let word = start..start + "await".len();
    let operand = text[word.end..].trim_start();
    (!text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'))
        && operand.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$')))
    .then_some(word)
}

pub(super) fn add(span: Range<usize>, findings: &mut Findings) {
    findings.add(
        &LINT,
        span,
        "`async` and `await` are not understood by the server",
        "leave them out: every call on the server waits for its result",
    );
}
