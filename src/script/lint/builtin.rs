//! Objects that came with ES6.

use super::{Findings, Level, Lint};
use crate::script::reference::Reference;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es6-builtin",
    level: Level::Error,
    docs: "### What it does

Finds `Map`, `Set`, `Promise`, `Symbol`, typed arrays and their like, and functions such as
`Object.assign`, `Array.from` and `Number.isInteger`.

### Why is this bad?

Servers before 9 do not have them.

### Example

```js
var all = Object.assign({}, defaults);
```

### Use instead

```js
var all = {};
for (var key in defaults) { all[key] = defaults[key]; }
```
",
};

const OBJECTS: [&str; 23] = [
    "ArrayBuffer",
    "BigInt",
    "DataView",
    "Float32Array",
    "Float64Array",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Intl",
    "Map",
    "Promise",
    "Proxy",
    "Reflect",
    "Set",
    "Symbol",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakRef",
    "WeakSet",
    "globalThis",
];

/// Functions that the old engine lacks, by the object they belong to.
const FUNCTIONS: [(&str, &[&str], &str); 5] = [
    (
        "Array",
        &["from", "of"],
        "copy the elements in a `for` loop",
    ),
    (
        "Math",
        &[
            "acosh", "asinh", "atanh", "cbrt", "clz32", "cosh", "expm1", "fround", "hypot", "imul",
            "log10", "log1p", "log2", "sign", "sinh", "tanh", "trunc",
        ],
        "use `Math.floor`, `Math.ceil`, `Math.log` and their like",
    ),
    (
        "Number",
        &[
            "EPSILON",
            "MAX_SAFE_INTEGER",
            "MIN_SAFE_INTEGER",
            "isFinite",
            "isInteger",
            "isNaN",
            "isSafeInteger",
            "parseFloat",
            "parseInt",
        ],
        "use the functions without `Number.`, and `Math.floor(n) === n` for whole numbers",
    ),
    (
        "Object",
        &[
            "assign",
            "entries",
            "fromEntries",
            "getOwnPropertyDescriptors",
            "getOwnPropertySymbols",
            "is",
            "setPrototypeOf",
            "values",
        ],
        "go over `Object.keys(o)`",
    ),
    (
        "String",
        &["fromCodePoint", "raw"],
        "use `String.fromCharCode`",
    ),
];

pub(super) fn check(reference: &Reference<'_>, findings: &mut Findings) {
    if OBJECTS.contains(&reference.name) {
        let help = match reference.name {
            "Map" | "Set" | "WeakMap" | "WeakSet" => "use an object, `{}`, with texts as keys",
            "Promise" => "leave it out: every call on the server waits for its result",
            _ => "do without it",
        };
        add(reference, reference.name, help, findings);
    }
    let Some(member) = reference.member else {
        return;
    };
    for (object, functions, help) in FUNCTIONS {
        if object == reference.name && functions.contains(&member) {
            add(reference, &format!("{object}.{member}"), help, findings);
        }
    }
}

fn add(reference: &Reference<'_>, what: &str, help: &str, findings: &mut Findings) {
    findings.add(
        &LINT,
        reference.span.clone(),
        format!("`{what}` is missing on servers before 9"),
        help,
    );
}
