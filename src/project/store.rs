//! An element of a package as files a person can read, and `build` accepts again.

use std::fmt::Write;

use super::documented;
use super::file_name::{Paths, encode};
use super::resource::META;
use crate::archive::Limits;
use crate::artifact::outline::Outline;
use crate::artifact::{self, resource};
use crate::codec::{self, action, configuration, text};
use crate::model::{Action, Category, Configuration, Element, Kind, Resource};

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Relative, with `/`, legal on every system.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Why an element cannot be written as files.
#[derive(Debug, thiserror::Error)]
#[error("element `{id}`: {cause}")]
pub struct Error {
    id: String,
    cause: artifact::Error,
}

/// The files of one element: an action as documented JavaScript, a workflow as the server's XML
/// with its forms, a configuration element as YAML, a resource as the file itself; and every
/// member of what has no such form as it is.
///
/// # Errors
/// When a member cannot be read, or a resource is larger than the limits allow.
pub fn store(
    element: &Element,
    outline: &Outline,
    limits: &Limits,
    paths: &mut Paths,
) -> Result<Vec<Stored>, Error> {
    files(element, outline, limits, paths).map_err(|cause| Error {
        id: element.id.to_string(),
        cause,
    })
}

fn files(
    element: &Element,
    outline: &Outline,
    limits: &Limits,
    paths: &mut Paths,
) -> Result<Vec<Stored>, artifact::Error> {
    let entry = format!("elements/{}/data", element.id);
    let broken = |cause: codec::Error| artifact::Error::Entry {
        entry: entry.clone(),
        cause,
    };
    let data = element.member("data");
    let category = outline.category.clone();
    Ok(match (&element.kind, data) {
        (Kind::Action, Some(data)) => {
            let action = action::read(data, category).map_err(broken)?;
            match documented::javascript(&action) {
                Some(source) => {
                    let path = paths.give(&module(&action), &action.name, &[".js"]);
                    vec![stored(format!("{path}.js"), source.into_bytes())]
                }
                None => members(element, paths),
            }
        }
        (Kind::Workflow, Some(data)) => {
            let xml = text::decode(data).map_err(|cause| broken(cause.into()))?;
            let endings: Vec<String> = outline.forms.iter().map(|form| ending(form)).collect();
            let mut all = vec![".xml"];
            all.extend(endings.iter().map(String::as_str));
            let path = paths.give(&under("workflows", &category), &outline.name, &all);
            let mut files = vec![stored(format!("{path}.xml"), xml.into_bytes())];
            for (form, ending) in outline.forms.iter().zip(&endings) {
                let json = element.member(form).map_or(Ok(String::new()), |bytes| {
                    text::decode(bytes).map_err(|cause| artifact::Error::Entry {
                        entry: format!("elements/{}/{form}", element.id),
                        cause: cause.into(),
                    })
                })?;
                files.push(stored(format!("{path}{ending}"), json.into_bytes()));
            }
            files
        }
        (Kind::Configuration, Some(data)) => {
            let configuration = configuration::read(data, category.clone()).map_err(broken)?;
            let folders = under("configurations", &category);
            let path = paths.give(&folders, &configuration.name, &[".yaml"]);
            vec![stored(
                format!("{path}.yaml"),
                yaml(&configuration).into_bytes(),
            )]
        }
        (Kind::Resource, Some(data)) => {
            let resource = resource::unpack(data, category.clone(), limits)?;
            let folders = under("resources", &category);
            let path = paths.give(&folders, &resource.name, &["", META]);
            let meta = format!("{path}{META}");
            vec![
                stored(path, resource.data.to_vec()),
                stored(meta, resource_meta(&resource).into_bytes()),
            ]
        }
        _ => members(element, paths),
    })
}

fn stored(path: String, content: Vec<u8>) -> Stored {
    Stored { path, content }
}

fn under(root: &str, category: &Category) -> Vec<String> {
    std::iter::once(root.to_owned())
        .chain(category.steps().iter().cloned())
        .collect()
}

/// A module's folders are its names between the dots.
fn module(action: &Action) -> Vec<String> {
    let module = action.category.steps().join(".");
    std::iter::once("actions".to_owned())
        .chain(module.split('.').map(str::to_owned))
        .collect()
}

/// The file of an input form beside its workflow's: that of the start has no name of its own.
fn ending(form: &str) -> String {
    match form.trim_start_matches("input_form_") {
        "" => ".form.json".to_owned(),
        item => format!(".{}.form.json", encode(item)),
    }
}

/// What has no readable form is written member by member.
fn members(element: &Element, paths: &mut Paths) -> Vec<Stored> {
    let folders = ["elements".to_owned(), element.id.to_string()];
    element
        .members
        .iter()
        .map(|member| {
            let path = paths.give(&folders, &member.name, &[""]);
            stored(path, member.content.to_vec())
        })
        .collect()
}

/// A JSON string is a YAML string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn yaml(configuration: &Configuration) -> String {
    let mut out = format!(
        "id: {}\nversion: {}\n",
        quoted(configuration.id.as_str()),
        configuration.version
    );
    if let Some(allowed) = &configuration.allowed {
        let _ = writeln!(out, "allowed: {allowed}");
    }
    if !configuration.description.is_empty() {
        let _ = writeln!(out, "description: {}", quoted(&configuration.description));
    }
    if !configuration.attributes.is_empty() {
        out.push_str("attributes:\n");
    }
    for attribute in &configuration.attributes {
        let mut fields = vec![format!("type: {}", quoted(attribute.type_name.as_str()))];
        // A secure string is encrypted for one server; no other can read it.
        if let Some(value) = attribute
            .value
            .as_deref()
            .filter(|_| attribute.type_name.as_str() != "SecureString")
        {
            let value = codec::value::read(value, &attribute.type_name)
                .and_then(|value| plain(&value))
                .unwrap_or_else(|| quoted(value));
            fields.push(format!("value: {value}"));
        }
        if !attribute.description.is_empty() {
            fields.push(format!("description: {}", quoted(&attribute.description)));
        }
        let name = quoted(&attribute.name);
        let _ = writeln!(out, "  {name}: {{ {} }}", fields.join(", "));
    }
    out
}

/// A value as YAML in one line.
fn plain(value: &crate::model::Value) -> Option<String> {
    use crate::model::Value;
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => quoted(text),
        Value::Number(number) => serde_json::Number::from_f64(*number)?.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(|(_, item)| plain(item)).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Properties(fields) => {
            let fields: Option<Vec<String>> = fields
                .iter()
                .map(|(name, _, value)| Some(format!("{}: {}", quoted(name), plain(value)?)))
                .collect();
            format!("{{ {} }}", fields?.join(", "))
        }
    })
}

fn resource_meta(resource: &Resource) -> String {
    let mut out = format!("id: {}\n", quoted(resource.id.as_str()));
    if let Some(version) = &resource.version {
        let _ = writeln!(out, "version: {version}");
    }
    if let Some(description) = &resource.description {
        let _ = writeln!(out, "description: {}", quoted(description));
    }
    let _ = writeln!(out, "mime-type: {}", quoted(&resource.mime_type));
    if let Some(allowed) = &resource.allowed {
        let _ = writeln!(out, "allowed: {allowed}");
    }
    out
}
