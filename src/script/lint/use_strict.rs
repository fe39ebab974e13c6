//! `"use strict"`.

use oxc_ast::ast::Directive;

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "use-strict",
    level: Level::Warning,
    docs: "### What it does

Finds the directive `use strict`.

### Why is this bad?

Servers before 9 ignore it and newer ones enforce it: the script runs under two sets of rules.

### Example

```js
\"use strict\";
var name = 1;
```

### Use instead

```js
var name = 1;
```
",
};

pub(super) fn check(it: &Directive<'_>, findings: &mut Findings) {
    if it.directive.as_str() == "use strict" {
        findings.add(
            &LINT,
            range(it.span),
            "`use strict` is ignored by some servers and enforced by others",
            "leave it out",
        );
    }
}
