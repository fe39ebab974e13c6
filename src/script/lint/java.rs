//! Java classes.

use super::{Findings, Level, Lint};
use crate::script::reference::Reference;

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "java-access",
    level: Level::Warning,
    docs: "### What it does

Finds `java.…`, `javax.…`, `Packages`, `importPackage`, `importClass` and `JavaImporter`.

### Why is this bad?

A server shows scripts `java.util` and otherwise only the classes that its administrator has listed.

### Example

```js
var list = new java.util.ArrayList();
```

### Use instead

```js
var list = [];
```
",
};

const NAMES: [&str; 10] = [
    "JavaAdapter",
    "JavaImporter",
    "Packages",
    "com",
    "importClass",
    "importPackage",
    "java",
    "javax",
    "net",
    "org",
];

pub(super) fn check(reference: &Reference<'_>, findings: &mut Findings) {
    // Variables of these names are common; a package is only meant with a class behind it.
    let short = matches!(reference.name, "com" | "net" | "org");
    let package = matches!(
        reference.member,
        Some("apache" | "mozilla" | "springframework" | "vmware" | "sun" | "google" | "sf")
    );
    if NAMES.contains(&reference.name) && (!short || package) {
        findings.add(
            &LINT,
            reference.span.clone(),
            format!(
                "`{}` reaches for Java, where a server allows next to nothing",
                reference.name
            ),
            "use the server's own objects, or plain JavaScript",
        );
    }
}
