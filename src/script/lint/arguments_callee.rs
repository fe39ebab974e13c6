//! `arguments.callee`.

use oxc_ast::ast::StaticMemberExpression;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "arguments-callee",
    level: Level::Warning,
    docs: "### What it does

Finds `arguments.callee`.

### Why is this bad?

An engine in strict mode refuses it.

### Example

```js
var f = function (n) { return n ? arguments.callee(n - 1) : 0; };
```

### Use instead

```js
var f = function step(n) { return n ? step(n - 1) : 0; };
```
",
};

pub(super) fn check(it: &StaticMemberExpression<'_>, findings: &mut Findings) {
    if it.property.name.as_str() == "callee" && it.object.is_specific_id("arguments") {
        findings.add(
            &LINT,
            range(it.span),
            "an engine in strict mode refuses `arguments.callee`",
            "give the function a name: `function step(…) { … step(…); }`",
        );
    }
}
