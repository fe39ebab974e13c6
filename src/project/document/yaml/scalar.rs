//! What texts without quotes mean.

use super::super::Value;

/// What a text without quotes means, by YAML's core schema.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Boolean(true),
        "false" | "False" | "FALSE" => Value::Boolean(false),
        _ => number(text).map_or_else(
            || Value::Text(text.to_owned()),
            |value| Value::Number(value, text.to_owned()),
        ),
    }
}

/// A finite number; `.inf` and `.nan` stay texts, since no server could read them.
fn number(text: &str) -> Option<f64> {
    let radix = |prefix: &str, radix| {
        let digits = text.strip_prefix(prefix)?;
        (!digits.starts_with('+')).then_some(())?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact up to 2^53, as every number of the server"
        )]
        u64::from_str_radix(digits, radix)
            .ok()
            .map(|value| value as f64)
    };
    if text.starts_with("0x") {
        return radix("0x", 16);
    }
    if text.starts_with("0o") {
        return radix("0o", 8);
    }
    let decimal = text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let value = decimal.then(|| text.parse::<f64>().ok())??;
    value.is_finite().then_some(value)
}
