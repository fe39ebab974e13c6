//! Arrow functions.

use oxc_ast::ast::ArrowFunctionExpression;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-arrow",
    level: Level::Error,
    docs: "### What it does

Finds arrow functions.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
var names = list.map(x => x.name);
```

### Use instead

```js
var names = list.map(function (x) { return x.name; });
```
",
};

pub(super) fn check(it: &ArrowFunctionExpression<'_>, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(it.span),
        "arrow functions are not understood by the server",
        "use `function (…) { return …; }`; `this` is another one inside it",
    );
}
