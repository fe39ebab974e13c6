//! The text that the engine is given for a script. Each is translated once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use crate::model::Action;
use crate::script::dialect::{self, Unrunnable};
use crate::script::is_identifier;

/// A function, in brackets; its first line is that of the script.
pub(super) type Source = Rc<Result<String, Unrunnable>>;

/// What was translated so far. A token runs few scripts, and some of them a thousand times.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: RefCell<HashMap<(String, String), Source>>,
}

impl Sources {
    /// The function of an action.
    pub(super) fn action(&self, action: &Arc<Action>) -> Source {
        let parameters: Vec<&str> = action
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        self.body(action.script.as_deref().unwrap_or_default(), &parameters)
    }

    /// The function of a script that returns.
    pub(super) fn body(&self, code: &str, parameters: &[&str]) -> Source {
        let parameters = parameters.join(", ");
        self.cached(code, parameters.clone(), |script| {
            // The semicolon takes `"use strict"` its power, which the server's engine never gave it.
            Ok(format!("(function ({parameters}) {{;{}\n}})", script.text))
        })
    }

    /// The function of a task: it returns its variables.
    pub(super) fn task(&self, code: &str, inputs: &[&str], outputs: &[&str]) -> Source {
        let parameters = inputs.join(", ");
        let only_out: Vec<&str> = outputs
            .iter()
            .filter(|name| !inputs.contains(name))
            .copied()
            .collect();
        let declared = match only_out.as_slice() {
            [] => String::new(),
            names => format!("var {};", names.join(", ")),
        };
        let results = outputs.join(", ");
        self.cached(
            code,
            format!("{parameters};{results}"),
            |script| match script.outer_return {
                Some(line) => Err(Unrunnable {
                    message: "invalid return".to_owned(),
                    line,
                }),
                None => Ok(format!(
                    "(function ({parameters}) {{;{declared}{}\n;return [{results}];}})",
                    script.text
                )),
            },
        )
    }

    fn cached(
        &self,
        code: &str,
        names: String,
        put_together: impl FnOnce(dialect::Translated) -> Result<String, Unrunnable>,
    ) -> Source {
        let key = (code.to_owned(), names);
        let mut known = self.known.borrow_mut();
        let source = known
            .entry(key)
            .or_insert_with(|| Rc::new(dialect::translate(code).and_then(put_together)));
        Rc::clone(source)
    }
}

/// The names among bound ones that a script can say; `timer.date` is none.
pub(super) fn names<'a>(bound: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    bound
        .map(String::as_str)
        .filter(|name| is_identifier(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_script_s() {
        let sources = Sources::default();
        let source = sources.task("b = a;\nthrow 1", &["a", "c"], &["b", "c"]);
        assert_eq!(
            *source,
            Ok("(function (a, c) {;var b;b = a;\nthrow $thrown((1))\n;return [b, c];})".to_owned())
        );
        let source = sources.body("return a;", &["a"]);
        assert_eq!(*source, Ok("(function (a) {;return a;\n})".to_owned()));
    }

    #[test]
    fn a_task_cannot_return() {
        let source = Sources::default().task("var a;\nreturn;", &[], &[]);
        assert_eq!(source.as_ref().as_ref().unwrap_err().line, 2);
    }
}
