use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::{Outside, Unfit, from_json, from_text};
use crate::diagnostic::closest;
use crate::model::{Parameter, TypeName};
use crate::runner::shown::is_secret;
use crate::runner::value::Value;

/// What people gave, by name and not converted yet; later ones add to or replace earlier ones.
#[derive(Debug, Clone, Default)]
pub struct Given {
    values: Vec<(String, Raw)>,
    /// Where each stands.
    places: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
enum Raw {
    /// `--set`: one text, or several for an array.
    Texts(Vec<String>),
    /// From the environment or a prompt.
    Hidden(String),
    /// From a file.
    Json(Json),
}

/// What is wrong with what people gave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GivenError {
    /// No input has that name.
    #[error("there is no input `{name}`{hint}")]
    Unknown {
        /// What was written.
        name: String,
        /// `; did you mean …?`, or the names there are.
        hint: String,
    },
    /// Given twice, and no array.
    #[error("`{0}` is given more than once, and its type `{1}` is no array")]
    Twice(String, TypeName),
    /// Not a value of its type.
    #[error("`{name}`: {cause}")]
    Unfit {
        /// The input.
        name: String,
        /// Why.
        cause: Unfit,
    },
}

impl Given {
    /// `name=value`; several of one name make an array.
    pub fn set(&mut self, name: &str, text: &str) {
        if let Some((_, Raw::Texts(texts))) = self.find(name) {
            texts.push(text.to_owned());
            return;
        }
        self.replace(name, Raw::Texts(vec![text.to_owned()]));
    }

    /// A text that is not seen by others: from the environment or a prompt.
    pub fn set_hidden(&mut self, name: &str, text: &str) {
        self.replace(name, Raw::Hidden(text.to_owned()));
    }

    /// What a file says.
    pub fn set_all(&mut self, map: Map<String, Json>) {
        for (name, json) in map {
            self.replace(&name, Raw::Json(json));
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut (String, Raw)> {
        let place = self.places.get(name)?;
        self.values.get_mut(*place)
    }

    fn replace(&mut self, name: &str, raw: Raw) {
        if let Some((_, old)) = self.find(name) {
            *old = raw;
        } else {
            self.places.insert(name.to_owned(), self.values.len());
            self.values.push((name.to_owned(), raw));
        }
    }

    /// The values, for the inputs they are given to. All faults at once.
    ///
    /// # Errors
    /// When a name is unknown or a value does not fit.
    pub fn values(
        &self,
        inputs: &[Parameter],
        outside: &mut dyn Outside,
    ) -> Result<Vec<(String, Value)>, Vec<GivenError>> {
        let known: HashMap<&str, &Parameter> = inputs
            .iter()
            .map(|input| (input.name.as_str(), input))
            .collect();
        let (mut values, mut errors) = (Vec::new(), Vec::new());
        for (name, raw) in &self.values {
            let Some(input) = known.get(name.as_str()) else {
                errors.push(GivenError::Unknown {
                    name: name.clone(),
                    hint: hint(name, inputs),
                });
                continue;
            };
            match convert(raw, input, outside) {
                Ok(value) => values.push((name.clone(), value)),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }
}

fn hint(name: &str, inputs: &[Parameter]) -> String {
    let names = || inputs.iter().map(|input| input.name.as_str());
    match closest(name, names()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if inputs.is_empty() => "; it takes none".to_owned(),
        None => format!("; there are `{}`", names().collect::<Vec<_>>().join("`, `")),
    }
}

fn convert(raw: &Raw, input: &Parameter, outside: &mut dyn Outside) -> Result<Value, GivenError> {
    let type_name = &input.type_name;
    let value = match raw {
        Raw::Json(json) => from_json(json, type_name, outside),
        Raw::Hidden(text) if is_secret(type_name) && type_name.item().is_none() => {
            Ok(Value::Text(text.clone()))
        }
        Raw::Hidden(text) => from_text(text, type_name, outside),
        Raw::Texts(texts) => match (texts.as_slice(), type_name.item()) {
            ([text], _) => from_text(text, type_name, outside),
            (texts, Some(item)) => texts
                .iter()
                .map(|text| from_text(text, &item, outside))
                .collect::<Result<_, _>>()
                .map(Value::Array),
            (_, None) => {
                return Err(GivenError::Twice(input.name.clone(), type_name.clone()));
            }
        },
    };
    value.map_err(|cause| GivenError::Unfit {
        name: input.name.clone(),
        cause,
    })
}

#[cfg(test)]
mod tests {
    use super::super::convert::tests::Desk;
    use super::*;

    fn inputs() -> Vec<Parameter> {
        [
            ("image", "string"),
            ("env", "Array/string"),
            ("password", "SecureString"),
            ("port", "number"),
        ]
        .map(|(name, type_name)| Parameter {
            name: name.to_owned(),
            type_name: TypeName::new(type_name).expect("a type"),
            description: String::new(),
        })
        .into()
    }

    fn faults(given: &Given) -> Vec<String> {
        let errors = given.values(&inputs(), &mut Desk).expect_err("faults");
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn repeated_texts_make_an_array() {
        let mut given = Given::default();
        given.set("env", "A=1");
        given.set("env", "B=2");
        given.set_hidden("password", "@not-a-file");
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(
            given.values(&inputs(), &mut Desk),
            Ok(vec![
                (
                    "env".to_owned(),
                    Value::Array(vec![text("A=1"), text("B=2")])
                ),
                ("password".to_owned(), text("@not-a-file")),
            ])
        );
    }

    #[test]
    fn the_command_line_wins_over_a_file() {
        let mut given = Given::default();
        let file = serde_json::json!({"image": "a", "port": 80});
        given.set_all(file.as_object().expect("a map").clone());
        given.set("image", "b");
        assert_eq!(
            given.values(&inputs(), &mut Desk),
            Ok(vec![
                ("image".to_owned(), Value::Text("b".to_owned())),
                ("port".to_owned(), Value::Number(80.0)),
            ])
        );
    }

    #[test]
    fn all_faults_at_once() {
        let mut given = Given::default();
        given.set("imag", "a");
        given.set("port", "80");
        given.set("port", "81");
        given.set("password", "x");
        assert_eq!(
            faults(&given),
            [
                "there is no input `imag`; did you mean `image`?".to_owned(),
                "`port` is given more than once, and its type `number` is no array".to_owned(),
                format!("`password`: {}", Unfit::Secret),
            ]
        );
    }
}
