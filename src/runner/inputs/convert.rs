//! One text or JSON value as a value of a type.

use serde_json::Value as Json;

use crate::model::TypeName;
use crate::runner::date::date;
use crate::runner::value::{Attachment, Reference, Value};

/// What conversion needs from outside.
pub trait Outside {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence.
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String>;

    /// The object of a type that a person means by a name or an id.
    ///
    /// # Errors
    /// Why there is none, or that there are several, as a sentence.
    fn object(&mut self, type_name: &TypeName, text: &str) -> Result<Reference, String>;
}

/// Why a text is no value of a type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It has another form.
    #[error("`{found}` is no {wanted}")]
    Form {
        /// What was written.
        found: String,
        /// What is needed, with an example.
        wanted: String,
    },
    /// A secret in plain sight.
    #[error(
        "a secret is not written on the command line, where others see it: use `--set-env`, a file (`@path`) or a file of inputs"
    )]
    Secret,
    /// Something outside: a file, an object.
    #[error("{0}")]
    Outside(String),
}

/// How much of what was written is shown.
const SHOWN: usize = 100;

fn form(found: impl Into<String>, wanted: impl Into<String>) -> Unfit {
    let mut found: String = found.into();
    if let Some((end, _)) = found.char_indices().nth(SHOWN) {
        found.truncate(end);
        found.push('…');
    }
    Unfit::Form {
        found,
        wanted: wanted.into(),
    }
}

/// What a type holds, as far as reading it goes.
enum Shape {
    Text,
    Secret,
    Number,
    Boolean,
    Date,
    Any,
    Array(TypeName),
    Properties,
    Composite(Vec<(String, TypeName)>),
    Attachment,
    Object,
}

impl Shape {
    fn of(type_name: &TypeName) -> Self {
        if let Some(item) = type_name.item() {
            return Self::Array(item);
        }
        if let Some(fields) = type_name.fields() {
            return Self::Composite(fields);
        }
        match type_name.as_str() {
            "string" | "String" | "Path" | "Regexp" | "Text" => Self::Text,
            "SecureString" | "EncryptedString" => Self::Secret,
            "number" | "Number" => Self::Number,
            "boolean" | "Boolean" => Self::Boolean,
            "Date" => Self::Date,
            "Any" | "Object" | "void" => Self::Any,
            "Array" => Self::Array(TypeName::any()),
            "Properties" => Self::Properties,
            "MimeAttachment" => Self::Attachment,
            _ => Self::Object,
        }
    }
}

/// Reads one text as a value of a type; for an array, as JSON or as its only element.
///
/// # Errors
/// When the text does not have the type's form, or names something that is not there.
pub fn from_text(
    text: &str,
    type_name: &TypeName,
    outside: &mut dyn Outside,
) -> Result<Value, Unfit> {
    match Shape::of(type_name) {
        Shape::Text => Ok(Value::Text(text.to_owned())),
        Shape::Secret => match text.strip_prefix('@') {
            Some(path) => secret_file(path, outside),
            None => Err(Unfit::Secret),
        },
        Shape::Number => number(text),
        Shape::Boolean => match text {
            "true" => Ok(Value::Boolean(true)),
            "false" => Ok(Value::Boolean(false)),
            _ => Err(form(text, "boolean: write `true` or `false`")),
        },
        Shape::Date => moment(text),
        Shape::Any => match serde_json::from_str(text) {
            Ok(json) => from_json(&json, type_name, outside),
            Err(_) => Ok(Value::Text(text.to_owned())),
        },
        Shape::Array(_) if text.trim_start().starts_with('[') => {
            let json = serde_json::from_str(text)
                .map_err(|error| form(text, format!("JSON list such as `[\"a\"]`: {error}")))?;
            from_json(&json, type_name, outside)
        }
        Shape::Array(item) => Ok(Value::Array(vec![from_text(text, &item, outside)?])),
        Shape::Properties | Shape::Composite(_) => {
            let json = serde_json::from_str(text).map_err(|error| {
                form(text, format!("JSON object such as `{{\"a\": 1}}`: {error}"))
            })?;
            from_json(&json, type_name, outside)
        }
        Shape::Attachment => attachment(text, outside),
        Shape::Object => outside
            .object(type_name, text)
            .map(Value::Reference)
            .map_err(Unfit::Outside),
    }
}

