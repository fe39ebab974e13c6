//! XML literals.

use super::{Level, Lint};
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "e4x",
    level: Level::Error,
    docs: "### What it does

Finds XML that is written straight into the script (E4X).

### Why is this bad?

Only the server's engine knows it, its values do not survive from one item of a workflow to the
next, and nothing else can check such a script.

### Example

```js
var item = <item id={id}/>;
```

### Use instead

```js
var item = new XML(\"<item id='\" + id + \"'/>\");
```
",
};

pub(super) const MESSAGE: &str = "XML cannot be written straight into a script";
pub(super) const HELP: &str = "put it in quotes, and read it with `new XML(text)`";

/// The parser stops at the `<` of a tag, at `@`, at `..` and at `default xml namespace`.
pub(in crate::script) fn explains(error: &SyntaxError, text: &str) -> bool {
    let rest = &text[error.span.start..];
    let before = text[..error.span.start].trim_end();
    let tag = |rest: &str| {
        rest.strip_prefix('<').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '>' | '?'))
        })
    };
    let namespace = rest.strip_prefix("default");
    tag(rest)
        || namespace.is_some_and(|rest| rest.trim_start().starts_with("xml"))
        || (before.ends_with('<') && tag(&text[before.len() - 1..]))
        || (before.ends_with('.') && rest.starts_with(['@', '.', '*', '(']))
}
