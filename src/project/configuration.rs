//! `configurations/<path>/<Name>.yaml`: configuration elements.

use super::document::{Fields, Node, Value as Written, yaml};
use super::head::{ALL_ALLOWED, Head};
use super::identifier;
use super::manifest::Manifest;
use super::place::Place;
use super::value;
use crate::codec;
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::{Attribute, Configuration, Kind, Target, TypeName, Value};

/// Reads one file. None when nothing can be made of it; the report then says why.
pub fn read(
    file: &str,
    place: &Place,
    text: &str,
    manifest: &Manifest,
    target: Target,
    report: &mut Report,
) -> Option<Configuration> {
    let node = yaml::read(file, text, report)?;
    let mut fields = Fields::open(file, "a configuration element", &node, report)?;
    let head = Head::take(&mut fields, file, report);
    let mut attributes = Vec::new();
    for (name, node) in fields.map("attributes").unwrap_or_default() {
        attributes.extend(attribute(file, name, node, manifest, target, report));
    }
    fields.finish(report);
    let derived = || identifier::derived(&manifest.name, &Kind::Configuration, &place.path);
    Some(Configuration {
        id: identifier::stated(file, head.id.as_ref(), derived, report),
        name: place.name.clone(),
        category: place.category(&manifest.category),
        version: head.version.unwrap_or(manifest.version),
        description: head.description.unwrap_or_default(),
        allowed: Some(head.allowed.unwrap_or_else(|| ALL_ALLOWED.to_owned())),
        attributes,
    })
}

/// `name: type`, or `name: { type, value, description }`.
fn attribute(
    file: &str,
    name: &Sourced<String>,
    node: &Node,
    manifest: &Manifest,
    target: Target,
    report: &mut Report,
) -> Option<Attribute> {
    if let Some(fault) = identifier::fault(name) {
        report.push(
            Diagnostic::error(
                "illegal-name",
                file,
                format!("the name `{}` {fault}", name.escape_debug()),
            )
            .at(name.span.clone()),
        );
    }
    if let Written::Text(_) = node.value {
        let text = node.text(file, report)?;
        return Some(Attribute {
            name: name.value.clone(),
            type_name: manifest.types.read(file, &text, report)?,
            value: None,
            description: String::new(),
        });
    }
    let mut fields = Fields::open(file, "an attribute", node, report)?;
    fields.require(&["type"]);
    let type_name = fields
        .text("type")
        .and_then(|text| manifest.types.read(file, &text, report));
    let written = fields.node("value");
    let description = fields.text("description");
    fields.finish(report);
    let type_name = type_name?;
    let value = written.and_then(|node| {
        let value = value::read(file, node, &type_name, report)?;
        text_form(file, node, &value, &type_name, target, report)
    });
    Some(Attribute {
        name: name.value.clone(),
        type_name,
        value,
        description: description.map(|text| text.value).unwrap_or_default(),
    })
}

/// The server's text of a value; none for null. The old grammar of collections has no escapes, so
/// what does not come back as it was is refused.
fn text_form(
    file: &str,
    node: &Node,
    value: &Value,
    type_name: &TypeName,
    target: Target,
    report: &mut Report,
) -> Option<String> {
    if *value == Value::Null {
        return None;
    }
    let text = codec::value::write(value, type_name, target);
    let is_collection = matches!(value, Value::Array(_) | Value::Properties(_));
    let comes_back = || {
        codec::value::read(&text, type_name).is_some_and(|read| codec::value::same(&read, value))
    };
    if is_collection && !comes_back() {
        report.push(
            Diagnostic::error(
                "value-grammar",
                file,
                format!("servers of target `{target}` could not read this value back"),
            )
            .at(node.span.clone())
            .help("their collections cannot hold texts with `#`; use target `8`, or other texts"),
        );
        return None;
    }
    Some(text)
}
