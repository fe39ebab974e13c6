//! `with`.

use oxc_ast::ast::WithStatement;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "with-statement",
    level: Level::Warning,
    docs: "### What it does

Finds `with`.

### Why is this bad?

What a name means is only known while it runs, and an engine in strict mode refuses the whole
script.

### Example

```js
with (container) { System.log(name); }
```

### Use instead

```js
System.log(container.name);
```
",
};

pub(super) fn check(it: &WithStatement<'_>, findings: &mut Findings) {
    let start = it.span.start as usize;
    findings.add(
        &LINT,
        start..start + "with".len(),
        "`with` hides what its names mean",
        "write the object before each member: `object.member`",
    );
}
