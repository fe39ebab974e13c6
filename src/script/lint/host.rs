//! Objects of browsers and Node.js.

use super::{Findings, Level, Lint};
use crate::script::reference::Reference;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "missing-object",
    level: Level::Error,
    docs: "### What it does

Finds `console`, `setTimeout`, `require`, `fetch`, `btoa` and other objects of browsers and
Node.js, unless the script declares them or asks with `typeof` first.

### Why is this bad?

The server does not have them.

### Example

```js
console.log(name);
```

### Use instead

```js
System.log(name);
```
",
};

const OBJECTS: [(&str, &str); 21] = [
    ("Buffer", "write the conversion in JavaScript"),
    ("TextDecoder", "use `decodeURIComponent(escape(s))`"),
    ("TextEncoder", "use `unescape(encodeURIComponent(s))`"),
    ("URLSearchParams", "use `encodeURIComponent` for each value"),
    (
        "XMLHttpRequest",
        "use a `RESTHost` of the HTTP-REST plug-in",
    ),
    ("alert", "use `System.log`"),
    ("atob", "write the conversion in JavaScript"),
    ("btoa", "write the conversion in JavaScript"),
    ("clearInterval", "use `System.sleep(ms)`"),
    ("clearTimeout", "use `System.sleep(ms)`"),
    (
        "console",
        "use `System.log`, `System.warn` or `System.error`",
    ),
    ("document", "there is no page on a server"),
    ("exports", "`return` the value"),
    ("fetch", "use a `RESTHost` of the HTTP-REST plug-in"),
    (
        "process",
        "take values from inputs or a configuration element",
    ),
    ("queueMicrotask", "call the function"),
    (
        "require",
        "call other actions as `System.getModule(\"module\").name(…)`",
    ),
    ("setImmediate", "call the function"),
    ("setInterval", "use `System.sleep(ms)` in a loop"),
    ("setTimeout", "use `System.sleep(ms)`"),
    ("structuredClone", "use `JSON.parse(JSON.stringify(x))`"),
];

pub(super) fn check(reference: &Reference<'_>, findings: &mut Findings) {
    let found = OBJECTS.iter().find(|(name, _)| *name == reference.name);
    if let Some((name, help)) = found {
        findings.add(
            &LINT,
            reference.span.clone(),
            format!("the server has no `{name}`"),
            *help,
        );
    }
}
