//! Values as people and programs see them.

use serde_json::{Map, Value as Json, json};
use time::OffsetDateTime;
use time::macros::format_description;

use super::value::Value;
use crate::model::TypeName;

/// What stands in place of a secret.
pub const HIDDEN: &str = "********";

/// Whether values of a type must not be shown.
#[must_use]
pub fn is_secret(type_name: &TypeName) -> bool {
    let name = type_name.as_str();
    name.contains("SecureString") || name.contains("EncryptedString")
}

/// A value of a type in one line, for people; secrets are hidden.
#[must_use]
pub fn text_of(value: &Value, type_name: &TypeName) -> String {
    if is_secret(type_name) && *value != Value::Null {
        return HIDDEN.to_owned();
    }
    text(value)
}

/// A value of a type as JSON; secrets are hidden.
#[must_use]
pub fn json_of(value: &Value, type_name: &TypeName) -> Json {
    if is_secret(type_name) && *value != Value::Null {
        return json!(HIDDEN);
    }
    json(value)
}

/// A value in one line, for people.
#[must_use]
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number_text(*number),
        Value::Date(moment) => date(*moment),
        Value::Reference(reference) => format!(
            "{} ({}, {})",
            reference.name, reference.type_name, reference.id
        ),
        Value::Attachment(file) => format!(
            "{} ({}, {} bytes)",
            file.name,
            file.mime_type,
            file.content.len()
        ),
        other => json(other).to_string(),
    }
}

/// A value as JSON: dates in ISO form, objects with type, id and name, files without their bytes.
#[must_use]
pub fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(boolean) => json!(boolean),
        Value::Number(number) => number_json(*number),
        Value::Text(text) => json!(text),
        Value::Date(moment) => json!(date(*moment)),
        Value::Array(values) => values.iter().map(json).collect(),
        Value::Properties(fields) | Value::Composite(fields) => Json::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), json(value)))
                .collect::<Map<_, _>>(),
        ),
        Value::Reference(reference) => json!({
            "type": reference.type_name.as_str(),
            "id": reference.id,
            "name": reference.name,
        }),
        Value::Attachment(file) => json!({
            "name": file.name,
            "mimeType": file.mime_type,
            "bytes": file.content.len(),
        }),
    }
}

/// Whole numbers without a fraction, as scripts print them.
fn number_text(number: f64) -> String {
    match number_json(number) {
        Json::Null => number.to_string(),
        json => json.to_string(),
    }
}

fn number_json(number: f64) -> Json {
    // Below 2^53 every whole number is exact.
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        #[expect(clippy::cast_possible_truncation, reason = "whole, and in range")]
        return json!(number as i64);
    }
    json!(number)
}

/// `2024-01-02T03:04:05.678Z`, from milliseconds since 1970.
#[must_use]
pub fn date(moment: f64) -> String {
    let format =
        format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates, and is checked below"
    )]
    let nanoseconds = (moment as i128).saturating_mul(1_000_000);
    let moment = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds);
    let written = moment.ok().and_then(|moment| moment.format(format).ok());
    written.unwrap_or_else(|| "a date out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates() {
        assert_eq!(text(&Value::Number(8080.0)), "8080");
        assert_eq!(text(&Value::Number(0.5)), "0.5");
        assert_eq!(text(&Value::Number(f64::NAN)), "NaN");
        assert_eq!(
            text(&Value::Date(1_704_164_645_678.0)),
            "2024-01-02T03:04:05.678Z"
        );
        assert_eq!(text(&Value::Date(1e300)), "a date out of range");
    }

    #[test]
    fn secrets_are_hidden() {
        let secret = TypeName::new("Array/SecureString").expect("a type");
        let value = Value::Array(vec![Value::Text("s3cret".to_owned())]);
        assert_eq!(text_of(&value, &secret), HIDDEN);
        assert_eq!(json_of(&value, &secret), json!(HIDDEN));
        assert_eq!(text_of(&Value::Null, &secret), "null");
    }

    #[test]
    fn collections_are_json() {
        let value = Value::Properties(vec![(
            "a".to_owned(),
            Value::Array(vec![Value::Text("x".to_owned()), Value::Null]),
        )]);
        assert_eq!(text(&value), r#"{"a":["x",null]}"#);
    }
}
