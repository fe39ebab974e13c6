//! `toSource`.

use oxc_ast::ast::{CallExpression, Expression};

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "to-source",
    level: Level::Warning,
    docs: "### What it does

Finds calls of `toSource()`.

### Why is this bad?

Only the server's engine has it: such a script cannot be tried out or tested without a server.

### Example

```js
System.debug(options.toSource());
```

### Use instead

```js
System.debug(JSON.stringify(options));
```
",
};

pub(super) fn check(it: &CallExpression<'_>, findings: &mut Findings) {
    if let Expression::StaticMemberExpression(callee) = &it.callee
        && callee.property.name.as_str() == "toSource"
        && it.arguments.is_empty()
    {
        findings.add(
            &LINT,
            range(callee.property.span),
            "`toSource` is understood by the server only",
            "use `JSON.stringify(x)`",
        );
    }
}
