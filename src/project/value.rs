//! Values of attributes as people write them, checked against their type.

use super::document::{Node, Value as Written};
use crate::diagnostic::{Diagnostic, Report, closest};
use crate::model::{TypeName, Value};

/// Types whose text form is the text itself.
const TEXTS: [&str; 6] = ["string", "Path", "Regexp", "Text", "URL", "File"];

/// Reads a value of a type. None when it does not fit; the report then says why.
pub fn read(file: &str, node: &Node, type_name: &TypeName, report: &mut Report) -> Option<Value> {
    if node.value.is_null() {
        return Some(Value::Null);
    }
    if let Some(item) = type_name.item() {
        return array(file, node, &item, report);
    }
    if let Some(fields) = type_name.fields() {
        return composite(file, node, &fields, report);
    }
    match type_name.as_str() {
        "number" => Some(Value::Number(node.number(file, report)?.value)),
        "boolean" => Some(Value::Boolean(node.boolean(file, report)?.value)),
        "Any" => Some(natural(node).1),
        "Properties" => {
            node.map(file, report)?;
            Some(natural(node).1)
        }
        "SecureString" | "EncryptedString" => {
            report.push(
                Diagnostic::error("secret", file, format!("a {type_name} takes no value here"))
                    .at(node.span.clone())
                    .help("a server could not read it and everybody else could; set it there"),
            );
            None
        }
        name if TEXTS.contains(&name) => Some(Value::Text(node.text(file, report)?.value)),
        _ => reference(file, node, type_name, report),
    }
}

fn array(file: &str, node: &Node, item: &TypeName, report: &mut Report) -> Option<Value> {
    let nodes = node.list(file, report)?;
    let mut items = Vec::with_capacity(nodes.len());
    for node in nodes {
        if item.as_str() == "Any" {
            items.push(natural(node));
        } else if let Some(value) = read(file, node, item, report) {
            items.push((item.clone(), value));
        }
    }
    (items.len() == nodes.len()).then_some(Value::Array(items))
}

fn composite(
    file: &str,
    node: &Node,
    fields: &[(String, TypeName)],
    report: &mut Report,
) -> Option<Value> {
    let entries = node.map(file, report)?;
    let mut values = Vec::with_capacity(entries.len());
    for (name, node) in entries {
        let Some((_, type_name)) = fields.iter().find(|(field, _)| *field == name.value) else {
            let names = || fields.iter().map(|(field, _)| field.as_str());
            let help = match closest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "its fields are `{}`",
                    names().collect::<Vec<_>>().join("`, `")
                ),
            };
            report.push(
                Diagnostic::error(
                    "unknown-field",
                    file,
                    format!("the type has no field `{}`", name.escape_debug()),
                )
                .at(name.span.clone())
                .help(help),
            );
            continue;
        };
        if let Some(value) = read(file, node, type_name, report) {
            values.push((name.value.clone(), type_name.clone(), value));
        }
    }
    (values.len() == entries.len()).then_some(Value::Properties(values))
}

/// Objects of the server and of plug-ins are written as the reference an export has for them.
fn reference(file: &str, node: &Node, type_name: &TypeName, report: &mut Report) -> Option<Value> {
    let text = node.text(file, report)?;
    if text.starts_with("dunes://") {
        return Some(Value::Text(text.value));
    }
    report.push(
        Diagnostic::error(
            "no-value-form",
            file,
            format!("a value of type `{type_name}` cannot be written like this"),
        )
        .at(text.span)
        .help("leave it out and set it on the server, or write the `dunes://…` text of an export"),
    );
    None
}

/// The value and type of what stands there by itself, where the type leaves it open.
fn natural(node: &Node) -> (TypeName, Value) {
    let named = |name: &str| TypeName::new(name).unwrap_or_else(|_| TypeName::any());
    match &node.value {
        Written::Null => (TypeName::any(), Value::Null),
        Written::Boolean(value) => (named("boolean"), Value::Boolean(*value)),
        Written::Number(value, _) => (named("number"), Value::Number(*value)),
        Written::Text(text) => (TypeName::string(), Value::Text(text.clone())),
        Written::List(nodes) => (
            TypeName::any().array(),
            Value::Array(nodes.iter().map(natural).collect()),
        ),
        Written::Map(entries) => (
            named("Properties"),
            Value::Properties(
                entries
                    .iter()
                    .map(|(name, node)| {
                        let (type_name, value) = natural(node);
                        (name.value.clone(), type_name, value)
                    })
                    .collect(),
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::yaml;
    use super::*;

    fn value(type_name: &str, text: &str) -> (Option<Value>, Vec<&'static str>) {
        let mut report = Report::new();
        let node = yaml::read("f", &format!("v: {text}"), &mut report).expect("YAML");
        let Written::Map(entries) = &node.value else {
            panic!("a map")
        };
        let type_name = TypeName::new(type_name).expect("legal");
        let value = read("f", &entries[0].1, &type_name, &mut report);
        (value, report.diagnostics().iter().map(|d| d.code).collect())
    }

    #[test]
    fn values_by_type() {
        let string = TypeName::string;
        for (type_name, text, expected) in [
            ("string", "a", Value::Text("a".to_owned())),
            ("number", "60", Value::Number(60.0)),
            ("boolean", "true", Value::Boolean(true)),
            ("string", "null", Value::Null),
            (
                "Array/string",
                "[a]",
                Value::Array(vec![(string(), Value::Text("a".to_owned()))]),
            ),
            (
                "Array/Any",
                "[1]",
                Value::Array(vec![(
                    TypeName::new("number").expect("legal"),
                    Value::Number(1.0),
                )]),
            ),
            (
                "Properties",
                "{a: b}",
                Value::Properties(vec![(
                    "a".to_owned(),
                    string(),
                    Value::Text("b".to_owned()),
                )]),
            ),
            (
                "CompositeType(a:string,b:number):x",
                "{a: b}",
                Value::Properties(vec![(
                    "a".to_owned(),
                    string(),
                    Value::Text("b".to_owned()),
                )]),
            ),
            (
                "VC:VirtualMachine",
                "\"dunes://service.dunes.ch/x\"",
                Value::Text("dunes://service.dunes.ch/x".to_owned()),
            ),
        ] {
            assert_eq!(value(type_name, text), (Some(expected), vec![]), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit() {
        for (type_name, text, code) in [
            ("string", "1", "wrong-type"),
            ("number", "a", "wrong-type"),
            ("Array/number", "[1, a]", "wrong-type"),
            ("Properties", "[1]", "wrong-type"),
            ("SecureString", "hunter2", "secret"),
            ("Array/SecureString", "[hunter2]", "secret"),
            ("Date", "2024-01-01", "no-value-form"),
            ("CompositeType(abc:string):x", "{abd: b}", "unknown-field"),
        ] {
            assert_eq!(value(type_name, text), (None, vec![code]), "{text}");
        }
        assert_eq!(value("SecureString", "null").0, Some(Value::Null));
    }
}
