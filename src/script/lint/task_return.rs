//! `return` in a task.

use super::{Findings, Level, Lint};
use crate::script::reference::Return;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "task-return",
    level: Level::Error,
    docs: "### What it does

Finds `return` in a task of a workflow, outside any function.

### Why is this bad?

A task is no function: the server refuses the script as an invalid return. Results are the
variables that it assigns.

### Example

```js task
if (found) { return; }
search();
```

### Use instead

```js task
if (!found) { search(); }
```
",
};

pub(super) fn check(returns: &[Return], findings: &mut Findings) {
    for found in returns {
        findings.add(
            &LINT,
            found.span.clone(),
            "a task cannot return",
            "assign a variable of `out` instead, and leave out the rest with `if … else`",
        );
    }
}
