//! `??`, and `??=`, `||=`, `&&=`.

use oxc_ast::ast::{AssignmentExpression, LogicalExpression};
use oxc_span::Span;
use oxc_syntax::operator::LogicalOperator;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-nullish",
    level: Level::Error,
    docs: "### What it does

Finds `??`, `??=`, `||=` and `&&=`.

### Why is this bad?

No server's engine knows this syntax; the whole script is refused.

### Example

```js
var tag = given ?? \"latest\";
```

### Use instead

```js
var tag = given === null || given === undefined ? \"latest\" : given;
```
",
};

pub(super) fn check_logical(it: &LogicalExpression<'_>, findings: &mut Findings) {
    if it.operator == LogicalOperator::Coalesce {
        add(it.span, "??", findings);
    }
}

pub(super) fn check_assignment(it: &AssignmentExpression<'_>, findings: &mut Findings) {
    if it.operator.is_logical() {
        add(it.span, it.operator.as_str(), findings);
    }
}

fn add(span: Span, operator: &str, findings: &mut Findings) {
    findings.add(
        &LINT,
        range(span),
        format!("`{operator}` is not understood by the server"),
        "compare with `null` and `undefined`: `a === null || a === undefined ? b : a`",
    );
}
