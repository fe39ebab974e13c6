//! Values for variables that a task does not bind.

use super::{Findings, Level, Lint};
use crate::diagnostic::closest;
use crate::script::reference::Reference;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "unbound-variable",
    level: Level::Error,
    docs: "### What it does

Finds, in the task of a workflow, assignments to variables that neither the script declares nor the task binds.

### Why is this bad?

The value is lost when the task ends.

### Example

```js task
count = list.length;
```

### Use instead

```js task
var count = list.length;
```
",
};

/// For the first use that gives a value to a name that nobody declared.
pub(super) fn check(reference: &Reference<'_>, bound: &[&str], findings: &mut Findings) {
    let name = reference.name;
    if bound.contains(&name) {
        return;
    }
    let help = match closest(name, bound.iter().copied()) {
        Some(known) => format!("did you mean `{known}`? Otherwise declare it with `var {name}`"),
        None => format!("declare it with `var {name}`, or name it in `out` if others need it"),
    };
    let message = format!("`{name}` is assigned but not declared");
    findings.add(&LINT, reference.span.clone(), message, help);
}
