//! Reserved words as names.

use std::ops::Range;

use super::{Findings, Level, Lint};
use crate::script::identifier::is_reserved;
use crate::script::source::SyntaxError;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "reserved-word",
    level: Level::Error,
    docs: "### What it does

Finds `let`, `yield`, `const`, `class`, `enum`, `export`, `import`, `super` and `await` as names
of variables.

### Why is this bad?

One or another engine refuses each of them. As names of members (`o.class`) they are fine.

### Example

```js
var await = 1;
```

### Use instead

```js
var waiting = 1;
```
",
};

pub(super) fn check(name: &str, span: Range<usize>, findings: &mut Findings) {
    if is_reserved(name) {
        findings.add(
            &LINT,
            span,
            format!("`{name}` is a reserved word and cannot be a name"),
            "choose another name",
        );
    }
}

/// Most of the words stop the parser.
pub(super) fn explains<'t>(error: &SyntaxError, text: &'t str) -> Option<&'t str> {
    let word = text.get(error.span.clone())?;
    let newer = [
        "await", "class", "const", "enum", "export", "import", "let", "super", "yield",
    ];
    newer.contains(&word).then_some(word)
}
