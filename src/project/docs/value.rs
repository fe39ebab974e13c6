//! Values as people read them, from the server's text form.

use super::markdown::code;
use crate::codec::value;
use crate::model::{TypeName, Value};

/// What a value shows at most: a default of a whole file helps nobody.
const MAX_LENGTH: usize = 200;

/// A value in the server's text form, as Markdown; empty for no value.
pub(super) fn shown(text: &str, type_name: &TypeName) -> String {
    if matches!(type_name.as_str(), "SecureString" | "EncryptedString") {
        return "a secret".to_owned();
    }
    let Some(value) = value::read(text, type_name) else {
        return shortened(text);
    };
    match value {
        Value::Null => String::new(),
        value => shortened(&plain(&value)),
    }
}

/// A bit of a script or another long text, as Markdown.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_LENGTH) {
        None => code(text),
        Some((end, _)) => code(&format!("{}…", &text[..end])),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) if text.trim().is_empty() => format!("\"{text}\""),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|(_, item)| plain(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Properties(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(name, _, value)| format!("{name}: {}", plain(value)))
                .collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

/// The items of a list in the server's text form, each as Markdown; none when it is no list.
pub(super) fn items(text: &str, type_name: &TypeName) -> Option<Vec<String>> {
    match value::read(text, type_name)? {
        Value::Array(items) => Some(
            items
                .iter()
                .map(|(_, item)| shortened(&plain(item)))
                .collect(),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_all_kinds() {
        for (type_name, text, expected) in [
            ("number", "60.0", "`60`"),
            ("boolean", "true", "`true`"),
            ("string", "a|b", "<code>a&#124;b</code>"),
            ("string", "", "`\"\"`"),
            ("string", "__NULL__", ""),
            ("Array/string", "[8:string#a,8:string#b]", "`[a, b]`"),
            ("SecureString", "0123", "a secret"),
            ("number", "no number", "`no number`"),
        ] {
            let type_name = TypeName::new(type_name).expect("legal");
            assert_eq!(shown(text, &type_name), expected, "{text}");
        }
        let long = shortened(&"ä".repeat(300));
        assert_eq!(long.chars().count(), MAX_LENGTH + 3);
    }
}
