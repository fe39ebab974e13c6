//! Configuration and resource elements.

use super::Services;
use super::answer::{Answer, Arguments, Refusal, illegal, record, text, unknown};
use crate::model::TypeName;
use crate::runner::state::Attribute;
use crate::runner::value::{Attachment, Value};

pub(super) fn call(services: &Services, operation: &str, with: Arguments<'_>) -> Answer {
    let state = &services.state;
    Ok(match operation {
        "configuration.all" => {
            let all = state.configurations()?.into_iter();
            listed(all.map(|element| (element.id, element.category)))
        }
        "configuration.folders" => {
            let folders = state.configuration_folders()?.into_iter();
            Value::Array(folders.map(text).collect())
        }
        "configuration.get" => match state.configuration(with.text(0)?)? {
            None => Value::Null,
            Some(element) => record([
                ("name", text(element.name)),
                ("category", text(element.category)),
                ("description", text(element.description)),
                ("version", text(element.version)),
                (
                    "attributes",
                    Value::Array(element.attributes.into_iter().map(attribute).collect()),
                ),
            ]),
        },
        "configuration.create" => {
            text(state.create_configuration(with.text(0)?, with.text(1)?)?.id)
        }
        "configuration.remove" => {
            state.remove_configuration(with.text(0)?)?;
            Value::Null
        }
        "configuration.removeAll" => {
            state.remove_configuration_folder(with.text(0)?)?;
            Value::Null
        }
        "configuration.set" => {
            set(services, with)?;
            Value::Null
        }
        "configuration.unset" => {
            state.remove_attribute(with.text(0)?, with.text(1)?)?;
            Value::Null
        }
        "resource.all" => {
            let all = state.resources()?.into_iter();
            listed(all.map(|element| (element.id, element.category)))
        }
        "resource.get" => match state.resource(with.text(0)?)? {
            None => Value::Null,
            Some(element) => record([
                ("name", text(element.name)),
                ("category", text(element.category)),
                ("description", text(element.description)),
                ("version", text(element.version)),
                ("mimeType", text(element.mime_type)),
                ("size", Value::Number(size(&element.content))),
            ]),
        },
        "resource.content" => match state.resource(with.text(0)?)? {
            None => Value::Null,
            Some(element) => Value::Attachment(Attachment {
                name: element.name,
                mime_type: element.mime_type,
                content: element.content,
            }),
        },
        "resource.create" => {
            let (mime_type, content) = match with.value(2) {
                Value::Attachment(file) => (file.mime_type.as_str(), file.content.clone()),
                _ => ("application/octet-stream", Vec::new()),
            };
            let mime_type = with.optional_text(3)?.unwrap_or(mime_type);
            let made = state.create_resource(with.text(0)?, with.text(1)?, mime_type, content)?;
            text(made.id)
        }
        "resource.write" => {
            let Value::Attachment(file) = with.value(1) else {
                return Err(illegal("a MimeAttachment is expected"));
            };
            state.set_resource_content(with.text(0)?, &file.mime_type, file.content.clone())?;
            Value::Null
        }
        "resource.remove" => {
            state.remove_resource(with.text(0)?)?;
            Value::Null
        }
        _ => return Err(unknown(operation)),
    })
}

/// Elements by id and category.
fn listed(elements: impl Iterator<Item = (String, String)>) -> Value {
    let elements =
        elements.map(|(id, category)| record([("id", text(id)), ("category", text(category))]));
    Value::Array(elements.collect())
}

fn attribute(attribute: Attribute) -> Value {
    let type_name = text(attribute.type_name.as_str());
    Value::Array(vec![text(attribute.name), type_name, attribute.value])
}

/// The type that is given wins, then the one the attribute has, then what the value looks like.
fn set(services: &Services, with: Arguments<'_>) -> Result<(), Refusal> {
    let (id, name) = (with.text(0)?, with.text(1)?);
    let known = services.state.configuration(id)?;
    let known = known.as_ref().and_then(|element| element.attribute(name));
    let type_name = match (with.optional_text(2)?, known) {
        (Some(given), _) => named(given)?,
        (None, Some(known)) => known.type_name.clone(),
        (None, None) => named(with.text(4)?)?,
    };
    let attribute = Attribute {
        name: name.to_owned(),
        value: super::fit(with.value(3).clone(), &type_name),
        type_name,
        description: known
            .map(|known| known.description.clone())
            .unwrap_or_default(),
    };
    Ok(services.state.set_attribute(id, attribute)?)
}

fn named(type_name: &str) -> Result<TypeName, Refusal> {
    TypeName::new(type_name).map_err(|error| illegal(&error.to_string()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no file in memory is that large"
)]
fn size(content: &[u8]) -> f64 {
    content.len() as f64
}
