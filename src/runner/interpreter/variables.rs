use super::Thrown;
use crate::model::{Parameter, Workflow};
use crate::runner::value::Value;
use crate::runner::written;

/// The inputs, outputs and attributes of one call of a workflow.
pub(super) struct Variables {
    slots: Vec<Slot>,
}

struct Slot {
    name: String,
    kind: Kind,
    value: Value,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Input,
    Output,
    Attribute,
    Constant,
}

impl Variables {
    /// As a run begins: inputs as given, attributes with their initial values, outputs null.
    /// Also what a person should know about them.
    ///
    /// # Errors
    /// When the configuration elements cannot be read.
    pub(super) fn new(
        workflow: &Workflow,
        given: Vec<(String, Value)>,
        configuration: impl Fn(&str, &str) -> Result<Option<Value>, Thrown>,
    ) -> Result<(Self, Vec<String>), Thrown> {
        let mut notices = Vec::new();
        let mut slots = Vec::new();
        let mut add = |parameter: &Parameter, kind| {
            slots.push(Slot {
                name: parameter.name.clone(),
                kind,
                value: Value::Null,
            });
        };
        for input in &workflow.inputs {
            add(input, Kind::Input);
        }
        for output in &workflow.outputs {
            add(output, Kind::Output);
        }
        for (name, value) in given {
            match slots.iter_mut().find(|slot| slot.name == name) {
                Some(slot) if slot.kind == Kind::Input => slot.value = value,
                _ => notices.push(format!("`{}` has no input `{name}`", workflow.name)),
            }
        }
        for attribute in &workflow.attributes {
            let value = match (&attribute.configuration, &attribute.value) {
                (Some((id, key)), _) => configuration(id, key)?.ok_or_else(|| {
                    format!(
                        "the attribute `{}` is null: there is no configuration element with the \
                         id `{id}` that has `{key}`",
                        attribute.name
                    )
                }),
                (None, Some(text)) => written::read(text, &attribute.type_name).ok_or_else(|| {
                    format!(
                        "the attribute `{}` is null: its value is not in the form of the type `{}`",
                        attribute.name, attribute.type_name
                    )
                }),
                (None, None) => Ok(Value::Null),
            };
            if let (Ok(Value::Text(text)), "SecureString") = (&value, attribute.type_name.as_str())
                && is_encrypted(text)
            {
                notices.push(format!(
                    "the attribute `{}` was encrypted by the server it comes from, and stays so",
                    attribute.name
                ));
            }
            slots.push(Slot {
                name: attribute.name.clone(),
                kind: if attribute.read_only {
                    Kind::Constant
                } else {
                    Kind::Attribute
                },
                value: value.unwrap_or_else(|notice| {
                    notices.push(notice);
                    Value::Null
                }),
            });
        }
        Ok((Self { slots }, notices))
    }

    /// The value of a variable, or of a field of one: `x.field`.
    pub(super) fn get(&self, name: &str) -> Result<Value, Thrown> {
        if let Some(slot) = self.slots.iter().find(|slot| slot.name == name) {
            return Ok(slot.value.clone());
        }
        let (base, path) = name.split_once('.').unwrap_or((name, ""));
        let slot = self.slots.iter().find(|slot| slot.name == base);
        let mut value = &slot.ok_or_else(|| unknown(name))?.value;
        for field in path.split('.') {
            let (Value::Composite(fields) | Value::Properties(fields)) = value else {
                return Ok(Value::Null);
            };
            match fields.iter().find(|(name, _)| name == field) {
                Some((_, inner)) => value = inner,
                None => return Ok(Value::Null),
            }
        }
        Ok(value.clone())
    }

    /// Sets a variable, or a field of one. False when it is a constant, which keeps its value.
    pub(super) fn set(&mut self, name: &str, value: Value) -> Result<bool, Thrown> {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.name == name) {
            if slot.kind == Kind::Constant {
                return Ok(false);
            }
            slot.value = value;
            return Ok(true);
        }
        let Some((base, field)) = name.split_once('.') else {
            return Err(unknown(name));
        };
        let Value::Composite(mut fields) = self.get(base)? else {
            return Err(Thrown::text(format!(
                "`{name}` cannot be set: `{base}` has no fields"
            )));
        };
        match fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, old)) => *old = value,
            None => fields.push((field.to_owned(), value)),
        }
        self.set(base, Value::Composite(fields))
    }

    pub(super) fn attributes(&self) -> Vec<(String, Value)> {
        self.of(|kind| matches!(kind, Kind::Attribute | Kind::Constant))
    }

    pub(super) fn outputs(&self) -> Vec<(String, Value)> {
        self.of(|kind| kind == Kind::Output)
    }

    fn of(&self, wanted: impl Fn(Kind) -> bool) -> Vec<(String, Value)> {
        let slots = self.slots.iter().filter(|slot| wanted(slot.kind));
        slots
            .map(|slot| (slot.name.clone(), slot.value.clone()))
            .collect()
    }
}

/// Servers write what they encrypted as some 217 capital letters and digits, or more.
fn is_encrypted(text: &str) -> bool {
    text.len() >= 200
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn unknown(name: &str) -> Thrown {
    Thrown::text(format!("there is no variable `{name}` in this workflow"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_encrypted_is_known_by_its_look() {
        assert!(is_encrypted(&"0A9Z".repeat(60)));
        assert!(!is_encrypted(&"0a9z".repeat(60)));
        assert!(!is_encrypted("CORRECTHORSE"));
    }
}
