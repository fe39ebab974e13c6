//! What a step did.

use crate::model::TypeName;
use crate::runner::interpreter::Failure;
use crate::runner::value::Value;

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// `info`, `warn`, …; `note` for what this program says.
    pub level: &'static str,
    /// What was said.
    pub text: String,
}

/// What a step did.
#[derive(Debug, Default)]
pub struct Ran {
    /// Name, type and value.
    pub outputs: Vec<(String, TypeName, Value)>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The run's own text about how it stands.
    pub business_state: Option<String>,
    /// What was said.
    pub log: Vec<Line>,
    /// The items, one after the other.
    pub path: Vec<String>,
    /// Method and URL, in order.
    pub requests: Vec<String>,
}
