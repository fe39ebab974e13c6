//! `for each (x in y)`.

use oxc_ast::ast::ForInStatement;

use super::{Findings, Level, Lint, syntax};
use crate::script::each::{self, Each};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "for-each",
    level: Level::Warning,
    docs: "### What it does

Finds `for each`.

### Why is this bad?

It works on every server today, and nowhere else: such a script cannot be tried out or tested
without a server.

### Example

```js
for each (var image in images) { System.log(image.id); }
```

### Use instead

```js
for (var i = 0; i < images.length; i++) { System.log(images[i].id); }
```
",
};

/// A for-in loop: does it begin where a `for each` was blanked out?
pub(super) fn check(it: &ForInStatement<'_>, each: &[Each], findings: &mut Findings) {
    if let Some(found) = each::at(each, it.span.start) {
        findings.add(
            &LINT,
            found.start..found.word.end,
            "`for each` is understood by the server only",
            "use `for (var i = 0; i < list.length; i++)`, or `Object.keys(o).forEach(…)`",
        );
    }
}

/// Any other loop: blanking the word has hidden a mistake.
pub(super) fn refuse(loop_start: u32, each: &[Each], findings: &mut Findings) {
    if let Some(found) = each::at(each, loop_start) {
        findings.add(
            &syntax::LINT,
            found.word.clone(),
            "`each` cannot stand before a loop that is not `for … in`",
            "leave `each` out",
        );
    }
}
