//! The seam between items and the engine that runs their scripts.

use crate::model::TypeName;
use crate::runner::value::Value;

/// How the reason begins when a script or a wait was told to stop; why, only the host knows.
pub const INTERRUPTED: &str = "it was interrupted";

/// Runs the scripts of items. The engine implements it; tests use a small one.
pub trait Scripts {
    /// Runs a task's script: variables in by value (name, type, value), the out names wanted;
    /// gives their values after.
    ///
    /// # Errors
    /// What the script threw, or why it was stopped.
    fn task(
        &mut self,
        place: &Place,
        code: &str,
        inputs: &[(String, TypeName, Value)],
        outputs: &[(String, TypeName)],
    ) -> Result<Vec<Value>, Thrown>;

    /// Runs a function body that must return: a decision's or a switch's.
    ///
    /// # Errors
    /// What the script threw, or why it was stopped.
    fn body(
        &mut self,
        place: &Place,
        code: &str,
        inputs: &[(String, TypeName, Value)],
    ) -> Result<Value, Thrown>;

    /// Calls an action of the content.
    ///
    /// # Errors
    /// What the action threw, why it was stopped, or that there is no such action.
    fn action(&mut self, module: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown>;
}

/// Where a script stands, for the texts of errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The workflow's name.
    pub workflow: String,
    /// The item's name, such as `item2`.
    pub item: String,
    /// The item's title.
    pub title: String,
}

/// An exception as the server hands it on: one string; or a reason no script can catch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thrown {
    /// What a script threw; any error branch catches it.
    Exception {
        /// The server's text, the place in brackets included.
        text: String,
        /// The line of the script, from 1.
        line: Option<usize>,
        /// The calls that led there, innermost first, for people.
        stack: Vec<String>,
    },
    /// Time, memory, Ctrl-C, an object that is missing here: the run ends at once.
    Stopped {
        /// Why, as a sentence for people.
        reason: String,
    },
}

impl Thrown {
    /// An exception with a text alone.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Exception {
            text: text.into(),
            line: None,
            stack: Vec::new(),
        }
    }

    /// A stop with its reason.
    #[must_use]
    pub fn stopped(reason: impl Into<String>) -> Self {
        Self::Stopped {
            reason: reason.into(),
        }
    }

    /// Its text, or the reason of a stop.
    #[must_use]
    pub fn into_text(self) -> String {
        match self {
            Self::Exception { text, .. } => text,
            Self::Stopped { reason } => reason,
        }
    }
}
