//! Functions without braces and array comprehensions.

use super::{Level, Lint};
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "rhino-closure",
    level: Level::Error,
    docs: "### What it does

Finds `function (x) x * 2` and `[x for (x in list)]`.

### Why is this bad?

Only the server's engine knows them; nothing else can check such a script or run it for a test.

### Example

```js
var twice = list.map(function (x) x * 2);
```

### Use instead

```js
var twice = list.map(function (x) { return x * 2; });
```
",
};

pub(in crate::script) const MESSAGE: &str = "this short form is understood by the server only";
pub(super) const HELP: &str =
    "write `function (x) { return …; }`, and a loop instead of `[x for …]`";

/// The parser wants a `{` behind the parameters, or stops at the `for` inside brackets.
pub(in crate::script) fn explains(error: &SyntaxError, text: &str) -> bool {
    let (before, rest) = text.split_at(error.span.start);
    let before = before.trim_end();
    if rest.starts_with("for") {
        return before.rfind('[') > before.rfind([']', ';', '{', '}']);
    }
    !rest.is_empty() && !rest.starts_with([')', ';', ',']) && ends_with_head(before)
}

/// Whether a text ends with `function (…)` or `function name(…)`.
fn ends_with_head(text: &str) -> bool {
    let Some(open) = text.strip_suffix(')').and_then(|text| text.rfind('(')) else {
        return false;
    };
    let head = text[..open].trim_end();
    let nameless = head.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
    head.ends_with("function") || nameless.trim_end().ends_with("function")
}
