use serde::Serialize;

use super::{Error, Templates};
use crate::model::{self, Configuration};

/// What `configuration.xml.hbs` is given.
#[derive(Serialize)]
struct Values<'a> {
    id: &'a str,
    name: &'a str,
    version: String,
    description: &'a str,
    allowed: Option<&'a str>,
    attributes: Vec<Attribute<'a>>,
}

#[derive(Serialize)]
struct Attribute<'a> {
    name: &'a str,
    r#type: &'a str,
    value: Option<Value<'a>>,
    description: &'a str,
    /// Neither value nor description: the element is empty.
    bare: bool,
}

/// Boxed, so that `{{#if value}}` is also true for the empty text.
#[derive(Serialize)]
struct Value<'a> {
    text: &'a str,
}

impl Templates {
    /// The XML text of a configuration element, as a server writes it.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn configuration(&self, configuration: &Configuration) -> Result<String, Error> {
        self.render(
            "configuration.xml.hbs",
            &Values {
                id: configuration.id.as_str(),
                name: &configuration.name,
                version: configuration.version.to_string(),
                description: &configuration.description,
                allowed: configuration.allowed.as_deref(),
                attributes: configuration.attributes.iter().map(attribute).collect(),
            },
        )
    }
}

fn attribute(attribute: &model::Attribute) -> Attribute<'_> {
    Attribute {
        name: &attribute.name,
        r#type: attribute.type_name.as_str(),
        value: attribute.value.as_deref().map(|text| Value { text }),
        description: &attribute.description,
        bare: attribute.value.is_none() && attribute.description.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{self, text};
    use crate::model::{Category, ElementId, TypeName, Version};
    use crate::template::golden;

    fn settings() -> Configuration {
        let attribute = |name: &str, type_name: &str, value: Option<&str>, description: &str| {
            model::Attribute {
                name: name.to_owned(),
                type_name: TypeName::new(type_name).expect("legal"),
                value: value.map(str::to_owned),
                description: description.to_owned(),
            }
        };
        Configuration {
            id: ElementId::new("734dbfee-7d52-4983-a95b-802d818f7cb0").expect("legal"),
            name: "Settings & more".to_owned(),
            category: Category::from_path("Library/Mail"),
            version: Version::default(),
            description: "Values that workflows share.".to_owned(),
            allowed: Some("vef".to_owned()),
            attributes: vec![
                attribute("timeout", "number", Some("60.0"), "Seconds"),
                attribute("hosts", "Array/string", Some("[8:string#a]"), ""),
                attribute("empty", "string", Some(""), ""),
                attribute("secret", "SecureString", None, "Set it on the server"),
                attribute("none", "string", None, ""),
            ],
        }
    }

    fn bare() -> Configuration {
        Configuration {
            description: String::new(),
            allowed: None,
            attributes: Vec::new(),
            ..settings()
        }
    }

    #[test]
    fn the_servers_form() {
        let templates = Templates::built_in().expect("sound");
        for (name, configuration) in [("full", settings()), ("bare", bare())] {
            let text = templates.configuration(&configuration).expect("renders");
            golden::check(&format!("configurations/{name}.xml"), &text);
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let templates = Templates::built_in().expect("sound");
        for configuration in [settings(), bare()] {
            let text = templates.configuration(&configuration).expect("renders");
            let category = configuration.category.clone();
            let read = codec::configuration::read(&text::utf16be(&text), category);
            assert_eq!(read.expect("a configuration element"), configuration);
        }
    }
}
