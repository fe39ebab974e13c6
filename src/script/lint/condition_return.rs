//! A condition without an answer.

use std::ops::Range;

use super::{Findings, Level, Lint};
use crate::script::reference::Return;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "condition-return",
    level: Level::Error,
    docs: "### What it does

Finds a script that decides and does not return a value.

### Why is this bad?

The server goes by what the script returns; without it the answer is always no.

### Example

```js condition
count > 3;
```

### Use instead

```js condition
return count > 3;
```
",
};

pub(super) fn check(returns: &[Return], whole: Range<usize>, findings: &mut Findings) {
    if returns.is_empty() {
        findings.add(
            &LINT,
            whole,
            "a condition must return `true` or `false`, and this one never returns",
            "end it with `return …;`",
        );
    }
    for found in returns.iter().filter(|found| !found.has_value) {
        findings.add(
            &LINT,
            found.span.clone(),
            "a condition must return `true` or `false`",
            "write `return true;` or `return false;`",
        );
    }
}
