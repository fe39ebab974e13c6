//! How values stand in the files: readable, and exactly what they were.
//!
//! Null, booleans, texts, numbers and arrays are JSON's own. Everything else is an object with one
//! key that says what it is: `{"date": 0}`, `{"properties": {…}}`, `{"composite": {…}}`,
//! `{"reference": {…}}`, `{"attachment": {…}}`, `{"number": "NaN"}`.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};

use super::base64;
use crate::model::TypeName;
use crate::runner::value::{Attachment, Reference, Value};

/// For `#[serde(with = "form::value")]`.
pub(super) mod value {
    use super::{
        Deserialize, Deserializer, Json, Serialize, Serializer, Value, from_json, to_json,
    };
    use serde::de::Error as _;

    pub(in crate::runner::state) fn serialize<S: Serializer>(
        value: &Value,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        to_json(value).serialize(serializer)
    }

    pub(in crate::runner::state) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Value, D::Error> {
        from_json(Json::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// For `#[serde(with = "form::type_name")]`.
pub(super) mod type_name {
    use super::{Deserialize, Deserializer, Serializer, TypeName};
    use serde::de::Error as _;

    pub(in crate::runner::state) fn serialize<S: Serializer>(
        name: &TypeName,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(name.as_str())
    }

    pub(in crate::runner::state) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<TypeName, D::Error> {
        TypeName::new(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Bytes: readable when they are text, base64 otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Content(pub(super) Vec<u8>);

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        content(&self.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_content(&Json::deserialize(deserializer)?)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

fn content(bytes: &[u8]) -> Json {
    match std::str::from_utf8(bytes) {
        Ok(text) => json!({ "text": text }),
        Err(_) => json!({ "base64": base64::encode(bytes) }),
    }
}

fn read_content(json: &Json) -> Result<Vec<u8>, String> {
    if let Some(text) = json.get("text").and_then(Json::as_str) {
        return Ok(text.as_bytes().to_vec());
    }
    let text = json.get("base64").and_then(Json::as_str);
    text.and_then(base64::decode)
        .ok_or_else(|| "expected a content with `text` or `base64`".to_owned())
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(boolean) => Json::Bool(*boolean),
        Value::Number(number) => number_to_json(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::Date(moment) => json!({ "date": number_to_json(*moment) }),
        Value::Array(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Properties(fields) => json!({ "properties": object(fields) }),
        Value::Composite(fields) => json!({ "composite": object(fields) }),
        Value::Reference(reference) => json!({ "reference": {
            "type": reference.type_name.as_str(),
            "id": reference.id,
            "name": reference.name,
        } }),
        Value::Attachment(attachment) => json!({ "attachment": {
            "name": attachment.name,
            "mimeType": attachment.mime_type,
            "content": content(&attachment.content),
        } }),
    }
}

/// A number that JSON would not give back exactly is written as a text.
fn number_to_json(number: f64) -> Json {
    let json = json!(number);
    let text = json.to_string();
    let back: Option<f64> = serde_json::from_str(&text).ok();
    match back {
        Some(back) if back.to_bits() == number.to_bits() => json,
        _ => json!({ "number": number.to_string() }),
    }
}

fn object(fields: &[(String, Value)]) -> Json {
    let fields = fields
        .iter()
        .map(|(name, value)| (name.clone(), to_json(value)));
    Json::Object(fields.collect())
}

fn from_json(json: Json) -> Result<Value, String> {
    Ok(match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(boolean),
        Json::Number(number) => {
            let number = number.as_f64();
            Value::Number(number.ok_or("expected a number that a double can hold")?)
        }
        Json::String(text) => Value::Text(text),
        Json::Array(items) => {
            Value::Array(items.into_iter().map(from_json).collect::<Result<_, _>>()?)
        }
        Json::Object(map) => tagged(map)?,
    })
}

fn tagged(map: Map<String, Json>) -> Result<Value, String> {
    const KINDS: &str = "expected an object with one key: `date`, `number`, `properties`, \
                         `composite`, `reference` or `attachment`";
    let mut entries = map.into_iter();
    let (Some((kind, json)), None) = (entries.next(), entries.next()) else {
        return Err(KINDS.to_owned());
    };
    match kind.as_str() {
        "date" => match from_json(json)? {
            Value::Number(moment) => Ok(Value::Date(moment)),
            _ => Err("expected a date in milliseconds since 1970".to_owned()),
        },
        "number" => {
            let number = json.as_str().and_then(|text| text.parse().ok());
            let number = number.ok_or("expected a number in quotes")?;
            Ok(Value::Number(number))
        }
        "properties" => Ok(Value::Properties(read_fields(json)?)),
        "composite" => Ok(Value::Composite(read_fields(json)?)),
        "reference" => reference(&json),
        "attachment" => attachment(&json),
        _ => Err(KINDS.to_owned()),
    }
}

fn read_fields(json: Json) -> Result<Vec<(String, Value)>, String> {
    let Json::Object(map) = json else {
        return Err("expected an object of names and values".to_owned());
    };
    map.into_iter()
        .map(|(name, json)| Ok((name, from_json(json)?)))
        .collect()
}

fn reference(json: &Json) -> Result<Value, String> {
    let type_name = TypeName::new(text(json, "type")?).map_err(|error| error.to_string())?;
    Ok(Value::Reference(Reference {
        type_name,
        id: text(json, "id")?,
        name: text(json, "name")?,
    }))
}

fn attachment(json: &Json) -> Result<Value, String> {
    Ok(Value::Attachment(Attachment {
        name: text(json, "name")?,
        mime_type: text(json, "mimeType")?,
        content: read_content(json.get("content").unwrap_or(&Json::Null))?,
    }))
}

fn text(json: &Json, key: &str) -> Result<String, String> {
    let text = json.get(key).and_then(Json::as_str);
    text.map(str::to_owned)
        .ok_or_else(|| format!("expected a text `{key}`"))
}
