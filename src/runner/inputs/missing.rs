use super::form::Asked;
use super::ognl::{self, Surroundings};
use super::{Outside, fields, from_text};
use crate::model::workflow::Presentation;
use crate::model::{Parameter, TypeName};
use crate::runner::interpreter::Thrown;
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

/// What calls the actions behind a form.
pub type Call<'a> = &'a mut dyn FnMut(&str, &str, Vec<Value>) -> Result<Value, Thrown>;

/// Which fields a person is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Those that must be filled and have no value: for the start of a workflow.
    Required,
    /// All that the form shows: for a user interaction.
    Everything,
}

/// The values of a form, and what a person should know about them.
#[derive(Debug, Default, PartialEq)]
pub struct Completed {
    /// By name.
    pub values: Vec<(String, Value)>,
    /// Expressions that have no value here, for people.
    pub notices: Vec<String>,
}

/// Why a form cannot be completed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Incomplete {
    /// Nobody to ask.
    #[error("{}", missing(.0))]
    Missing(Vec<(String, String, TypeName)>),
    /// The person went away.
    #[error("{0}")]
    Gone(String),
}

fn missing(fields: &[(String, String, TypeName)]) -> String {
    let list: Vec<String> = fields
        .iter()
        .map(|(name, label, type_name)| {
            if name == label {
                format!("`{name}` ({type_name})")
            } else {
                format!("`{name}` ({label}, {type_name})")
            }
        })
        .collect();
    let word = if fields.len() == 1 {
        "input is"
    } else {
        "inputs are"
    };
    format!(
        "{} required {word} missing: {}; give {} with `--set NAME=VALUE`",
        fields.len(),
        list.join(", "),
        if fields.len() == 1 { "it" } else { "them" }
    )
}

/// Fills what was not given: by the form's defaults, and by asking.
///
/// # Errors
/// When something required is missing and there is nobody to ask; all of it at once.
pub fn complete(
    presentation: &Presentation,
    inputs: &[Parameter],
    given: Vec<(String, Value)>,
    asking: Asking,
    call: Call<'_>,
    outside: &mut dyn Outside,
    mut person: Option<&mut dyn Person>,
) -> Result<Completed, Incomplete> {
    let mut form = Form {
        inputs,
        values: given,
        call,
    };
    let mut notices = Vec::new();
    let mut missing = Vec::new();
    for asked in fields(presentation, inputs) {
        let name = &asked.parameter.name;
        if asking == Asking::Required && form.has(name) {
            continue;
        }
        let mut known = |result: Result<bool, ognl::Error>, otherwise| {
            result.unwrap_or_else(|error| {
                notices.push(format!("`{name}`: {error}"));
                otherwise
            })
        };
        let visible = known(asked.is_visible(&mut form), true);
        let required = known(asked.is_required(&mut form), false);
        let before = form.get(name).filter(|value| *value != Value::Null);
        let default = match before {
            Some(value) => value,
            None => asked.default(&mut form).unwrap_or_else(|error| {
                notices.push(format!("`{name}`: {error}"));
                Value::Null
            }),
        };
        let wanted = visible && (required || asking == Asking::Everything);
        let empty = default == Value::Null;
        match person.as_deref_mut() {
            Some(person) if wanted && (empty || asking == Asking::Everything) => {
                let value = ask(
                    &asked,
                    required,
                    default,
                    &mut form,
                    &mut notices,
                    outside,
                    person,
                )
                .map_err(Incomplete::Gone)?;
                form.set(name, value);
            }
            _ if visible && required && empty => {
                missing.push((
                    name.clone(),
                    asked.label.to_owned(),
                    asked.parameter.type_name.clone(),
                ));
            }
            _ if empty => {}
            _ => form.set(name, default),
        }
    }
    if missing.is_empty() {
        Ok(Completed {
            values: form.values,
            notices,
        })
    } else {
        Err(Incomplete::Missing(missing))
    }
}

/// Asks until the answer fits.
fn ask(
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
        if secret {
            return Ok(Value::Text(typed));
        }
        match from_text(&typed, type_name, outside) {
            Ok(value) => return Ok(value),
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

/// The form as it is filled so far.
struct Form<'a> {
    inputs: &'a [Parameter],
    values: Vec<(String, Value)>,
    call: Call<'a>,
}

impl Form<'_> {
    fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    fn get(&self, name: &str) -> Option<Value> {
        let found = self.values.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    }

    fn set(&mut self, name: &str, value: Value) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value));
    }
}

