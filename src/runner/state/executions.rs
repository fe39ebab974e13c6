use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::{Error, State, form};
use crate::runner::value::Value;

/// One run of a workflow, as a `WorkflowToken` shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Execution {
    /// The token's id.
    pub id: String,
    /// The workflow's id.
    pub workflow: String,
    /// The workflow's name.
    pub name: String,
    /// `running`, `completed`, `failed`, …
    pub state: String,
    /// Milliseconds since 1970.
    pub start: f64,
    /// Milliseconds since 1970.
    #[serde(default)]
    pub end: Option<f64>,
    /// What it failed with.
    #[serde(default)]
    pub exception: Option<String>,
    /// Free text of the last item that had one.
    #[serde(default)]
    pub business_state: Option<String>,
    /// Secrets are the caller's to leave out.
    #[serde(default, with = "form::fields")]
    pub inputs: Vec<(String, Value)>,
    /// What it gave.
    #[serde(default, with = "form::fields")]
    pub outputs: Vec<(String, Value)>,
    /// What its attributes held at the end.
    #[serde(default, with = "form::fields")]
    pub attributes: Vec<(String, Value)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Executions {
    #[serde(default)]
    executions: Vec<Execution>,
}

impl Kept for Executions {
    const FILE: &'static str = "executions.json";
    const WHAT: &'static str = "the history of runs";
}

/// Older ones are forgotten; a server's administrator sets such a limit, too.
const KEPT: usize = 100;

impl State {
    /// Keeps an execution; one with the same id is replaced.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn keep_execution(&self, execution: Execution) -> Result<(), Error> {
        self.change(|kept: &mut Executions| {
            let all = &mut kept.executions;
            match all.iter_mut().find(|other| other.id == execution.id) {
                Some(other) => *other = execution,
                None => all.push(execution),
            }
            let surplus = all.len().saturating_sub(KEPT);
            all.drain(..surplus);
            Ok(())
        })
    }

    /// The last hundred executions, oldest first; only those of one workflow if it is named.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn executions(&self, workflow: Option<&str>) -> Result<Vec<Execution>, Error> {
        let all = self.read::<Executions>()?.executions.into_iter();
        let wanted = |execution: &Execution| workflow.is_none_or(|id| execution.workflow == id);
        Ok(all.filter(wanted).collect())
    }

    /// The execution with this id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn execution(&self, id: &str) -> Result<Option<Execution>, Error> {
        let mut all = self.executions(None)?.into_iter();
        Ok(all.find(|execution| execution.id == id))
    }
}
