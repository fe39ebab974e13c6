//! Template literals.

use oxc_ast::ast::TemplateLiteral;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-template",
    level: Level::Error,
    docs: "### What it does

Finds texts in backticks.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
var url = `/images/${id}/json`;
```

### Use instead

```js
var url = \"/images/\" + id + \"/json\";
```
",
};

pub(super) fn check(it: &TemplateLiteral<'_>, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(it.span),
        "texts in backticks are not understood by the server",
        "put the parts together with `+`: `\"a \" + b`",
    );
}
