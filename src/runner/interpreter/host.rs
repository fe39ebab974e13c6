use std::sync::Arc;

use super::{Event, Runs, Scripts, Thrown, Token};
use crate::model::workflow::{Item, Presentation};
use crate::model::{TypeName, Workflow};
use crate::runner::value::Value;

/// What runs need from outside. Tokens run side by side, so all of it is shared.
pub trait Host: Send + Sync {
    /// Makes the engine of a token; its scripts may start other workflows through the runs.
    ///
    /// # Errors
    /// When no engine can be had.
    fn scripts(&self, runs: &Arc<Runs>, token: &Arc<Token>) -> Result<Box<dyn Scripts>, Thrown>;

    /// The value of a configuration element's attribute as it is now; none when there is no such
    /// element or key.
    ///
    /// # Errors
    /// When the state cannot be read.
    fn configuration(&self, id: &str, key: &str) -> Result<Option<Value>, Thrown>;

    /// Asks a person; gives the answers by the fields' names. What is left out is null.
    ///
    /// # Errors
    /// When there is nobody to ask, or the time for it is over.
    fn ask(&self, question: &Question<'_>) -> Result<Vec<(String, Value)>, Thrown>;

    /// Waits until a moment, in milliseconds since 1970.
    ///
    /// # Errors
    /// When the run is stopped meanwhile.
    fn wait(&self, until: f64, token: &Token) -> Result<(), Thrown>;

    /// Milliseconds since 1970.
    fn now(&self) -> f64;

    /// Why everything must stop now: Ctrl-C, or time that is up.
    fn interrupted(&self) -> Option<String>;

    /// An id that nothing else has.
    fn new_id(&self) -> String;

    /// Takes note of what happens.
    fn event(&self, token: &Token, event: Event<'_>);
}

/// A user interaction that is open.
#[derive(Debug)]
pub struct Question<'a> {
    /// The workflow that asks.
    pub workflow: &'a Workflow,
    /// Its item.
    pub item: &'a Item,
    /// The form.
    pub presentation: &'a Presentation,
    /// The fields by name, with the values they begin with.
    pub fields: Vec<(String, TypeName, Value)>,
    /// Who may answer; null: anybody.
    pub users: Value,
    /// Groups that may answer; null: anybody.
    pub groups: Value,
    /// When it is too late, in milliseconds since 1970.
    pub until: Option<f64>,
}
