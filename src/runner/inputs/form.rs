use super::ognl::{self, Surroundings, truth};
use crate::model::workflow::{Block, Field, Part, Presentation, Qualifier, QualifierKind};
use crate::model::{Parameter, TypeName};
use crate::runner::value::Value;
use crate::runner::written;

/// An input as its form shows it.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The input.
    pub parameter: &'a Parameter,
    /// What stands beside the field.
    pub label: &'a str,
    qualifiers: &'a [Qualifier],
    /// Those of the page and the groups around it.
    around: Vec<&'a Qualifier>,
}

/// The fields of a form in its order; inputs that the form does not mention come last.
#[must_use]
pub fn fields<'a>(presentation: &'a Presentation, inputs: &'a [Parameter]) -> Vec<Asked<'a>> {
    let mut found = Vec::new();
    collect(&presentation.parts, inputs, &[], &mut found);
    for input in inputs {
        if !found
            .iter()
            .any(|asked: &Asked<'_>| asked.parameter.name == input.name)
        {
            found.push(Asked {
                parameter: input,
                label: &input.name,
                qualifiers: &[],
                around: Vec::new(),
            });
        }
    }
    found
}

fn collect<'a>(
    parts: &'a [Part],
    inputs: &'a [Parameter],
    around: &[&'a Qualifier],
    found: &mut Vec<Asked<'a>>,
) {
    for part in parts {
        match part {
            Part::Step(block) | Part::Group(block) => {
                let Block {
                    qualifiers, parts, ..
                } = block;
                let inner: Vec<_> = around.iter().copied().chain(qualifiers).collect();
                collect(parts, inputs, &inner, found);
            }
            Part::Field(Field {
                name,
                label,
                qualifiers,
            }) => {
                // A field without an input is a fault of the workflow, and asks for nothing.
                let Some(parameter) = inputs.iter().find(|input| input.name == *name) else {
                    continue;
                };
                found.push(Asked {
                    parameter,
                    label: if label.is_empty() { name } else { label },
                    qualifiers,
                    around: around.to_vec(),
                });
            }
        }
    }
}

impl<'a> Asked<'a> {
    /// Whether the form shows it now.
    ///
    /// # Errors
    /// When a condition cannot be evaluated.
    pub fn is_visible(&self, form: &mut dyn Surroundings) -> Result<bool, ognl::Error> {
        for qualifier in self.around.iter().copied().chain(self.qualifiers) {
            let shown_if = match qualifier.name.as_str() {
                "visible" => true,
                "notVisible" => false,
                _ => continue,
            };
            if truth(&condition(qualifier, form)?) != shown_if {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether it must be filled.
    ///
    /// # Errors
    /// As [`Asked::is_visible`].
    pub fn is_required(&self, form: &mut dyn Surroundings) -> Result<bool, ognl::Error> {
        match self.qualifier("mandatory") {
            Some(qualifier) => Ok(truth(&condition(qualifier, form)?)),
            None => Ok(false),
        }
    }

    /// The value it begins with; null for none.
    ///
    /// # Errors
    /// As [`Asked::is_visible`].
    pub fn default(&self, form: &mut dyn Surroundings) -> Result<Value, ognl::Error> {
        let bound = self.qualifier("dataBinding");
        match bound.or_else(|| self.qualifier("defaultValue")) {
            Some(qualifier) => value(qualifier, &self.parameter.type_name, form),
            None => Ok(Value::Null),
        }
    }

    /// The answers to choose from; none when anything goes.
    ///
    /// # Errors
    /// As [`Asked::is_visible`].
    pub fn choices(&self, form: &mut dyn Surroundings) -> Result<Option<Vec<Value>>, ognl::Error> {
        let list = self.qualifier("genericEnumeration");
        let Some(qualifier) = list.or_else(|| self.qualifier("linkedEnumeration")) else {
            return Ok(None);
        };
        let type_name = &self.parameter.type_name;
        match value(qualifier, &type_name.array(), form)? {
            Value::Array(values) => Ok(Some(values)),
            _ => Ok(None),
        }
    }

    fn qualifier(&self, name: &str) -> Option<&'a Qualifier> {
        self.qualifiers
            .iter()
            .find(|qualifier| qualifier.name == name)
    }
}

fn condition(qualifier: &Qualifier, form: &mut dyn Surroundings) -> Result<Value, ognl::Error> {
    match qualifier.kind {
        QualifierKind::Ognl => ognl::evaluate(&qualifier.text, form),
        _ => Ok(Value::Boolean(qualifier.text.trim() == "true")),
    }
}

fn value(
    qualifier: &Qualifier,
    type_name: &TypeName,
    form: &mut dyn Surroundings,
) -> Result<Value, ognl::Error> {
    match qualifier.kind {
        QualifierKind::Ognl => ognl::evaluate(&qualifier.text, form),
        _ => written::read(&qualifier.text, type_name)
            .ok_or_else(|| ognl::Error::Unsupported(qualifier.text.clone())),
    }
}
