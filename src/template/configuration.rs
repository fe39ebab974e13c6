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
