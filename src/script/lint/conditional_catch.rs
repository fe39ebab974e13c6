//! `catch (e if …)`.

use super::{Level, Lint};
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "conditional-catch",
    level: Level::Error,
    docs: "### What it does

Finds `catch (e if condition)`.

### Why is this bad?

Only the server's engine knows it; nothing else can check such a script or run it for a test.

### Example

```js
try { run(); } catch (e if e == \"away\") { wait(); }
```

### Use instead

```js
try { run(); } catch (e) {
    if (e != \"away\") { throw e; }
    wait();
}
```
",
};

pub(in crate::script) const MESSAGE: &str =
    "`catch` with a condition is understood by the server only";
pub(super) const HELP: &str = "test inside the braces, and `throw e;` what is not meant";

/// The parser stops at the `if`.
pub(in crate::script) fn explains(error: &SyntaxError, text: &str) -> bool {
    let head = text[..error.span.start]
        .trim_end()
        .trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'))
        .trim_end();
    text[error.span.start..].starts_with("if")
        && head
            .strip_suffix('(')
            .is_some_and(|head| head.trim_end().ends_with("catch"))
}
