//! The values of configuration elements that a test begins with.

use super::fault::Fault;
use super::test::Test;
use crate::model::TypeName;
use crate::runner::inputs::{Outside, from_json, json};
use crate::runner::shown::is_secret;
use crate::runner::state::{Attribute, State};
use crate::runner::value::{Reference, Value};

/// Sets what the test begins with.
pub(super) fn configure(
    test: &Test,
    state: &State,
    hide: &mut dyn FnMut(&str),
) -> Result<(), Fault> {
    for (path, attributes) in &test.configurations {
        let fault = |line: usize, what: String| Fault::plain(Some(test.source.line(line)), what);
        let elements = state.configurations();
        let elements = elements.map_err(|error| fault(path.span.start, error.to_string()))?;
        let mut elements = elements.into_iter();
        let element = elements
            .find(|element| format!("{}/{}", element.category, element.name) == path.value)
            .ok_or_else(|| {
                let what = format!("there is no configuration element `{}`", path.value);
                fault(path.span.start, what)
            })?;
        for (name, node) in attributes {
            let known = element.attribute(name).cloned();
            let known = known.ok_or_else(|| {
                let what = format!("`{}` has no attribute `{}`", path.value, name.value);
                fault(name.span.start, what)
            })?;
            let value = from_json(&json(node), &known.type_name, &mut Elsewhere)
                .map_err(|error| fault(node.span.start, format!("`{}`: {error}", name.value)))?;
            if let (true, Value::Text(secret)) = (is_secret(&known.type_name), &value) {
                hide(secret);
            }
            state
                .set_attribute(&element.id, Attribute { value, ..known })
                .map_err(|error| fault(node.span.start, error.to_string()))?;
        }
    }
    Ok(())
}

/// Configuration elements and answers are plain values.
pub(super) struct Elsewhere;

impl Outside for Elsewhere {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("the file `{path}` cannot stand here"))
    }

    fn object(&mut self, type_name: &TypeName, _: &str) -> Result<Reference, String> {
        Err(format!("a `{type_name}` cannot stand here"))
    }
}
