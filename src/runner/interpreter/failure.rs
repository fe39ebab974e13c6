use super::{INTERRUPTED, Place, Thrown};
use crate::model::Workflow;
use crate::model::workflow::Item;

/// Why a run failed, and where that began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exception's text, or the reason of a stop.
    pub text: String,
    /// Whether a script could have caught it; otherwise it was time, memory, Ctrl-C, or something
    /// that is not there.
    pub exception: bool,
    /// The items the token stood on, the outermost workflow's first.
    pub path: Vec<Step>,
    /// The line of the last item's script, from 1.
    pub line: Option<usize>,
    /// The calls inside that script, innermost first.
    pub stack: Vec<String>,
}

/// An item of a workflow, by its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The workflow's id.
    pub workflow_id: String,
    /// The workflow, the item and its title.
    pub place: Place,
}

impl Step {
    pub(super) fn new(workflow: &Workflow, item: &Item) -> Self {
        Self {
            workflow_id: workflow.id.as_str().to_owned(),
            place: Place {
                workflow: workflow.name.clone(),
                item: item.name.clone(),
                title: item.display_name.clone(),
            },
        }
    }
}

impl Failure {
    /// Says why it was stopped, where an engine has only noticed that: its host knows the reason.
    pub(super) fn explain(&mut self, reason: Option<String>) {
        if let (Some(place), Some(reason)) = (self.text.strip_prefix(INTERRUPTED), reason) {
            self.text = format!("{reason}{place}");
        }
    }

    /// Why something was thrown, and where.
    #[must_use]
    pub fn new(thrown: &Thrown, path: &[Step]) -> Self {
        let path = path.to_vec();
        match thrown {
            Thrown::Exception { text, line, stack } => Self {
                text: text.clone(),
                exception: true,
                path,
                line: *line,
                stack: stack.clone(),
            },
            Thrown::Stopped { reason } => Self {
                text: reason.clone(),
                exception: false,
                path,
                line: None,
                stack: Vec::new(),
            },
        }
    }

    /// The same as something an item throws.
    #[must_use]
    pub fn thrown(&self) -> Thrown {
        if self.exception {
            Thrown::Exception {
                text: self.text.clone(),
                line: self.line,
                stack: self.stack.clone(),
            }
        } else {
            Thrown::stopped(&self.text)
        }
    }
}
