use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Step;
use crate::model::Workflow;
use crate::runner::value::Value;

/// A run of a workflow, as others see it: `WorkflowToken`.
#[derive(Debug)]
pub struct Token {
    /// Its id.
    pub id: String,
    /// What runs.
    pub workflow: Arc<Workflow>,
    status: Mutex<Status>,
}

/// What changes while a token runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// Where it stands in its life.
    pub state: State,
    /// The text for people.
    pub business_state: Option<String>,
    /// Why it failed.
    pub exception: Option<String>,
    /// The item it stands on, of the innermost workflow.
    pub standing: Option<Step>,
    /// What the caller gave.
    pub inputs: Vec<(String, Value)>,
    /// The attributes, as of the last item's end.
    pub attributes: Vec<(String, Value)>,
    /// The outputs, once it is over.
    pub outputs: Vec<(String, Value)>,
    /// Milliseconds since 1970.
    pub started: f64,
    /// Milliseconds since 1970, once it is over.
    pub ended: Option<f64>,
    /// Whether somebody wants it to stop.
    pub canceled: bool,
}

/// The states of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Has not reached its first item.
    Initializing,
    /// Works.
    Running,
    /// Asks a person.
    Waiting,
    /// Waits for a moment.
    WaitingSignal,
    /// Reached an end.
    Completed,
    /// Threw, or reached an end that fails.
    Failed,
    /// Was stopped.
    Canceled,
}

impl State {
    /// Whether nothing follows.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Canceled)
    }

    /// The server's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initializing => "initializing",
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::WaitingSignal => "waiting-signal",
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Token {
    pub(super) fn new(
        id: String,
        workflow: Arc<Workflow>,
        inputs: Vec<(String, Value)>,
        started: f64,
    ) -> Self {
        Self {
            id,
            workflow,
            status: Mutex::new(Status {
                state: State::Initializing,
                business_state: None,
                exception: None,
                standing: None,
                inputs,
                attributes: Vec::new(),
                outputs: Vec::new(),
                started,
                ended: None,
                canceled: false,
            }),
        }
    }

    /// How it stands at this moment.
    #[must_use]
    pub fn status(&self) -> Status {
        self.lock().clone()
    }

    /// Asks it to stop; it does so before its next item, and no error path runs.
    pub fn cancel(&self) {
        self.lock().canceled = true;
    }

    pub(super) fn update(&self, change: impl FnOnce(&mut Status)) {
        change(&mut self.lock());
    }

    fn lock(&self) -> MutexGuard<'_, Status> {
        // A thread that died while it held this left nothing half done: each change is one assignment.
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
