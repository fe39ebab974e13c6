//! Values in the server's text form, as attributes and configuration elements hold them.

use super::date::date;
use super::value::{Reference, Value};
use crate::codec;
use crate::model::{self, TypeName};

/// Reads a value of a type; none when the text does not have its form.
#[must_use]
pub fn read(text: &str, type_name: &TypeName) -> Option<Value> {
    let (mut text, mut type_name) = (text, type_name.clone());
    while let ("Any", Some((inner, rest))) = (type_name.as_str(), text.split_once('#')) {
        (text, type_name) = (rest, TypeName::new(inner).ok()?);
    }
    convert(codec::value::read(text, &type_name)?, &type_name)
}

fn convert(value: model::Value, type_name: &TypeName) -> Option<Value> {
    Some(match value {
        model::Value::Null => Value::Null,
        model::Value::Number(number) => Value::Number(number),
        model::Value::Boolean(boolean) => Value::Boolean(boolean),
        model::Value::Text(text) => return single(text, type_name),
        model::Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|(type_name, value)| convert(value, &type_name))
                .collect::<Option<_>>()?,
        ),
        model::Value::Properties(fields) => {
            let fields = fields
                .into_iter()
                .map(|(name, type_name, value)| Some((name, convert(value, &type_name)?)))
                .collect::<Option<_>>()?;
            if type_name.fields().is_some() {
                Value::Composite(fields)
            } else {
                Value::Properties(fields)
            }
        }
    })
}

fn single(text: String, type_name: &TypeName) -> Option<Value> {
    match type_name.as_str() {
        "string" | "String" | "SecureString" | "EncryptedString" | "Path" | "Regexp" | "Text" => {
            return Some(Value::Text(text));
        }
        _ if text.is_empty() => return Some(Value::Null),
        // How a server writes a date is not known; this is what people write.
        "Date" => return date(&text).map(Value::Date),
        _ => {}
    }
    match text.strip_prefix("dunes://service.dunes.ch/") {
        Some(rest) => {
            let id = rest.split_once("?id='")?.1.split_once('\'')?.0;
            let id = decoded(id);
            Some(Value::Reference(Reference {
                type_name: type_name.clone(),
                name: id.clone(),
                id,
            }))
        }
        None => Some(Value::Text(text)),
    }
}

/// Undoes URL encoding.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match (
            first,
            digits.and_then(|two| u8::from_str_radix(two, 16).ok()),
        ) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (b'+', _) => {
                bytes.push(b' ');
                rest = after;
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, type_name: &str) -> Option<Value> {
        read(text, &TypeName::new(type_name).expect("a type"))
    }

    #[test]
    fn single_values_and_collections() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(value("__NULL__", "string"), Some(Value::Null));
        assert_eq!(value("180.0", "number"), Some(Value::Number(180.0)));
        assert_eq!(value("many", "number"), None);
        assert_eq!(value("string#x", "Any"), Some(text("x")));
        for array in ["#{#string#a#;#string#b#}#", "[8:string#a,8:string#b]"] {
            let expected = Value::Array(vec![text("a"), text("b")]);
            assert_eq!(value(array, "Array/string"), Some(expected), "{array}");
        }
    }

    #[test]
    fn fields_of_a_composite_and_of_properties() {
        let fields = vec![("port".to_owned(), Value::Number(80.0))];
        let written = "#[#port#=#number#80.0#]#";
        assert_eq!(
            value(written, "CompositeType(port:number):Port"),
            Some(Value::Composite(fields.clone()))
        );
        assert_eq!(
            value(written, "Properties"),
            Some(Value::Properties(fields))
        );
    }

    #[test]
    fn a_type_in_front_of_a_type() {
        let any = "Any#".repeat(100_000);
        assert_eq!(
            value(&format!("{any}boolean#true"), "Any"),
            Some(Value::Boolean(true))
        );
        assert_eq!(value(&any, "Any"), None);
    }

    #[test]
    fn an_object_is_a_reference() {
        let url = "dunes://service.dunes.ch/CustomSDKObject?id='a%2Fb'&dunesName='Acme:Guest'";
        let Some(Value::Reference(reference)) = value(url, "Acme:Guest") else {
            panic!("no reference");
        };
        assert_eq!(
            (reference.id.as_str(), reference.type_name.as_str()),
            ("a/b", "Acme:Guest")
        );
    }
}
