//! What of a form is missing when it is to be sent: its defaults, its rules, its questions.

use super::filled::Form;
use super::form::Asked;
use super::ognl;
use super::person::{Person, ask};
use super::{Outside, fields};
use crate::model::workflow::Presentation;
use crate::model::{Parameter, TypeName};
use crate::runner::interpreter::Scripts;
use crate::runner::shown::is_secret;
use crate::runner::value::Value;

/// Which fields a person is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// Those that must be filled and have no value: for the start of a workflow.
    Required {
        /// Whether the values must keep to the form's rules, as those that a person gives. What a
        /// script or a program gives is not looked at, neither here nor on a server.
        checked: bool,
    },
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
    /// Something is missing and there is nobody to ask, or breaks a rule of the form.
    #[error("{}", faults(.missing, .broken))]
    Faults {
        /// Name, label and type of what is missing.
        missing: Vec<(String, String, TypeName)>,
        /// A sentence for each rule that is broken.
        broken: Vec<String>,
    },
    /// The person went away.
    #[error("{0}")]
    Gone(String),
}

fn faults(missing: &[(String, String, TypeName)], broken: &[String]) -> String {
    let mut lines = Vec::new();
    if !missing.is_empty() {
        lines.push(lacking(missing));
    }
    lines.extend(broken.iter().cloned());
    lines.join("\n  ")
}

fn lacking(fields: &[(String, String, TypeName)]) -> String {
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
    let (word, them) = match fields.len() {
        1 => ("input is", "it"),
        _ => ("inputs are", "them"),
    };
    let secrets = fields.iter().filter(|(.., type_name)| is_secret(type_name));
    let how = match secrets.count() {
        0 => "`--set NAME=VALUE`",
        all if all == fields.len() => "`--set-env NAME=VARIABLE`",
        _ => "`--set NAME=VALUE`, secrets with `--set-env NAME=VARIABLE`",
    };
    format!(
        "{} required {word} missing: {}; give {them} with {how}",
        fields.len(),
        list.join(", "),
    )
}

