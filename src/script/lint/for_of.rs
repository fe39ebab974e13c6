//! `for (x of y)`.

use oxc_ast::ast::ForOfStatement;
use oxc_span::GetSpan;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-for-of",
    level: Level::Error,
    docs: "### What it does

Finds `for … of`.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
for (var image of images) { System.log(image.id); }
```

### Use instead

```js
for (var i = 0; i < images.length; i++) { System.log(images[i].id); }
```
",
};

pub(super) fn check(it: &ForOfStatement<'_>, findings: &mut Findings) {
    let start = it.span.start as usize;
    findings.add(
        &LINT,
        start..it.right.span().end as usize,
        "`for … of` is not understood by the server",
        "use `for (var i = 0; i < list.length; i++)`",
    );
}
