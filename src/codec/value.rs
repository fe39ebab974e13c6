//! The text form of values: what stands in `<value>` and in static qualifiers.
//!
//! Servers up to 7.x write collections in a grammar of `#` marks, servers from 8.x on one with
//! lengths. Both are read; [`Target`] decides which is written.

mod lengths;
mod marks;

use crate::model::{Target, TypeName, Value};

/// The text of no value.
pub const NULL: &str = "__NULL__";

/// Writes a value of a type.
#[must_use]
pub fn write(value: &Value, type_name: &TypeName, target: Target) -> String {
    let text = plain(value, target);
    // A value of type Any carries its own type in front.
    match (type_name.as_str(), value) {
        ("Any", Value::Null) => "Any#__NULL__".to_owned(),
        ("Any", _) => format!("{}#{text}", natural_type(value)),
        _ => text,
    }
}

fn plain(value: &Value, target: Target) -> String {
    match value {
        Value::Null => NULL.to_owned(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => double(*number),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Array(items) => match target {
            Target::Seven => marks::write_array(items),
            Target::Eight => lengths::write_array(items),
        },
        Value::Properties(fields) => match target {
            Target::Seven => marks::write_properties(fields),
            Target::Eight => lengths::write_properties(fields),
        },
    }
}

fn natural_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "Any",
        Value::Text(_) => "string",
        Value::Number(_) => "number",
        Value::Boolean(_) => "boolean",
        Value::Array(_) => "Array",
        Value::Properties(_) => "Properties",
    }
}

/// A number as Java prints a double: always a fraction, an exponent from ten million on.
#[must_use]
pub fn double(number: f64) -> String {
    let magnitude = number.abs();
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned();
    }
    if magnitude == 0.0 || (1e-3..1e7).contains(&magnitude) {
        return format!("{number:?}");
    }
    let scientific = format!("{number:E}");
    match scientific.split_once('E') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0E{exponent}"),
        _ => scientific,
    }
}

/// Collections that are nested deeper are nobody's values.
const DEEPEST: usize = 64;

/// Reads a value of a type, in either grammar; none when the text does not have its form.
#[must_use]
pub fn read(text: &str, type_name: &TypeName) -> Option<Value> {
    inside(text, type_name, DEEPEST)
}

/// Whether what was read back is what was written. The old grammar calls every array inside a
/// collection `Array`, whatever its items are.
#[must_use]
pub fn same(read: &Value, written: &Value) -> bool {
    let array = |name: &TypeName| name.as_str() == "Array" || name.as_str().starts_with("Array/");
    let typed = |a: &TypeName, b: &TypeName| a == b || (array(a) && array(b));
    match (read, written) {
        (Value::Array(a), Value::Array(b)) => {
            let mut pairs = a.iter().zip(b);
            a.len() == b.len() && pairs.all(|(a, b)| typed(&a.0, &b.0) && same(&a.1, &b.1))
        }
        (Value::Properties(a), Value::Properties(b)) => {
            let mut pairs = a.iter().zip(b);
            let alike =
                |(a, b): (&Field, &Field)| a.0 == b.0 && typed(&a.1, &b.1) && same(&a.2, &b.2);
            a.len() == b.len() && pairs.all(alike)
        }
        _ => read == written,
    }
}

/// Name, type and value.
type Field = (String, TypeName, Value);

/// Reads a value that may hold so many collections one inside the other.
fn inside(text: &str, type_name: &TypeName, depth: usize) -> Option<Value> {
    let (text, name) = of_any(text, type_name.as_str())?;
    if text == NULL {
        return Some(Value::Null);
    }
    match name {
        "number" | "Number" if text.is_empty() => Some(Value::Null),
        "number" | "Number" => text.trim().parse().ok().map(Value::Number),
        "boolean" | "Boolean" => match text.trim() {
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            "" => Some(Value::Null),
            _ => None,
        },
        name if name == "Array" || name.starts_with("Array/") => array(text, depth),
        name if name == "Properties" || name.starts_with("CompositeType(") => {
            properties(text, depth)
        }
        _ => Some(Value::Text(text.to_owned())),
    }
}

/// The text and the type of what a value of type `Any` holds; a type may stand in front of a type.
fn of_any<'a>(mut text: &'a str, mut name: &'a str) -> Option<(&'a str, &'a str)> {
    while name == "Any" && text != NULL {
        (name, text) = text.split_once('#')?;
        TypeName::new(name).ok()?;
    }
    Some((text, name))
}

fn array(text: &str, depth: usize) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Null);
    }
    let depth = depth.checked_sub(1)?;
    if let Some(inner) = text.strip_prefix("#{").and_then(|t| t.strip_suffix("}#")) {
        return marks::read_array(inner, depth);
    }
    lengths::read_array(text, depth)
}

