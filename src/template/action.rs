use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

use super::{Error, Templates};
use crate::model::Action;

/// What `action.xml.hbs` is given.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Values<'a> {
    id: &'a str,
    name: &'a str,
    version: String,
    description: &'a str,
    result: &'a str,
    api_version: &'a str,
    allowed: Option<&'a str>,
    runtime: Option<&'a str>,
    environment: Option<&'a str>,
    entry_point: Option<&'a str>,
    memory_limit: Option<u64>,
    timeout: Option<u64>,
    parameters: Vec<Parameter<'a>>,
    script: Option<Script<'a>>,
}

#[derive(Serialize)]
struct Parameter<'a> {
    name: &'a str,
    r#type: &'a str,
    description: &'a str,
}

/// A script, as hexadecimal digits where its text cannot stand in a CDATA section of the server.
#[derive(Serialize)]
pub(super) struct Script<'a> {
    encoded: bool,
    text: Cow<'a, str>,
}

impl Templates {
    /// The XML text of an action, as a server writes it.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn action(&self, action: &Action) -> Result<String, Error> {
        self.render(
            "action.xml.hbs",
            &Values {
                id: action.id.as_str(),
                name: &action.name,
                version: action.version.to_string(),
                description: &action.description,
                result: action.result.as_str(),
                api_version: &action.api_version,
                allowed: action.allowed.as_deref(),
                runtime: action.runtime.as_deref(),
                environment: action.environment.as_deref(),
                entry_point: action.entry_point.as_deref(),
                memory_limit: action.memory_limit,
                timeout: action.timeout,
                parameters: action
                    .parameters
                    .iter()
                    .map(|parameter| Parameter {
                        name: &parameter.name,
                        r#type: parameter.type_name.as_str(),
                        description: &parameter.description,
                    })
                    .collect(),
                script: action.script.as_deref().map(Script::new),
            },
        )
    }
}

impl<'a> Script<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let encoded = text.contains("]]>") || text.chars().any(|c| c > '\u{ffff}');
        Self {
            encoded,
            text: if encoded {
                hexadecimal(text).into()
            } else {
                text.into()
            },
        }
    }
}

/// Each UTF-16 code unit as four digits, surrogate pairs included, as servers of 9.0.1 do.
fn hexadecimal(text: &str) -> String {
    let mut digits = String::with_capacity(text.len() * 4);
    for unit in text.encode_utf16() {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{unit:04x}");
    }
    digits
}
