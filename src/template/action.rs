use std::borrow::Cow;

use serde::Serialize;

use super::{Error, Templates};
use crate::codec::text;
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
    pub(super) fn new(script: &'a str) -> Self {
        let encoded = script.contains("]]>") || script.chars().any(|c| c > '\u{ffff}');
        Self {
            encoded,
            text: if encoded {
                text::to_hex(script).into()
            } else {
                script.into()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec;
    use crate::model::{Category, ElementId, Parameter, TypeName, Version};
    use crate::template::golden;

    fn pull() -> Action {
        let parameter = |name: &str, type_name: &str, description: &str| Parameter {
            name: name.to_owned(),
            type_name: TypeName::new(type_name).expect("legal"),
            description: description.to_owned(),
        };
        Action {
            id: ElementId::new("1f0c7f6e-6b5e-5d0f-9a39-7d1f0b1f7a11").expect("legal"),
            name: "pullImage".to_owned(),
            category: Category::module("com.example.images"),
            version: Version {
                major: 1,
                minor: 2,
                patch: 3,
            },
            description: "Pull an image.\nReturns: the image".to_owned(),
            result: TypeName::new("DynamicTypes:Coopto.DockerImage").expect("legal"),
            parameters: vec![
                parameter(
                    "node",
                    "DynamicTypes:Coopto.DockerNode",
                    "the node & its <name>",
                ),
                parameter("ports", "Array/CompositeType(a:number):\"p\"", ""),
            ],
            script: Some("if (a < b && c) {\n\treturn \"größe\";\r\n}\n".to_owned()),
            api_version: "6.0.0".to_owned(),
            allowed: Some("vef".to_owned()),
            runtime: None,
            entry_point: None,
            environment: None,
            memory_limit: None,
            timeout: None,
        }
    }

    fn bare() -> Action {
        Action {
            description: String::new(),
            result: TypeName::void(),
            parameters: Vec::new(),
            script: None,
            allowed: None,
            ..pull()
        }
    }

    fn with_script(script: &str) -> Action {
        Action {
            script: Some(script.to_owned()),
            ..bare()
        }
    }

    fn elsewhere() -> Action {
        Action {
            script: Some("def handler(context, inputs):\n    return 1\n".to_owned()),
            runtime: Some("python:3.10".to_owned()),
            entry_point: Some("handler.handler".to_owned()),
            environment: Some("e-1".to_owned()),
            memory_limit: Some(512_000_000),
            timeout: Some(3600),
            ..pull()
        }
    }

    #[test]
    fn the_servers_form() {
        let templates = Templates::built_in().expect("sound");
        for (name, action) in [
            ("full", pull()),
            ("bare", bare()),
            ("empty_script", with_script("")),
            ("beyond_the_basic_plane", with_script("var s = \"💡\";\n")),
            ("end_of_cdata", with_script("return a[b[0]]>1;")),
            ("python", elsewhere()),
        ] {
            let text = templates.action(&action).expect("renders");
            golden::check(&format!("actions/{name}.xml"), &text);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let templates = Templates::built_in().expect("sound");
        for action in [
            pull(),
            bare(),
            with_script(""),
            with_script("💡"),
            with_script("]]>"),
            elsewhere(),
        ] {
            let text = templates.action(&action).expect("renders");
            let read = codec::action::read(&text::utf16be(&text), action.category.clone());
            assert_eq!(read.expect("an action"), action);
        }
    }
}