/// Reads a JSON value, from a file of inputs or of answers, as a value of a type.
///
/// # Errors
/// As [`from_text`].
pub fn from_json(
    json: &Json,
    type_name: &TypeName,
    outside: &mut dyn Outside,
) -> Result<Value, Unfit> {
    if json.is_null() {
        return Ok(Value::Null);
    }
    let shape = Shape::of(type_name);
    match (&shape, json) {
        (Shape::Secret, Json::String(text)) => match text.strip_prefix('@') {
            Some(path) => secret_file(path, outside),
            None => Ok(Value::Text(text.clone())),
        },
        (Shape::Any, _) => Ok(natural(json)),
        (Shape::Array(item), Json::Array(values)) => values
            .iter()
            .map(|value| from_json(value, item, outside))
            .collect::<Result<_, _>>()
            .map(Value::Array),
        (Shape::Number, Json::Number(number)) => {
            Ok(number.as_f64().map_or(Value::Null, Value::Number))
        }
        (Shape::Boolean, Json::Bool(boolean)) => Ok(Value::Boolean(*boolean)),
        (Shape::Properties, Json::Object(_)) => match natural(json) {
            Value::Composite(fields) => Ok(Value::Properties(fields)),
            other => Ok(other),
        },
        (Shape::Composite(fields), Json::Object(map)) => {
            if let Some(unknown) = map
                .keys()
                .find(|key| !fields.iter().any(|(name, _)| name == *key))
            {
                let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
                return Err(form(
                    unknown,
                    format!("field of it, which has `{}`", names.join("`, `")),
                ));
            }
            let values = fields.iter().map(|(name, type_name)| {
                let value = map.get(name).unwrap_or(&Json::Null);
                Ok((name.clone(), from_json(value, type_name, outside)?))
            });
            values.collect::<Result<_, _>>().map(Value::Composite)
        }
        (Shape::Text | Shape::Date | Shape::Attachment | Shape::Object, Json::String(text)) => {
            from_text(text, type_name, outside)
        }
        _ => Err(form(json.to_string(), wanted(&shape, type_name))),
    }
}

fn wanted(shape: &Shape, type_name: &TypeName) -> String {
    match shape {
        Shape::Text | Shape::Secret => "text: write it in quotes".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Boolean => "boolean: write true or false".to_owned(),
        Shape::Array(item) => format!("list of `{item}`"),
        Shape::Properties => "map: write `{\"a\": 1}`".to_owned(),
        Shape::Composite(fields) => {
            let names = fields.iter().map(|(name, _)| format!("\"{name}\": …"));
            format!("map: write `{{{}}}`", names.collect::<Vec<_>>().join(", "))
        }
        _ => format!("`{type_name}`: write it as a text"),
    }
}

/// JSON as what it looks like.
fn natural(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => number.as_f64().map_or(Value::Null, Value::Number),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(values) => Value::Array(values.iter().map(natural).collect()),
        Json::Object(map) => Value::Composite(
            map.iter()
                .map(|(name, value)| (name.clone(), natural(value)))
                .collect(),
        ),
    }
}

fn number(text: &str) -> Result<Value, Unfit> {
    let numeric = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() && text.trim().chars().all(numeric) => {
            Ok(Value::Number(number))
        }
        _ => Err(form(
            text,
            "number: write digits, and a point before a fraction, such as 1.5",
        )),
    }
}

fn moment(text: &str) -> Result<Value, Unfit> {
    date(text).map(Value::Date).ok_or_else(|| {
        form(
            text,
            "date: write it such as 2024-01-31 or 2024-01-31T12:00:00+01:00",
        )
    })
}

fn secret_file(path: &str, outside: &mut dyn Outside) -> Result<Value, Unfit> {
    let bytes = outside.file(path).map_err(Unfit::Outside)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Unfit::Outside(format!("`{path}` is not UTF-8 text")))?;
    // Editors end a file with a line break, and on Windows begin it with a mark: neither is part of
    // the secret.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(Value::Text(
        text.strip_suffix('\r').unwrap_or(text).to_owned(),
    ))
}

