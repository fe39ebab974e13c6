//! Asking somebody for the value of a field.

use super::filled::Form;
use super::form::Asked;
use super::{Outside, from_text};
use crate::model::TypeName;
use crate::runner::shown::{self, is_secret};
use crate::runner::value::Value;

/// Somebody at a terminal.
pub trait Person {
    /// Asks for one value; none when nothing was typed.
    ///
    /// # Errors
    /// When the terminal is gone, or the person gave up.
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Option<String>, String>;
}

/// A question for one value.
#[derive(Debug)]
pub struct Prompt<'a> {
    /// The field's label.
    pub label: &'a str,
    /// More words, often none.
    pub description: &'a str,
    /// The type that is wanted.
    pub type_name: &'a TypeName,
    /// The answers to choose from; empty when anything goes.
    pub choices: &'a [String],
    /// What nothing typed means.
    pub default: Option<&'a str>,
    /// Whether the answer must not be seen.
    pub secret: bool,
    /// What was wrong with the answer before.
    pub complaint: Option<&'a str>,
}

/// Asks until the answer fits.
pub(super) fn ask(
    asked: &Asked<'_>,
    required: bool,
    default: Value,
    form: &mut Form<'_>,
    notices: &mut Vec<String>,
    outside: &mut dyn Outside,
    person: &mut dyn Person,
) -> Result<Value, String> {
    let choices = asked.choices(form).unwrap_or_else(|error| {
        notices.push(format!("`{}`: {error}", asked.parameter.name));
        None
    });
    let choices = choices.unwrap_or_default();
    let shown_choices: Vec<String> = choices.iter().map(shown::text).collect();
    let shown_default = (default != Value::Null).then(|| shown::text(&default));
    let type_name = &asked.parameter.type_name;
    let secret = is_secret(type_name);
    let mut complaint: Option<String> = None;
    loop {
        let typed = person.ask(&Prompt {
            label: asked.label,
            description: &asked.parameter.description,
            type_name,
            choices: &shown_choices,
            default: shown_default.as_deref().filter(|_| !secret),
            secret,
            complaint: complaint.as_deref(),
        })?;
        let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
            if default != Value::Null || !required {
                return Ok(default);
            }
            complaint = Some("this is required".to_owned());
            continue;
        };
        if !choices.is_empty() {
            match chosen(&typed, &choices, &shown_choices) {
                Some(value) => return Ok(value),
                None => complaint = Some(format!("`{typed}` is none of the choices")),
            }
            continue;
        }
        let value = if secret {
            Ok(Value::Text(typed))
        } else {
            from_text(&typed, type_name, outside)
        };
        match value {
            Ok(value) => match form.broken(asked, &value, notices).into_iter().next() {
                None => return Ok(value),
                broken => complaint = broken,
            },
            Err(unfit) => complaint = Some(unfit.to_string()),
        }
    }
}

/// A choice by its text, an object's by name or id, or any by its number from 1.
fn chosen(typed: &str, choices: &[Value], shown: &[String]) -> Option<Value> {
    let by_name = choices.iter().zip(shown).find(|(value, shown)| {
        *shown == typed
            || matches!(value, Value::Reference(object) if object.name == typed || object.id == typed)
    });
    if let Some((value, _)) = by_name {
        return Some(value.clone());
    }
    let number: usize = typed.parse().ok()?;
    choices.get(number.checked_sub(1)?).cloned()
}
