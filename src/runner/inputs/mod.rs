//! What people type, as values of the inputs' types.
//!
//! * `convert`: one text or JSON value to a [`Value`](super::value::Value) of a type.
//! * [`json`]: what stands in a file of YAML, as JSON.
//! * [`Given`]: what stands on the command line and in a file, by the names of inputs.
//! * `answered`: the answers to a user interaction.
//! * `complete`: what is missing, by the form's own defaults, conditions and questions.

mod answers;
mod convert;
mod document;
mod filled;
mod form;
mod given;
mod missing;
pub mod ognl;
mod person;

pub use answers::answered;
pub use convert::{Outside, Unfit, from_json, from_text};
pub use document::json;
pub use form::{Asked, Rule, fields};
pub use given::{Given, GivenError};
pub use missing::{Asking, Completed, Incomplete, complete};
pub use person::{Person, Prompt};