fn attachment(text: &str, outside: &mut dyn Outside) -> Result<Value, Unfit> {
    let path = text
        .strip_prefix('@')
        .ok_or_else(|| form(text, "file: write `@` and its path"))?;
    let content = outside.file(path).map_err(Unfit::Outside)?;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let mime_type = match ending.as_deref() {
        Some("txt" | "log") => "text/plain",
        Some("json") => "application/json",
        Some("xml") => "text/xml",
        Some("html" | "htm") => "text/html",
        Some("csv") => "text/csv",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("zip") => "application/zip",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    };
    Ok(Value::Attachment(Attachment {
        name,
        mime_type: mime_type.to_owned(),
        content,
    }))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two files and one object.
    pub(in crate::runner) struct Desk;

    impl Outside for Desk {
        fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
            match path {
                "pass.txt" => Ok(b"s3cret\n".to_vec()),
                "notepad.txt" => Ok("\u{feff}s3cret\r\n".into()),
                "a/note.txt" => Ok(b"hello".to_vec()),
                _ => Err(format!("there is no file `{path}`")),
            }
        }

        fn object(&mut self, type_name: &TypeName, text: &str) -> Result<Reference, String> {
            if text == "laptop" {
                return Ok(Reference {
                    type_name: type_name.clone(),
                    id: "n-1".to_owned(),
                    name: text.to_owned(),
                });
            }
            Err(format!("no `{type_name}` is called `{text}`"))
        }
    }

    fn read(text: &str, type_name: &str) -> Result<Value, String> {
        let type_name = TypeName::new(type_name).expect("a type");
        from_text(text, &type_name, &mut Desk).map_err(|unfit| unfit.to_string())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn single_values() {
        for (written, type_name, value) in [
            ("1,5", "string", text("1,5")),
            ("1.5", "number", Value::Number(1.5)),
            ("-3", "number", Value::Number(-3.0)),
            ("true", "boolean", Value::Boolean(true)),
            ("1970-01-02", "Date", Value::Date(86_400_000.0)),
            ("7", "Any", Value::Number(7.0)),
            ("seven", "Any", text("seven")),
            ("@pass.txt", "SecureString", text("s3cret")),
            ("@notepad.txt", "SecureString", text("s3cret")),
            (
                "[1, 2]",
                "Array/number",
                Value::Array(vec![Value::Number(1.0), Value::Number(2.0)]),
            ),
            ("A=b", "Array/string", Value::Array(vec![text("A=b")])),
            (
                r#"{"a": "x"}"#,
                "Properties",
                Value::Properties(vec![("a".to_owned(), text("x"))]),
            ),
        ] {
            assert_eq!(
                read(written, type_name),
                Ok(value),
                "{written} as {type_name}"
            );
        }
    }

    #[test]
    fn composites_have_all_their_fields_in_order() {
        let port = "CompositeType(type:string,number:number):port";
        assert_eq!(
            read(r#"{"number": 80}"#, port),
            Ok(Value::Composite(vec![
                ("type".to_owned(), Value::Null),
                ("number".to_owned(), Value::Number(80.0)),
            ]))
        );
        assert_eq!(
            read(r#"{"nmber": 80}"#, port),
            Err("`nmber` is no field of it, which has `type`, `number`".to_owned())
        );
        assert_eq!(
            read("80", port),
            Err("`80` is no map: write `{\"type\": …, \"number\": …}`".to_owned())
        );
    }

    #[test]
    fn objects_and_files() {
        let Ok(Value::Reference(node)) = read("laptop", "DynamicTypes:Coopto.DockerNode") else {
            panic!("no object");
        };
        assert_eq!(node.id, "n-1");
        let Ok(Value::Attachment(file)) = read("@a/note.txt", "MimeAttachment") else {
            panic!("no file");
        };
        assert_eq!(
            (file.name.as_str(), file.mime_type.as_str()),
            ("note.txt", "text/plain")
        );
    }

    #[test]
    fn what_does_not_fit_says_what_would() {
        for (written, type_name, message) in [
            (
                "1,5",
                "number",
                "`1,5` is no number: write digits, and a point before a fraction, such as 1.5",
            ),
            (
                "inf",
                "number",
                "`inf` is no number: write digits, and a point before a fraction, such as 1.5",
            ),
            (
                "yes",
                "boolean",
                "`yes` is no boolean: write `true` or `false`",
            ),
            (
                "note.txt",
                "MimeAttachment",
                "`note.txt` is no file: write `@` and its path",
            ),
            ("@gone", "MimeAttachment", "there is no file `gone`"),
            (
                "desktop",
                "Acme:Guest",
                "no `Acme:Guest` is called `desktop`",
            ),
        ] {
            assert_eq!(read(written, type_name), Err(message.to_owned()));
        }
        assert_eq!(
            read("s3cret", "SecureString"),
            Err(Unfit::Secret.to_string())
        );
        assert!(read("[1,", "Array/number").is_err_and(|text| text.contains("JSON list")));
    }

    #[test]
    fn files_say_numbers_and_texts_apart() {
        let json = |json: Json, type_name: &str| {
            let type_name = TypeName::new(type_name).expect("a type");
            from_json(&json, &type_name, &mut Desk).map_err(|unfit| unfit.to_string())
        };
        assert_eq!(json(1.5.into(), "number"), Ok(Value::Number(1.5)));
        assert_eq!(json("x".into(), "SecureString"), Ok(text("x")));
        assert_eq!(
            json(16.into(), "string"),
            Err("`16` is no text: write it in quotes".to_owned())
        );
        assert_eq!(
            json("80".into(), "number"),
            Err("`\"80\"` is no number".to_owned())
        );
        let shown = json(vec![1; 1000].into(), "number").expect_err("no number");
        assert!(
            shown.ends_with("1…` is no number") && shown.len() < 150,
            "{shown}"
        );
    }
}
