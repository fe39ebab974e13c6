//! `catch` without a name.

use oxc_ast::ast::CatchClause;

use super::{Findings, Level, Lint};

/// The rule.
pub(super) static LINT: Lint = Lint {
    code: "es5-catch",
    level: Level::Error,
    docs: "### What it does

Finds `catch { … }`.

### Why is this bad?

Servers before 9 refuse the whole script: their engine is older than this syntax.

### Example

```js
try { node.ping(); } catch { System.warn(\"away\"); }
```

### Use instead

```js
try { node.ping(); } catch (e) { System.warn(\"away\"); }
```
",
};

pub(super) fn check(it: &CatchClause<'_>, findings: &mut Findings) {
    if it.param.is_none() {
        let start = it.span.start as usize;
        findings.add(
            &LINT,
            start..start + "catch".len(),
            "`catch` without a name is not understood by the server",
            "write `catch (e)`",
        );
    }
}
