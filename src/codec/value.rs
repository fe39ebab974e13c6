//! The text form of values: what stands in `<value>` and in static qualifiers.
//!
//! Servers up to 7.x write collections in a grammar of `#` marks, servers from 8.x on one with
//! lengths. Both are read; [`Target`] decides which is written.

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
            Target::Seven => old_array(items),
            Target::Eight => new_array(items),
        },
        Value::Properties(fields) => match target {
            Target::Seven => old_properties(fields),
            Target::Eight => new_properties(fields),
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

fn old_item(type_name: &TypeName, value: &Value) -> String {
    let text = plain(value, Target::Seven);
    let name = match value {
        Value::Array(_) => "Array",
        _ => type_name.as_str(),
    };
    format!("#{name}#{text}#")
}

fn old_array(items: &[(TypeName, Value)]) -> String {
    if items.is_empty() {
        return "#{##}#".to_owned();
    }
    let items: Vec<String> = items
        .iter()
        .map(|(type_name, value)| old_item(type_name, value))
        .collect();
    format!("#{{{}}}#", items.join(";"))
}

fn old_properties(fields: &[(String, TypeName, Value)]) -> String {
    if fields.is_empty() {
        return "#[##]#".to_owned();
    }
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, type_name, value)| format!("#{name}#={}", old_item(type_name, value)))
        .collect();
    format!("#[{}]#", fields.join("+"))
}

fn new_item(type_name: &TypeName, value: &Value) -> String {
    format!("{type_name}#{}", plain(value, Target::Eight))
}

fn new_array(items: &[(TypeName, Value)]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|(type_name, value)| {
            let item = new_item(type_name, value);
            format!("{}:{item}", units(&item))
        })
        .collect();
    format!("[{}]", items.join(","))
}

fn new_properties(fields: &[(String, TypeName, Value)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, type_name, value)| {
            let item = new_item(type_name, value);
            format!("{}:{}:{name}={item}", units(name), units(&item))
        })
        .collect();
    format!("{{{}}}", fields.join("\n"))
}

/// Length as Java counts it. Every known sample is ASCII; UTF-16 units are the likely rule.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Reads a value of a type, in either grammar; none when the text does not have its form.
#[must_use]
pub fn read(text: &str, type_name: &TypeName) -> Option<Value> {
    if text == NULL {
        return Some(Value::Null);
    }
    match type_name.as_str() {
        "number" | "Number" if text.is_empty() => Some(Value::Null),
        "number" | "Number" => text.trim().parse().ok().map(Value::Number),
        "boolean" | "Boolean" => match text.trim() {
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            "" => Some(Value::Null),
            _ => None,
        },
        "Any" => {
            let (name, rest) = text.split_once('#')?;
            read(rest, &TypeName::new(name).ok()?)
        }
        name if name == "Array" || name.starts_with("Array/") => array(text),
        name if name == "Properties" || name.starts_with("CompositeType(") => properties(text),
        _ => Some(Value::Text(text.to_owned())),
    }
}

fn array(text: &str) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Null);
    }
    if let Some(inner) = text.strip_prefix("#{").and_then(|t| t.strip_suffix("}#")) {
        return Old { rest: inner }.array();
    }
    New { rest: text }.whole(New::array)
}

fn properties(text: &str) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Null);
    }
    if let Some(inner) = text.strip_prefix("#[").and_then(|t| t.strip_suffix("]#")) {
        return Old { rest: inner }.properties();
    }
    New { rest: text }.whole(New::properties)
}

/// The grammar of `#` marks. It has no escapes, so texts that hold its marks cannot be told apart.
struct Old<'a> {
    rest: &'a str,
}

impl<'a> Old<'a> {
    fn array(mut self) -> Option<Value> {
        let mut items = Vec::new();
        if self.rest == "##" {
            return Some(Value::Array(items));
        }
        loop {
            items.push(self.item(";")?);
            if self.rest.is_empty() {
                return Some(Value::Array(items));
            }
            self.take(";")?;
        }
    }

