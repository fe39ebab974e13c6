//! The grammar of lengths, of servers from 8.x on.

use super::{inside, plain};
use crate::model::{Target, TypeName, Value};

fn item(type_name: &TypeName, value: &Value) -> String {
    format!("{type_name}#{}", plain(value, Target::Eight))
}

pub(super) fn write_array(items: &[(TypeName, Value)]) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|(type_name, value)| {
            let item = item(type_name, value);
            format!("{}:{item}", units(&item))
        })
        .collect();
    format!("[{}]", items.join(","))
}

pub(super) fn write_properties(fields: &[(String, TypeName, Value)]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|(name, type_name, value)| {
            let item = item(type_name, value);
            format!("{}:{}:{name}={item}", units(name), units(&item))
        })
        .collect();
    format!("{{{}}}", fields.join("\n"))
}

/// Length as Java counts it. Every known sample is ASCII; UTF-16 units are the likely rule.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

pub(super) fn read_array(text: &str, depth: usize) -> Option<Value> {
    Lengths { rest: text, depth }.whole(Lengths::array)
}

pub(super) fn read_properties(text: &str, depth: usize) -> Option<Value> {
    Lengths { rest: text, depth }.whole(Lengths::properties)
}

struct Lengths<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Lengths<'a> {
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
        let value = inside(text, &type_name, self.depth)?;
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
