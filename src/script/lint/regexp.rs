//! Newer regular expressions.

use oxc_ast::ast::{RegExpFlags, RegExpLiteral};

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es6-regexp",
    level: Level::Error,
    docs: "### What it does

Finds lookbehind, named groups, and the flags `u`, `y`, `s`, `d` and `v`.

### Why is this bad?

No server's engine knows lookbehind and named groups, and those before 9 none of the flags.

### Example

```js
var tag = /(?<=:).+/.exec(reference);
```

### Use instead

```js
var tag = /:(.+)/.exec(reference);
```
",
};

pub(super) fn check(it: &RegExpLiteral<'_>, findings: &mut Findings) {
    let known = RegExpFlags::G | RegExpFlags::I | RegExpFlags::M;
    let problem = if known.contains(it.regex.flags) {
        named_or_behind(it.regex.pattern.text.as_str())
    } else {
        Some((
            "flags other than `g`, `i` and `m` are",
            "leave the flag out",
        ))
    };
    if let Some((what, help)) = problem {
        findings.add(
            &LINT,
            range(it.span),
            format!("{what} not understood by the server"),
            help,
        );
    }
}

/// Looks for `(?<` outside brackets and not behind a backslash.
fn named_or_behind(pattern: &str) -> Option<(&'static str, &'static str)> {
    let bytes = pattern.as_bytes();
    let (mut at, mut in_class) = (0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'(' if !in_class && bytes[at..].starts_with(b"(?<") => {
                return Some(match bytes.get(at + 3) {
                    Some(b'=' | b'!') => (
                        "lookbehind is",
                        "match what stands before as well, and take a group",
                    ),
                    _ => ("named groups are", "use `(…)` and its number"),
                });
            }
            _ => {}
        }
        at += 1;
    }
    None
}
