//! What is no JavaScript at all.

use super::{Findings, Level, Lint, asynchronous, closure, conditional_catch, e4x, reserved};
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "js-syntax",
    level: Level::Error,
    docs: "### What it does

Finds what cannot be parsed.

### Why is this bad?

The server refuses the whole script.

### Example

```js
var a = [1, 2;
```

### Use instead

```js
var a = [1, 2];
```
",
};

/// Names what a syntax error is about, as far as one of the rules knows.
pub(super) fn add(error: SyntaxError, text: &str, findings: &mut Findings) {
    let span = error.span.clone();
    if conditional_catch::explains(&error, text) {
        let (message, help) = (conditional_catch::MESSAGE, conditional_catch::HELP);
        findings.add(&conditional_catch::LINT, span, message, help);
    } else if e4x::explains(&error, text) {
        findings.add(&e4x::LINT, span, e4x::MESSAGE, e4x::HELP);
    } else if closure::explains(&error, text) {
        findings.add(&closure::LINT, span, closure::MESSAGE, closure::HELP);
    } else if let Some(word) = asynchronous::explains(&error, text) {
        asynchronous::add(word, findings);
    } else if let Some(word) = reserved::explains(&error, text) {
        reserved::check(word, span, findings);
    } else {
        let help = "look for a missing bracket, quote or comma before this place";
        findings.add(&LINT, span, error.message, help);
    }
}