/// Fills what was not given: by the form's defaults, and by asking.
///
/// # Errors
/// When something required is missing and there is nobody to ask, or a rule is broken; all of it at
/// once.
pub fn complete(
    presentation: &Presentation,
    inputs: &[Parameter],
    given: Vec<(String, Value)>,
    asking: Asking,
    scripts: &mut dyn Scripts,
    outside: &mut dyn Outside,
    mut person: Option<&mut dyn Person>,
) -> Result<Completed, Incomplete> {
    let mut form = Form {
        inputs,
        values: given,
        scripts,
    };
    let mut notices = Vec::new();
    let mut missing = Vec::new();
    for asked in fields(presentation, inputs) {
        let name = &asked.parameter.name;
        if asking != Asking::Everything && form.has(name) {
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
    let broken = match asking {
        Asking::Required { checked: true } => broken(presentation, &mut form, &mut notices),
        _ => Vec::new(),
    };
    if missing.is_empty() && broken.is_empty() {
        Ok(Completed {
            values: form.values,
            notices,
        })
    } else {
        Err(Incomplete::Faults { missing, broken })
    }
}

/// The rules that the values of the fields that are shown break.
fn broken(
    presentation: &Presentation,
    form: &mut Form<'_>,
    notices: &mut Vec<String>,
) -> Vec<String> {
    let mut broken = Vec::new();
    for asked in fields(presentation, form.inputs) {
        let value = form.get(&asked.parameter.name);
        let Some(value) = value.filter(|_| asked.is_visible(form) == Ok(true)) else {
            continue;
        };
        let rules = form.broken(&asked, &value, notices).into_iter();
        broken.extend(rules.map(|rule| format!("{}: {rule}", named(&asked))));
    }
    broken
}

/// A field for people: its name, and its label if that says more.
fn named(asked: &Asked<'_>) -> String {
    let name = &asked.parameter.name;
    if asked.label == name {
        format!("`{name}`")
    } else {
        format!("`{name}` ({})", asked.label)
    }
}

#[cfg(test)]
mod tests {
    use super::super::convert::tests::Desk;
    use super::super::person::Prompt;
    use super::*;
    use crate::codec::workflow;
    use crate::model::{Category, Workflow};
    use crate::runner::interpreter::{Place, Thrown};

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

    /// Knows the tags of every image, and one pattern.
    struct Small;

    impl Scripts for Small {
        fn task(
            &mut self,
            _: &Place,
            _: &str,
            _: &[(String, TypeName, Value)],
            _: &[(String, TypeName)],
        ) -> Result<Vec<Value>, Thrown> {
            Err(Thrown::stopped("no form has tasks"))
        }

        fn body(
            &mut self,
            _: &Place,
            _: &str,
            inputs: &[(String, TypeName, Value)],
        ) -> Result<Value, Thrown> {
            match inputs {
                [(.., Value::Text(pattern)), (.., Value::Text(text))] if pattern == "[0-9]+" => {
                    let digits = text.chars().all(|letter| letter.is_ascii_digit());
                    Ok(Value::Boolean(digits))
                }
                _ => Err(Thrown::text("this is no pattern")),
            }
        }

        fn action(&mut self, _: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown> {
            assert_eq!((name, arguments.len()), ("tags", 1));
            let tags = ["latest", "1.0"].map(|tag| Value::Text(tag.to_owned()));
            Ok(Value::Array(tags.into()))
        }
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
            Asking::Required { checked: true },
            &mut Small,
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
            Asking::Required { checked: true },
            &mut Small,
            &mut Desk,
            None,
        );
        let notices = completed.expect("nothing is required").notices;
        assert_eq!(
            notices,
            ["`a`: `#a.length() > 3` is more than this program evaluates in a form"]
        );
    }

    const RULES: &str = "<workflow id='x' root-name='i'><input><param name='name' type='string'/>\
        <param name='port' type='number'/><param name='code' type='SecureString'/><param name='on' type='boolean'/></input>\
        <presentation><p-param name='name'><desc>Name</desc>\
        <p-qual kind='static' name='mandatory' type='boolean'>true</p-qual>\
        <p-qual kind='static' name='minStringLength' type='Number'>3</p-qual>\
        <p-qual kind='static' name='maxStringLength' type='Number'>5.0</p-qual></p-param>\
        <p-param name='port'><desc>port</desc><p-qual kind='static' name='minNumberValue' type='Number'>1.0</p-qual>\
        <p-qual kind='static' name='maxNumberValue' type='Number'>65535.0</p-qual></p-param>\
        <p-param name='code'><desc>Code</desc><p-qual kind='static' name='mandatory' type='boolean'>true</p-qual>\
        <p-qual kind='static' name='regexp' type='Regexp'>[0-9]+</p-qual>\
        <p-qual kind='ognl' name='notVisible' type='boolean'>#on</p-qual></p-param></presentation></workflow>";

    fn ruled(given: &[(&str, Value)], checked: bool) -> Result<Completed, String> {
        let workflow = workflow::parse(RULES, Category::default()).expect("sound");
        let given = given.iter();
        let given = given.map(|(name, value)| ((*name).to_owned(), value.clone()));
        let completed = complete(
            &workflow.presentation,
            &workflow.inputs,
            given.collect(),
            Asking::Required { checked },
            &mut Small,
            &mut Desk,
            None,
        );
        completed.map_err(|error| error.to_string())
    }

    #[test]
    fn all_rules_that_are_broken_are_named() {
        let text = |text: &str| Value::Text(text.to_owned());
        let given = [
            ("name", text("ab")),
            ("port", Value::Number(70000.0)),
            ("code", text("s3cret")),
        ];
        assert_eq!(
            ruled(&given, true),
            Err(
                "`name` (Name): needs at least 3 characters and has 2 (`length`)\n  \
                 `port`: must be at most 65535 and is 70000 (`range`)\n  \
                 `code` (Code): it does not match `[0-9]+` (`pattern`)"
                    .to_owned()
            )
        );
        assert!(ruled(&given, false).is_ok());
        let given = [("name", text("")), ("port", Value::Number(0.0))];
        assert_eq!(
            ruled(&given, true),
            Err(
                "1 required input is missing: `code` (Code, SecureString); give it with `--set-env NAME=VARIABLE`\n  \
                 `name` (Name): must be filled (`required`)\n  \
                 `port`: must be at least 1 and is 0 (`range`)"
                    .to_owned()
            )
        );
        // What the form does not show is not checked.
        let given = [
            ("name", text("abcde")),
            ("code", text("x")),
            ("on", Value::Boolean(true)),
        ];
        assert!(ruled(&given, true).is_ok());
    }
}
