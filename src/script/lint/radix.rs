//! `parseInt` without a radix.

use oxc_ast::ast::CallExpression;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "parse-int-radix",
    level: Level::Warning,
    docs: "### What it does

Finds `parseInt(text)` without a second argument.

### Why is this bad?

Servers before 9 take a text with a leading zero for octal: `parseInt('08')` is not a number
there.

### Example

```js
var port = parseInt(text);
```

### Use instead

```js
var port = parseInt(text, 10);
```
",
};

pub(super) fn check(it: &CallExpression<'_>, findings: &mut Findings) {
    if it.arguments.len() == 1 && it.callee.is_specific_id("parseInt") {
        findings.add(
            &LINT,
            range(it.span),
            "`parseInt` without a radix reads `08` as octal on older servers",
            "add the radix: `parseInt(text, 10)`",
        );
    }
}
