//! The start of a workflow or an action: inputs converted, completed by the form, then run.

use std::path::Path;
use std::sync::Arc;

use super::find::Found;
use super::inputs::{Asking, Incomplete, Outside, Person, complete};
use super::interpreter::{Failure, Runs, Scripts, State};
use super::inventory::{self, Inventory};
use super::machine::Machine;
use super::value::{Reference, Value};
use crate::model::workflow::Presentation;
use crate::model::{Action, Parameter, TypeName, Workflow};

/// Where something starts.
pub struct Start<'a> {
    /// What it runs on.
    pub machine: &'a Machine,
    /// Its token is one of these.
    pub runs: &'a Arc<Runs>,
    /// The folder that files named by inputs are looked for in; empty: the current one.
    pub folder: &'a Path,
    /// Whether a person gives the inputs, and the form's rules count.
    pub checked: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Ended {
    /// Name, type and value; an action's is `result`.
    pub outputs: Vec<(String, TypeName, Value)>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The server's word for how it stands.
    pub state: &'static str,
    /// The run's own text about how it stands.
    pub business_state: Option<String>,
}

/// Why nothing was run.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// There is no engine, or an input is none.
    #[error("{0}")]
    Refused(String),
    /// The inventory cannot be read.
    #[error(transparent)]
    Inventory(#[from] inventory::Error),
    /// The form does not take the inputs.
    #[error(transparent)]
    Incomplete(#[from] Incomplete),
}

impl Start<'_> {
    /// Runs it to its end. `give` converts what was given for the inputs, `notice` takes what a
    /// person should know about the form.
    ///
    /// # Errors
    /// When it cannot begin; a run that fails has ended.
    pub fn run(
        &self,
        found: &Found,
        give: impl FnOnce(&[Parameter], &mut dyn Outside) -> Result<Vec<(String, Value)>, String>,
        person: Option<&mut dyn Person>,
        notice: &mut dyn FnMut(String),
    ) -> Result<Ended, NotBegun> {
        let engine = || {
            let engine = self.machine.engine(Some(self.runs));
            engine.map_err(|thrown| NotBegun::Refused(thrown.into_text()))
        };
        let state = self.machine.state().clone();
        let mut desk = Desk {
            inventory: Inventory::new(state, Arc::clone(self.runs), Box::new(engine()?))?,
            folder: self.folder,
        };
        let no_form = Presentation::default();
        let (inputs, form): (&[Parameter], &Presentation) = match found {
            Found::Workflow(workflow) => (&workflow.inputs, &workflow.presentation),
            Found::Action(_, action) => (&action.parameters, &no_form),
        };
        let given = give(inputs, &mut desk).map_err(NotBegun::Refused)?;
        let mut scripts = engine()?;
        let completed = complete(
            form,
            inputs,
            given,
            Asking::Required {
                checked: self.checked,
            },
            &mut scripts,
            &mut desk,
            person,
        )?;
        completed.notices.into_iter().for_each(notice);
        Ok(match found {
            Found::Workflow(workflow) => self.workflow(workflow, completed.values),
            Found::Action(module, action) => {
                self.action(&mut scripts, module, action, &completed.values)
            }
        })
    }

    fn workflow(&self, workflow: &Arc<Workflow>, inputs: Vec<(String, Value)>) -> Ended {
        let finished = self.runs.run(workflow, inputs);
        let status = finished.token.status();
        let type_of = |name: &str| {
            let mut outputs = workflow.outputs.iter();
            let output = outputs.find(|output| output.name == name);
            output.map_or_else(TypeName::any, |output| output.type_name.clone())
        };
        let outputs = finished.outputs.into_iter();
        Ended {
            outputs: outputs
                .map(|(name, value)| (name.clone(), type_of(&name), value))
                .collect(),
            failure: finished.failure,
            state: status.state.as_str(),
            business_state: status.business_state,
        }
    }

    /// Calls an action, which has no token and so no state of its own.
    fn action(
        &self,
        scripts: &mut dyn Scripts,
        module: &str,
        action: &Action,
        inputs: &[(String, Value)],
    ) -> Ended {
        let value = |name: &str| {
            let found = inputs.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let parameters = action.parameters.iter();
        let arguments = parameters.map(|parameter| value(&parameter.name)).collect();
        let (outputs, failure) = match scripts.action(module, &action.name, arguments) {
            Ok(_) if action.result == TypeName::void() => (Vec::new(), None),
            Ok(value) => {
                let result = ("result".to_owned(), action.result.clone(), value);
                (vec![result], None)
            }
            Err(thrown) => (Vec::new(), Some(self.runs.failure(&thrown))),
        };
        let state = match failure {
            None => State::Completed,
            Some(_) => State::Failed,
        };
        Ended {
            outputs,
            failure,
            state: state.as_str(),
            business_state: None,
        }
    }
}

/// Files of this computer and objects of the inventory.
struct Desk<'a> {
    inventory: Inventory,
    folder: &'a Path,
}

impl Outside for Desk<'_> {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, String> {
        fs_err::read(self.folder.join(path)).map_err(|error| error.to_string())
    }

    fn object(&mut self, type_name: &TypeName, text: &str) -> Result<Reference, String> {
        let found = self.inventory.object(type_name, text);
        found.map_err(|error| error.to_string())
    }
}
