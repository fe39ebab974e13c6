//! `]]>` and `<!--`.

use std::ops::Range;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "xml-mark",
    level: Level::Error,
    docs: "### What it does

Finds `]]>` and `<!--` anywhere in a script, strings and comments included.

### Why is this bad?

Scripts travel inside XML, where `]]>` ends them; `<!--` begins a comment for the engine.

### Example

```js
var more = sizes[index[0]]>3;
```

### Use instead

```js
var more = sizes[index[0]] > 3;
```
",
};

pub(super) fn check(text: &str, region: &Range<usize>, findings: &mut Findings) {
    let marks = [
        (
            "]]>",
            "`]]>` ends a script in its XML file",
            "put a blank before `>`, or cut the text in two: `\"]]\" + \">\"`",
        ),
        (
            "<!--",
            "`<!--` begins a comment in the server's engine",
            "put a blank behind `<`, or cut the text in two: `\"<\" + \"!--\"`",
        ),
    ];
    for (mark, message, help) in marks {
        for (at, _) in text[region.clone()].match_indices(mark) {
            let start = region.start + at;
            findings.add(&LINT, start..start + mark.len(), message, help);
        }
    }
}
