//! Generators.

use oxc_ast::ast::Function;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-generator",
    level: Level::Error,
    docs: "### What it does

Finds `function*`.

### Why is this bad?

Servers before 9 refuse it, and give `yield` a meaning of their own.

### Example

```js
var ids = function* () { yield 1; };
```

### Use instead

```js
var ids = function () { return [1]; };
```
",
};

pub(super) fn check(it: &Function<'_>, findings: &mut Findings) {
    if it.generator {
        let start = it.span.start as usize;
        findings.add(
            &LINT,
            start..it.params.span.start as usize,
            "generators are not understood by the server",
            "return an array, or take a function that is called with each value",
        );
    }
}
