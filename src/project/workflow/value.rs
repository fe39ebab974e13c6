//! What people write as a value, for a type.

use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::{TypeName, Value};
use crate::project::document::{Node, Value as Written};

/// The value of a node for a type. What does not fit is reported.
pub(in crate::project) fn decode(
    node: &Node,
    type_name: &TypeName,
    file: &str,
    report: &mut Report,
) -> Option<Value> {
    if node.value.is_null() {
        return Some(Value::Null);
    }
    if let Some(item) = type_name.item() {
        let items = node.list(file, report)?;
        let values: Vec<_> = items
            .iter()
            .map(|node| {
                decode(node, &item, file, report).map(|value| (item_type(&item, node), value))
            })
            .collect();
        return values.into_iter().collect::<Option<_>>().map(Value::Array);
    }
    if let Some(fields) = type_name.fields() {
        return composite(node, &fields, file, report);
    }
    match type_name.as_str() {
        "number" => node
            .number(file, report)
            .map(|number| Value::Number(number.value)),
        "boolean" => node
            .boolean(file, report)
            .map(|boolean| Value::Boolean(boolean.value)),
        "Properties" => properties(node.map(file, report)?, file, report),
        "Any" => natural(node, file, report),
        "SecureString" | "EncryptedString" => {
            let message = format!("a `{type_name}` takes no value");
            let help = "only the server that encrypted it could read it; let people type it in";
            report.push(
                Diagnostic::error("secret", file, message)
                    .at(node.span.clone())
                    .help(help),
            );
            None
        }
        "string" | "Path" | "Regexp" | "Text" | "URL" => {
            node.text(file, report).map(|text| Value::Text(text.value))
        }
        _ => {
            let text = node.text(file, report)?;
            if text.starts_with("dunes://") {
                return Some(Value::Text(text.value));
            }
            let message = format!("a `{type_name}` cannot be written as a text");
            let help = "leave the value out and set it in a step, or write its `dunes://` form";
            report.push(
                Diagnostic::error("no-text-form", file, message)
                    .at(text.span)
                    .help(help),
            );
            None
        }
    }
}

/// In an array of `Any`, each item says what it is.
fn item_type(item: &TypeName, node: &Node) -> TypeName {
    if item.as_str() == "Any" {
        natural_type(node)
    } else {
        item.clone()
    }
}

fn natural_type(node: &Node) -> TypeName {
    let name = match &node.value {
        Written::Null => return TypeName::any(),
        Written::Boolean(_) => "boolean",
        Written::Number(..) => "number",
        Written::Text(_) => "string",
        Written::List(_) => "Array/Any",
        Written::Map(_) => "Properties",
    };
    TypeName::new(name).unwrap_or_else(|_| TypeName::any())
}

fn natural(node: &Node, file: &str, report: &mut Report) -> Option<Value> {
    let type_name = natural_type(node);
    if type_name == TypeName::any() {
        return Some(Value::Null);
    }
    decode(node, &type_name, file, report)
}

fn properties(
    entries: &[(Sourced<String>, Node)],
    file: &str,
    report: &mut Report,
) -> Option<Value> {
    let fields: Vec<_> = entries
        .iter()
        .map(|(name, node)| {
            let value = natural(node, file, report)?;
            Some((name.value.clone(), natural_type(node), value))
        })
        .collect();
    fields
        .into_iter()
        .collect::<Option<_>>()
        .map(Value::Properties)
}

fn composite(
    node: &Node,
    fields: &[(String, TypeName)],
    file: &str,
    report: &mut Report,
) -> Option<Value> {
    let entries = node.map(file, report)?;
    let mut values = Vec::new();
    let mut sound = true;
    for (name, node) in entries {
        let Some((field, type_name)) = fields.iter().find(|(field, _)| *field == name.value) else {
            let names: Vec<String> = fields
                .iter()
                .map(|(field, _)| format!("`{field}`"))
                .collect();
            let message = format!("there is no field `{}`", name.value.escape_debug());
            let help = format!("the type has {}", names.join(", "));
            report.push(
                Diagnostic::error("unknown-key", file, message)
                    .at(name.span.clone())
                    .help(help),
            );
            sound = false;
            continue;
        };
        match decode(node, type_name, file, report) {
            Some(value) => values.push((field.clone(), type_name.clone(), value)),
            None => sound = false,
        }
    }
    sound.then_some(Value::Properties(values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::value::write;
    use crate::model::Target;
    use crate::project::document::yaml;

    fn text(yaml_text: &str, type_name: &str) -> Result<String, String> {
        let mut report = Report::new();
        let node = yaml::read("f", yaml_text, &mut report).expect("reads");
        let type_name = TypeName::new(type_name).expect("legal");
        match decode(&node, &type_name, "f", &mut report) {
            Some(value) => Ok(write(&value, &type_name, Target::Eight)),
            None => Err(report.diagnostics()[0].code.to_owned()),
        }
    }

    #[test]
    fn values_take_the_servers_form() {
        for (yaml, type_name, written) in [
            ("a b", "string", "a b"),
            ("8080", "number", "8080.0"),
            ("true", "boolean", "true"),
            ("~", "Date", "__NULL__"),
            (
                "[foo, bar]",
                "Array/string",
                "[10:string#foo,10:string#bar]",
            ),
            ("[]", "Array/number", "[]"),
            ("{Name: abcd}", "Properties", "{4:11:Name=string#abcd}"),
            (
                "{port: 1}",
                "CompositeType(port:number):p",
                "{4:10:port=number#1.0}",
            ),
            ("[1, a]", "Array/Any", "[10:number#1.0,8:string#a]"),
            ("x", "Any", "string#x"),
        ] {
            assert_eq!(text(yaml, type_name).as_deref(), Ok(written), "{yaml}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (yaml, type_name, code) in [
            ("8080", "string", "wrong-type"),
            ("'8080'", "number", "wrong-type"),
            ("yes", "boolean", "wrong-type"),
            ("hunter2", "SecureString", "secret"),
            ("2020-01-01", "Date", "no-text-form"),
            ("{prot: 1}", "CompositeType(port:number):p", "unknown-key"),
            ("a", "Array/string", "wrong-type"),
        ] {
            assert_eq!(text(yaml, type_name), Err(code.to_owned()), "{yaml}");
        }
    }
}
