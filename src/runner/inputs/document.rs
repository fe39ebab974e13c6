use serde_json::Value as Json;

use crate::project::document::{Node, Value as Written};
use crate::runner::shown;
use crate::runner::value::Value;

/// What was written, as JSON.
#[must_use]
pub fn json(node: &Node) -> Json {
    match &node.value {
        Written::Null => Json::Null,
        Written::Boolean(boolean) => Json::Bool(*boolean),
        Written::Number(number, _) => number_json(*number),
        Written::Text(text) => Json::String(text.clone()),
        Written::List(nodes) => nodes.iter().map(json).collect(),
        Written::Map(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, node)| (name.value.clone(), json(node)));
            Json::Object(fields.collect())
        }
    }
}

/// Whole numbers without a fraction, in requests and answers as in messages.
fn number_json(number: f64) -> Json {
    shown::json(&Value::Number(number))
}
