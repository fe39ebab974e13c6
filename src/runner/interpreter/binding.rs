//! Copies in and out of items.

use super::variables::Variables;
use super::walk::Walk;
use super::{Direction, Event, Thrown};
use crate::model::TypeName;
use crate::model::workflow::Bind;
use crate::runner::value::Value;

/// Name, type and value of what goes into an item.
pub(super) type Given = Vec<(String, TypeName, Value)>;

impl Walk<'_> {
    /// Copies the values of bindings in; what is unbound is null.
    pub(super) fn copy_in(&self, binds: &[Bind], variables: &Variables) -> Result<Given, Thrown> {
        binds
            .iter()
            .map(|bind| {
                let value = match &bind.variable {
                    Some(variable) => variables.get(variable)?,
                    None => Value::Null,
                };
                self.bound(Direction::In, bind, &value);
                Ok((bind.name.clone(), bind.type_name.clone(), value))
            })
            .collect()
    }

    /// Copies a value out through each binding of that name inside.
    pub(super) fn copy_out(
        &self,
        binds: &[Bind],
        results: &[(String, Value)],
        variables: &mut Variables,
    ) -> Result<(), Thrown> {
        for bind in binds {
            let Some(variable) = &bind.variable else {
                continue;
            };
            let result = results.iter().find(|(name, _)| *name == bind.name);
            let value = result.map(|(_, value)| value.clone()).unwrap_or_default();
            self.bound(Direction::Out, bind, &value);
            let variable = variable.strip_prefix('*').unwrap_or(variable);
            if !variables.set(variable, value)? {
                self.notice(&format!(
                    "`{variable}` is read-only and keeps its value, though `{}` is bound to it",
                    bind.name
                ));
            }
        }
        Ok(())
    }

    fn bound(&self, direction: Direction, bind: &Bind, value: &Value) {
        self.event(Event::Bound {
            direction,
            name: &bind.name,
            variable: bind.variable.as_deref(),
            type_name: &bind.type_name,
            value,
        });
    }
}

/// Names and values without their types.
pub(super) fn untyped(given: Given) -> Vec<(String, Value)> {
    given
        .into_iter()
        .map(|(name, _, value)| (name, value))
        .collect()
}
