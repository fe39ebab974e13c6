//! What the operations take and give.

use crate::model::TypeName;
use crate::runner::http::Failure;
use crate::runner::interpreter::INTERRUPTED;
use crate::runner::state;
use crate::runner::value::Value;

/// Why an operation gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The script gets an exception with this text.
    Exception(String),
    /// The script ends, for this reason.
    Stop(String),
}

impl From<state::Error> for Refusal {
    fn from(error: state::Error) -> Self {
        if error.is_answer() {
            Self::Exception(error.to_string())
        } else {
            Self::Stop(error.to_string())
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Stopped { .. } => Self::Stop(INTERRUPTED.to_owned()),
            failure => Self::Exception(failure.exception()),
        }
    }
}

/// What an operation gives.
pub(super) type Answer = Result<Value, Refusal>;

/// What an operation was called with.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'a>(pub(super) &'a [Value]);

impl<'a> Arguments<'a> {
    pub(super) fn value(self, index: usize) -> &'a Value {
        const NULL: &Value = &Value::Null;
        self.0.get(index).unwrap_or(NULL)
    }

    pub(super) fn text(self, index: usize) -> Result<&'a str, Refusal> {
        self.optional_text(index)?
            .ok_or_else(|| Refusal::Exception("java.lang.NullPointerException".to_owned()))
    }

    pub(super) fn optional_text(self, index: usize) -> Result<Option<&'a str>, Refusal> {
        match self.value(index) {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            _ => Err(illegal("a text is expected")),
        }
    }

    pub(super) fn number(self, index: usize) -> Result<f64, Refusal> {
        match self.value(index) {
            Value::Number(number) => Ok(*number),
            _ => Err(illegal("a number is expected")),
        }
    }

    pub(super) fn items(self, index: usize) -> Result<&'a [Value], Refusal> {
        match self.value(index) {
            Value::Array(items) => Ok(items),
            _ => Err(illegal("an array is expected")),
        }
    }

    pub(super) fn fields(self, index: usize) -> Result<&'a [(String, Value)], Refusal> {
        match self.value(index) {
            Value::Properties(fields) | Value::Composite(fields) => Ok(fields),
            _ => Err(illegal("properties are expected")),
        }
    }
}

/// The script gets an exception about what it gave.
pub(super) fn illegal(problem: &str) -> Refusal {
    Refusal::Exception(format!("java.lang.IllegalArgumentException: {problem}"))
}

/// The family of an operation has no such member.
pub(super) fn unknown(operation: &str) -> Refusal {
    Refusal::Stop(format!("there is no operation `{operation}`"))
}

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A text, or null.
pub(super) fn optional(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.into()))
}

pub(super) fn texts(texts: impl IntoIterator<Item = String>) -> Value {
    Value::Array(texts.into_iter().map(Value::Text).collect())
}

/// A parameter or an attribute, as scripts see it: name, type, description.
pub(super) fn described(name: &str, type_name: &TypeName, description: &str) -> Value {
    texts([name, type_name.as_str(), description].map(str::to_owned))
}

/// An object with these fields.
pub(super) fn record<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let fields = fields.into_iter();
    Value::Composite(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}