impl Surroundings for Form<'_> {
    fn variable(&mut self, name: &str) -> Option<Value> {
        let exists = self.inputs.iter().any(|input| input.name == name);
        exists.then(|| self.get(name).unwrap_or_default())
    }

    fn action(&mut self, module: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown> {
        (self.call)(module, name, arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::super::convert::tests::Desk;
    use super::*;
    use crate::codec::workflow;
    use crate::model::{Category, Workflow};

    /// Types these answers, and remembers what was asked.
    struct Typist {
        answers: Vec<&'static str>,
        asked: Vec<String>,
    }

    impl Person for Typist {
        fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Option<String>, String> {
            self.asked.push(format!(
                "{}{}{}{}",
                prompt.label,
                prompt
                    .default
                    .map(|text| format!(" [{text}]"))
                    .unwrap_or_default(),
                if prompt.choices.is_empty() {
                    String::new()
                } else {
                    format!(" {:?}", prompt.choices)
                },
                prompt
                    .complaint
                    .map(|text| format!(" ({text})"))
                    .unwrap_or_default(),
            ));
            if self.answers.is_empty() {
                return Err("nobody types any more".to_owned());
            }
            Ok(Some(self.answers.remove(0).to_owned()))
        }
    }

    fn pull() -> Workflow {
        let text = "<workflow id='x' root-name='item0'><input>\
            <param name='node' type='Acme:Node'/><param name='search' type='boolean'/>\
            <param name='term' type='string'/><param name='tag' type='string'/>\
            <param name='count' type='number'/><param name='password' type='SecureString'/></input>\
            <presentation><p-step><title>A</title>\
            <p-param name='node'><desc>Docker node</desc><p-qual kind='static' name='mandatory' type='boolean'>true</p-qual></p-param>\
            <p-param name='search'><desc>Search?</desc><p-qual kind='static' name='defaultValue' type='boolean'>false</p-qual></p-param>\
            </p-step><p-step><title>B</title><p-qual kind='ognl' name='visible' type='boolean'>#search</p-qual>\
            <p-param name='term'><desc>Term</desc><p-qual kind='static' name='mandatory' type='boolean'>true</p-qual></p-param></p-step>\
            <p-step><title>C</title><p-param name='tag'><desc>Tag</desc><p-qual kind='static' name='mandatory' type='boolean'>true</p-qual>\
            <p-qual kind='ognl' name='genericEnumeration' type='Array/string'>GetAction(\"m\",\"tags\").call( #node )</p-qual></p-param>\
            <p-param name='count'><desc>Count</desc><p-qual kind='ognl' name='mandatory' type='boolean'>#search</p-qual></p-param>\
            </p-step></presentation></workflow>";
        workflow::parse(text, Category::default()).expect("sound")
    }

    #[expect(
        clippy::unnecessary_wraps,
        clippy::needless_pass_by_value,
        reason = "as calls are"
    )]
    fn tags(_: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown> {
        assert_eq!((name, arguments.len()), ("tags", 1));
        let tags = ["latest", "1.0"].map(|tag| Value::Text(tag.to_owned()));
        Ok(Value::Array(tags.into()))
    }

    fn filled(
        given: Vec<(String, Value)>,
        person: Option<&mut dyn Person>,
    ) -> Result<Completed, Incomplete> {
        let workflow = pull();
        complete(
            &workflow.presentation,
            &workflow.inputs,
            given,
            Asking::Required,
            &mut tags,
            &mut Desk,
            person,
        )
    }

    #[test]
    fn without_a_terminal_all_that_is_missing_is_named() {
        let error = filled(Vec::new(), None).expect_err("missing");
        assert_eq!(
            error.to_string(),
            "2 required inputs are missing: `node` (Docker node, Acme:Node), `tag` (Tag, string); \
             give them with `--set NAME=VALUE`"
        );
        let given = vec![("search".to_owned(), Value::Boolean(true))];
        let error = filled(given, None).expect_err("missing").to_string();
        assert!(
            error.contains("`term`") && error.contains("`count`"),
            "{error}"
        );
    }

    #[test]
    fn a_person_is_asked_with_the_words_of_the_form() {
        let mut typist = Typist {
            answers: vec!["desktop", "laptop", "2.0", "2"],
            asked: Vec::new(),
        };
        let completed = filled(Vec::new(), Some(&mut typist)).expect("answered");
        assert_eq!(
            typist.asked,
            [
                "Docker node",
                "Docker node (no `Acme:Node` is called `desktop`)",
                "Tag [\"latest\", \"1.0\"]",
                "Tag [\"latest\", \"1.0\"] (`2.0` is none of the choices)",
            ]
        );
        let get = |name: &str| completed.values.iter().find(|(known, _)| known == name);
        assert_eq!(
            get("tag").map(|(_, value)| value),
            Some(&Value::Text("1.0".to_owned()))
        );
        assert_eq!(
            get("search").map(|(_, value)| value),
            Some(&Value::Boolean(false))
        );
        assert_eq!(get("term"), None);
    }

    #[test]
    fn an_expression_that_is_too_much_is_told_and_not_guessed() {
        let mut workflow = pull();
        let text = "<workflow id='x' root-name='i'><input><param name='a' type='string'/></input>\
            <presentation><p-param name='a'><desc>A</desc>\
            <p-qual kind='ognl' name='visible' type='boolean'>#a.length() > 3</p-qual>\
            </p-param></presentation></workflow>";
        workflow.clone_from(&workflow::parse(text, Category::default()).expect("sound"));
        let completed = complete(
            &workflow.presentation,
            &workflow.inputs,
            Vec::new(),
            Asking::Required,
            &mut tags,
            &mut Desk,
            None,
        );
        let notices = completed.expect("nothing is required").notices;
        assert_eq!(
            notices,
            ["`a`: `#a.length() > 3` is more than this program evaluates in a form"]
        );
    }
}