fn properties(text: &str, depth: usize) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Null);
    }
    let depth = depth.checked_sub(1)?;
    if let Some(inner) = text.strip_prefix("#[").and_then(|t| t.strip_suffix("]#")) {
        return marks::read_properties(inner, depth);
    }
    lengths::read_properties(text, depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_name(name: &str) -> TypeName {
        TypeName::new(name).expect(name)
    }

    fn text(text: &str) -> (TypeName, Value) {
        (TypeName::string(), Value::Text(text.to_owned()))
    }

    #[test]
    fn what_is_nested_without_end_is_no_value() {
        let lengths = (0..DEEPEST).fold("[]".to_owned(), |inner, _| {
            let item = format!("Array#{inner}");
            format!("[{}:{item}]", item.len())
        });
        let marks = |count| {
            let (open, close) = ("#{#Array".repeat(count), "#}#".repeat(count));
            format!("{open}#{{##}}#{close}")
        };
        let array = type_name("Array");
        assert_eq!(read(&lengths, &array), None);
        assert_eq!(read(&marks(100_000), &array), None);
        let any = "Any#".repeat(100_000);
        assert_eq!(
            read(&format!("{any}number#1"), &TypeName::any()),
            Some(Value::Number(1.0))
        );
        assert_eq!(
            read(&format!("{any}{NULL}"), &TypeName::any()),
            Some(Value::Null)
        );
        assert_eq!(read(&any, &TypeName::any()), None);
    }

    #[test]
    fn arrays_inside_others_come_back_as_arrays() {
        let hosts = |items: &[&str]| {
            let items = items.iter().map(|item| text(item)).collect();
            let field = (
                "hosts".to_owned(),
                type_name("Array/string"),
                Value::Array(items),
            );
            Value::Properties(vec![field])
        };
        let composite = type_name("CompositeType(hosts:Array/string):Node");
        let written = write(&hosts(&["a", "b"]), &composite, Target::Seven);
        assert_eq!(written, "#[#hosts#=#Array##{#string#a#;#string#b#}##]#");
        let back = read(&written, &composite).expect("a value");
        assert!(same(&back, &hosts(&["a", "b"])));
        for other in [hosts(&["a"]), hosts(&["a", "c"]), Value::Null] {
            assert!(!same(&back, &other));
        }
    }

    #[test]
    fn scalars() {
        for (value, name, written) in [
            (Value::Null, "string", "__NULL__"),
            (Value::Text("a b".into()), "string", "a b"),
            (Value::Number(8080.0), "number", "8080.0"),
            (Value::Number(0.5), "number", "0.5"),
            (Value::Number(536_870_912.0), "number", "5.36870912E8"),
            (Value::Number(1e7), "number", "1.0E7"),
            (Value::Number(-0.0001), "number", "-1.0E-4"),
            (Value::Boolean(true), "boolean", "true"),
            (Value::Text(String::new()), "Any", "string#"),
            (Value::Null, "Any", "Any#__NULL__"),
        ] {
            assert_eq!(write(&value, &type_name(name), Target::Eight), written);
            if name != "Any" {
                assert_eq!(read(written, &type_name(name)), Some(value), "{written}");
            }
        }
    }

    #[test]
    fn the_old_grammar() {
        let list = Value::Array(vec![text("a"), text("b")]);
        let properties = Value::Properties(vec![
            ("key".into(), TypeName::string(), Value::Text("v".into())),
            ("n".into(), type_name("number"), Value::Number(1.0)),
            ("l".into(), type_name("Array"), list.clone()),
        ]);
        for (value, name, written) in [
            (list, "Array/string", "#{#string#a#;#string#b#}#"),
            (Value::Array(vec![]), "Array/string", "#{##}#"),
            (Value::Properties(vec![]), "Properties", "#[##]#"),
            (
                properties,
                "Properties",
                "#[#key#=#string#v#+#n#=#number#1.0#+#l#=#Array##{#string#a#;#string#b#}##]#",
            ),
        ] {
            assert_eq!(write(&value, &type_name(name), Target::Seven), written);
            assert_eq!(read(written, &type_name(name)), Some(value), "{written}");
        }
    }

    #[test]
    fn the_new_grammar() {
        let list = Value::Array(vec![text("foo"), text("bar,[x]")]);
        let properties = Value::Properties(vec![
            (
                "Name".into(),
                TypeName::string(),
                Value::Text("abcd".into()),
            ),
            ("größe".into(), type_name("Array/string"), list.clone()),
        ]);
        for (value, name, written) in [
            (list, "Array/string", "[10:string#foo,14:string#bar,[x]]"),
            (Value::Array(vec![]), "Array/string", "[]"),
            (Value::Properties(vec![]), "Properties", "{}"),
            (
                properties,
                "Properties",
                "{4:11:Name=string#abcd\n5:46:größe=Array/string#[10:string#foo,14:string#bar,[x]]}",
            ),
        ] {
            assert_eq!(write(&value, &type_name(name), Target::Eight), written);
            assert_eq!(read(written, &type_name(name)), Some(value), "{written}");
        }
    }

    #[test]
    fn what_has_not_the_form_is_no_value() {
        for (text, name) in [
            ("[10:string#fo]", "Array/string"),
            ("[99999999999999999999:x]", "Array/string"),
            ("#{#string#a#", "Array/string"),
            ("{1:2:a}", "Properties"),
            ("soon", "number"),
            ("maybe", "boolean"),
        ] {
            assert_eq!(read(text, &type_name(name)), None, "{text}");
        }
    }
}
