use super::ognl::{self, Surroundings, truth};
use crate::model::workflow::{Block, Field, Part, Presentation, Qualifier, QualifierKind};
use crate::model::{Parameter, TypeName};
use crate::runner::interpreter::Thrown;
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

/// What a form asks of a value, besides that there is one.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// Characters of a text, at least.
    Shortest(f64),
    /// Characters of a text, at most.
    Longest(f64),
    /// A number, at least.
    Least(f64),
    /// A number, at most.
    Most(f64),
    /// What the whole text must match.
    Pattern(String),
}

impl Asked<'_> {
    /// What its value must keep to.
    ///
    /// # Errors
    /// As [`Asked::is_visible`].
    pub fn rules(&self, form: &mut dyn Surroundings) -> Result<Vec<Rule>, ognl::Error> {
        let mut rules = Vec::new();
        let number = TypeName::number();
        for qualifier in self.qualifiers {
            let rule: fn(f64) -> Rule = match qualifier.name.as_str() {
                "minStringLength" => Rule::Shortest,
                "maxStringLength" => Rule::Longest,
                "minNumberValue" => Rule::Least,
                "maxNumberValue" => Rule::Most,
                "regexp" => {
                    rules.push(Rule::Pattern(qualifier.text.clone()));
                    continue;
                }
                _ => continue,
            };
            if let Value::Number(limit) = value(qualifier, &number, form)? {
                rules.push(rule(limit));
            }
        }
        Ok(rules)
    }
}

impl Rule {
    /// How a value breaks it, for people; the word at the end is that of the workflow's source. A
    /// secret is not repeated. `matches` tells whether a whole text matches a pattern.
    ///
    /// # Errors
    /// When the pattern is none.
    pub fn broken_by(
        &self,
        value: &Value,
        secret: bool,
        matches: impl FnOnce(&str, &str) -> Result<bool, Thrown>,
    ) -> Result<Option<String>, Thrown> {
        #[expect(clippy::cast_precision_loss, reason = "no text in memory is that long")]
        let length = |text: &str| text.encode_utf16().count() as f64;
        Ok(match (self, value) {
            // What may be left empty is not measured.
            (_, Value::Text(text)) if text.is_empty() => None,
            (Self::Shortest(least), Value::Text(text)) if length(text) < *least => Some(format!(
                "needs at least {least} characters and has {} (`length`)",
                length(text)
            )),
            (Self::Longest(most), Value::Text(text)) if length(text) > *most => Some(format!(
                "may have at most {most} characters and has {} (`length`)",
                length(text)
            )),
            (Self::Least(least), Value::Number(number)) if number < least => Some(format!(
                "must be at least {least} and is {number} (`range`)"
            )),
            (Self::Most(most), Value::Number(number)) if number > most => {
                Some(format!("must be at most {most} and is {number} (`range`)"))
            }
            (Self::Pattern(pattern), Value::Text(text)) if !matches(pattern, text)? => {
                let found = if secret { "it" } else { &format!("`{text}`") };
                Some(format!("{found} does not match `{pattern}` (`pattern`)"))
            }
            _ => None,
        })
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
