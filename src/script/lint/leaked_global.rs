//! Assignments to names that nobody declared.

use super::{Findings, Kind, Level, Lint};
use crate::diagnostic::closest;
use crate::script::reference::Reference;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "leaked-global",
    level: Level::Warning,
    docs: "### What it does

Finds assignments to variables that an action does not declare.

### Why is this bad?

Without `var`, the name belongs to the caller too, and changes a variable of the same name
there.

### Example

```js
count = list.length;
```

### Use instead

```js
var count = list.length;
```
",
};

/// For the first use that gives a value to a name that nobody declared.
pub(super) fn check(reference: &Reference<'_>, kind: Kind<'_>, findings: &mut Findings) {
    let name = reference.name;
    if kind.known().contains(&name) {
        return;
    }
    let help = match closest(name, kind.known().iter().copied()) {
        Some(known) => format!("did you mean `{known}`? Otherwise declare it with `var {name}`"),
        None => format!("declare it with `var {name}`"),
    };
    findings.add(
        &LINT,
        reference.span.clone(),
        format!("`{name}` is assigned but not declared"),
        help,
    );
}
