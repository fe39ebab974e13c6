//! Destructuring.

use oxc_span::Span;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-destructuring",
    level: Level::Warning,
    docs: "### What it does

Finds arrays and objects on the left of `=`, and in the place of a parameter.

### Why is this bad?

It is outside the language that every engine runs alike. Names without a colon (`{ host }`), defaults and rests in
it are refused by servers.

### Example

```js
var [host, port] = address.split(\":\");
```

### Use instead

```js
var parts = address.split(\":\");
var host = parts[0], port = parts[1];
```
",
};

pub(super) fn check(span: Span, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        "destructuring is outside of what every engine runs alike",
        "take the parts one by one: `var a = x.a;`",
    );
}
