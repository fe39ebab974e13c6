//! The grammar of `#` marks, of servers up to 7.x. It has no escapes, so texts that hold its marks
//! cannot be told apart.

use super::{inside, plain};
use crate::model::{Target, TypeName, Value};

fn item(type_name: &TypeName, value: &Value) -> String {
    let text = plain(value, Target::Seven);
    let name = match value {
        Value::Array(_) => "Array",
        _ => type_name.as_str(),
    };
    format!("#{name}#{text}#")
}

pub(super) fn write_array(items: &[(TypeName, Value)]) -> String {
    if items.is_empty() {
        return "#{##}#".to_owned();
    }
    let items: Vec<String> = items
        .iter()
        .map(|(type_name, value)| item(type_name, value))
        .collect();
    format!("#{{{}}}#", items.join(";"))
}

pub(super) fn write_properties(fields: &[(String, TypeName, Value)]) -> String {
    if fields.is_empty() {
        return "#[##]#".to_owned();
    }
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, type_name, value)| format!("#{name}#={}", item(type_name, value)))
        .collect();
    format!("#[{}]#", fields.join("+"))
}

/// What stands between `#{` and `}#`.
pub(super) fn read_array(inner: &str, depth: usize) -> Option<Value> {
    Marks { rest: inner, depth }.array()
}

/// What stands between `#[` and `]#`.
pub(super) fn read_properties(inner: &str, depth: usize) -> Option<Value> {
    Marks { rest: inner, depth }.properties()
}

struct Marks<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Marks<'a> {
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
        let value = inside(text, &type_name, self.depth)?;
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
