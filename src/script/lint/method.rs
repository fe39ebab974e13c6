//! Methods that came with ES6.

use oxc_ast::ast::{Argument, CallExpression, Expression};

use super::{Findings, Level, Lint};
use crate::script::source::range;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es6-method",
    level: Level::Warning,
    docs: "### What it does

Finds calls of methods of texts and arrays that came with ES6, such as `includes`, `startsWith`,
`padStart` and `repeat`.

### Why is this bad?

Texts and arrays do not have them on servers before 9. It is a warning only, as an object of a
plug-in may have a method of that name.

### Example

```js
if (name.startsWith(\"lib\")) { name = name.substring(3); }
```

### Use instead

```js
if (name.indexOf(\"lib\") === 0) { name = name.substring(3); }
```
",
};

const METHODS: [(&str, &str); 15] = [
    ("codePointAt", "use `charCodeAt`"),
    ("endsWith", "use `s.slice(-end.length) === end`"),
    ("findIndex", "use a `for` loop"),
    ("findLast", "use a `for` loop backwards"),
    ("flat", "use `[].concat.apply([], list)`"),
    ("flatMap", "use `[].concat.apply([], list.map(f))`"),
    ("includes", "use `indexOf(x) !== -1`"),
    ("matchAll", "use `exec` in a loop, with the flag `g`"),
    ("padEnd", "add blanks in a loop"),
    (
        "padStart",
        "add characters in a loop, or `(\"000\" + n).slice(-3)`",
    ),
    ("repeat", "use `new Array(n + 1).join(s)`"),
    ("replaceAll", "use `split(a).join(b)`"),
    ("startsWith", "use `indexOf(start) === 0`"),
    ("trimEnd", "use `replace(/\\s+$/, \"\")`"),
    ("trimStart", "use `replace(/^\\s+/, \"\")`"),
];

pub(super) fn check(it: &CallExpression<'_>, findings: &mut Findings) {
    let Expression::StaticMemberExpression(callee) = &it.callee else {
        return;
    };
    let name = callee.property.name.as_str();
    let known = METHODS.iter().find(|(method, _)| *method == name);
    let finds =
        name == "find" && matches!(it.arguments.first(), Some(Argument::FunctionExpression(_)));
    let help = match known {
        Some((_, help)) => help,
        None if finds => "use `filter(…)[0]`",
        None => return,
    };
    findings.add(
        &LINT,
        range(callee.property.span),
        format!("texts and arrays have no `{name}` on every server"),
        help,
    );
}