    fn properties(mut self) -> Option<Value> {
        let mut fields = Vec::new();
        if self.rest == "##" {
            return Some(Value::Properties(fields));
        }
        loop {
            self.take("#")?;
            let name = self.until("#=")?.to_owned();
            let (type_name, value) = self.item("+")?;
            fields.push((name, type_name, value));
            if self.rest.is_empty() {
                return Some(Value::Properties(fields));
            }
            self.take("+")?;
        }
    }

    /// `#type#value#`, where a collection inside brings marks of its own.
    fn item(&mut self, separator: &str) -> Option<(TypeName, Value)> {
        self.take("#")?;
        let type_name = TypeName::new(self.until("#")?).ok()?;
        let text = if self.rest.starts_with("#{") || self.rest.starts_with("#[") {
            let length = nested(self.rest)?;
            let (text, rest) = self.rest.split_at(length);
            self.rest = rest.strip_prefix('#')?;
            text
        } else {
            let end = self
                .rest
                .find(&format!("#{separator}#"))
                .or_else(|| self.rest.len().checked_sub(1))?;
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.strip_prefix('#')?;
            text
        };
        let value = read(text, &type_name)?;
        Some((type_name, value))
    }

    fn take(&mut self, mark: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    fn until(&mut self, mark: &str) -> Option<&'a str> {
        let (before, after) = self.rest.split_once(mark)?;
        self.rest = after;
        Some(before)
    }
}

/// Length of the collection the text starts with, by depth of its brackets.
fn nested(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut index) = (0usize, 0);
    while index + 1 < bytes.len() {
        match (bytes[index], bytes[index + 1]) {
            (b'#', b'{' | b'[') => depth += 1,
            (b'}' | b']', b'#') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(index + 2);
                }
                // The mark that closes may open the next item, so it is looked at again.
                index += 1;
                continue;
            }
            _ => {
                index += 1;
                continue;
            }
        }
        index += 2;
    }
    None
}

/// The grammar of lengths.
struct New<'a> {
    rest: &'a str,
}

impl<'a> New<'a> {
    fn whole(mut self, read: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        let value = read(&mut self)?;
        self.rest.is_empty().then_some(value)
    }

    fn array(&mut self) -> Option<Value> {
        self.take("[")?;
        let mut items = Vec::new();
        while self.take("]").is_none() {
            if !items.is_empty() {
                self.take(",")?;
            }
            let length = self.number()?;
            items.push(self.item(length)?);
        }
        Some(Value::Array(items))
    }

    fn properties(&mut self) -> Option<Value> {
        self.take("{")?;
        let mut fields = Vec::new();
        while self.take("}").is_none() {
            if !fields.is_empty() {
                self.take("\n")?;
            }
            let (name, length) = (self.number()?, self.number()?);
            let name = self.chars(name)?.to_owned();
            self.take("=")?;
            let (type_name, value) = self.item(length)?;
            fields.push((name, type_name, value));
        }
        Some(Value::Properties(fields))
    }

    fn item(&mut self, length: usize) -> Option<(TypeName, Value)> {
        let (name, text) = self.chars(length)?.split_once('#')?;
        let type_name = TypeName::new(name).ok()?;
        let value = read(text, &type_name)?;
        Some((type_name, value))
    }

    fn number(&mut self) -> Option<usize> {
        let (digits, rest) = self.rest.split_once(':')?;
        self.rest = rest;
        digits.parse().ok()
    }

    /// The next so many UTF-16 units.
    fn chars(&mut self, units: usize) -> Option<&'a str> {
        let (mut end, mut left) = (0, units);
        for character in self.rest.chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(character.len_utf16())?;
            end += character.len_utf8();
        }
        if left > 0 {
            return None;
        }
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(taken)
    }

    fn take(&mut self, mark: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }
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
