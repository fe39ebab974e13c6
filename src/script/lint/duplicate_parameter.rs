//! One name for two parameters.

use oxc_ast::ast::{BindingPattern, FormalParameters};

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "duplicate-parameter",
    level: Level::Warning,
    docs: "### What it does

Finds two parameters with one name.

### Why is this bad?

Only the last one can be reached, and an engine in strict mode refuses the whole script.

### Example

```js
var add = function (a, a) { return a; };
```

### Use instead

```js
var add = function (a, b) { return a; };
```
",
};

pub(super) fn check(it: &FormalParameters<'_>, findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for parameter in &it.items {
        if let BindingPattern::BindingIdentifier(id) = &parameter.pattern {
            if seen.contains(&id.name.as_str()) {
                findings.add(
                    &LINT,
                    range(id.span),
                    format!("two parameters are called `{}`", id.name),
                    "give each its own name",
                );
            }
            seen.push(id.name.as_str());
        }
    }
}
