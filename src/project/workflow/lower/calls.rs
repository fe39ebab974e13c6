//! Steps that call an action or a workflow, and what is bound to their parameters.

use std::collections::HashMap;
use std::ops::Range;

use super::super::context::{Routine, Signature};
use super::super::syntax::{Argument, Callee, Mode, Step, Word};
use super::generated;
use super::lowering::Lowering;
use super::steps::{task, type_of};
use crate::model::workflow::{Bind, Item, ItemKind};
use crate::model::{Parameter, TypeName};

/// An action that is called.
pub(in super::super) struct Called {
    pub(in super::super) module: String,
    pub(in super::super) name: String,
    /// None for an action that is not the project's.
    pub(in super::super) routine: Option<Routine>,
}

/// A workflow that is called.
pub(super) struct CalledWorkflow {
    pub(super) id: String,
    pub(super) name: String,
    /// None for one that is not the project's.
    pub(super) signature: Option<Signature>,
}

impl Lowering<'_> {
    /// An action by what people write: below the project's module, or whole behind a `/`.
    pub(in super::super) fn action(&mut self, word: &Word) -> Option<Called> {
        let root = self.context.module().to_owned();
        let (module, name) = match word.value.strip_prefix('/') {
            Some(whole) => {
                let Some((module, name)) = whole.rsplit_once('/') else {
                    self.error(
                        "illegal-action",
                        word.span.clone(),
                        "this names no action",
                        "write `/com.acme.mail/send`",
                    );
                    return None;
                };
                (module.to_owned(), name.to_owned())
            }
            None => match word.value.rsplit_once('.') {
                Some((path, name)) => (format!("{root}.{path}"), name.to_owned()),
                None => (root.clone(), word.value.clone()),
            },
        };
        let routine = self.context.action(&module, &name);
        let ours = module == root || module.starts_with(&format!("{root}."));
        if routine.is_none() && ours {
            let prefix = format!("{root}.");
            let known = self.context.actions();
            let known = known
                .iter()
                .map(|action| action.strip_prefix(&prefix).unwrap_or(action).to_owned());
            let known = known.collect::<Vec<_>>();
            self.unknown("unknown-action", "action", word, &known);
            return None;
        }
        Some(Called {
            module,
            name,
            routine,
        })
    }

    pub(super) fn action_item(
        &mut self,
        step: &Step,
        name: &Word,
        with: &[Argument],
        result: Option<&Word>,
    ) -> Option<Item> {
        let Called {
            module,
            name: action,
            routine,
        } = self.action(name)?;
        let parameters = routine
            .as_ref()
            .map(|routine| routine.parameters.as_slice());
        let inputs = self.inputs(&step.span, with, parameters);
        let returned = routine.as_ref().map(|routine| routine.result.clone());
        let is_void = returned
            .as_ref()
            .map_or(result.is_none(), |returned| *returned == TypeName::void());
        if let (true, Some(result), Some(_)) = (is_void, result, &returned) {
            let message = format!("`{}` returns nothing", name.value);
            self.error("no-result", result.span.clone(), message, "remove `result`");
        }
        let mut outputs = Vec::new();
        if !is_void {
            outputs.push(self.bind_out("actionResult", result, returned.as_ref()));
        }
        let kind = task(Some(format!("{module}/{action}")), None);
        let mut item = Self::item(step, kind, &action);
        if let (None, Some(routine)) = (&step.description, &routine)
            && !routine.description.is_empty()
        {
            item.description = Some(routine.description.clone());
        }
        item.script = Some(generated::call(&module, &action, &inputs, !is_void));
        item.inputs = inputs;
        item.outputs = outputs;
        Some(item)
    }

    pub(super) fn workflow_item(
        &mut self,
        step: &Step,
        callee: &Callee,
        with: &[Argument],
        outputs: &[Argument],
        mode: &Mode,
    ) -> Option<Item> {
        let called = self.called_workflow(callee)?;
        let parameters = called
            .signature
            .as_ref()
            .map(|signature| signature.inputs.as_slice());
        let mut inputs = self.inputs(&step.span, with, parameters);
        let id = called.id.clone();
        let (result, name, type_name) = match mode {
            Mode::Run => {
                let mut item = Self::item(step, ItemKind::Link { workflow: id }, &called.name);
                item.inputs = inputs;
                item.outputs = self.outputs(outputs, called.signature.as_ref());
                return Some(item);
            }
            Mode::Start { result } => (result, "wfToken", "WorkflowToken"),
            Mode::Schedule { result, .. } => (result, "scheduledTask", "Task"),
        };
        let given: Vec<String> = inputs.iter().map(|bind| bind.name.clone()).collect();
        let at = if let Mode::Schedule { at, .. } = mode {
            inputs.push(self.bind_in("workflowScheduleDate", at.as_ref(), Some(&type_of("Date"))));
            true
        } else {
            false
        };
        let mut item = Self::item(step, task(None, Some(id)), &called.name);
        item.script = Some(generated::launch(&called.id, &given, at));
        item.inputs = inputs;
        item.outputs = vec![self.bind_out(name, result.as_ref(), Some(&type_of(type_name)))];
        Some(item)
    }

    pub(super) fn called_workflow(&mut self, callee: &Callee) -> Option<CalledWorkflow> {
        match callee {
            Callee::Foreign { id, name } => Some(CalledWorkflow {
                id: id.value.clone(),
                name: name.clone(),
                signature: None,
            }),
            Callee::Path(word) => {
                let Some(signature) = self.context.workflow(&word.value) else {
                    self.unknown(
                        "unknown-workflow",
                        "workflow",
                        word,
                        &self.context.workflows(),
                    );
                    return None;
                };
                Some(CalledWorkflow {
                    id: signature.id.to_string(),
                    name: signature.name.clone(),
                    signature: Some(signature),
                })
            }
        }
    }

    /// Bindings of what is given: in the order of the parameters, where they are known.
    pub(super) fn inputs(
        &mut self,
        span: &Range<usize>,
        with: &[Argument],
        parameters: Option<&[Parameter]>,
    ) -> Vec<Bind> {
        self.bound_twice(with);
        let Some(parameters) = parameters else {
            return self.bind_all_in(with);
        };
        let known = Some(by_name(parameters));
        // Of two for the same, the first.
        let mut given = HashMap::new();
        for argument in with {
            self.inside(argument, known.as_ref(), "parameter");
            given.entry(&argument.name.value).or_insert(argument);
        }
        let mut binds = Vec::new();
        for parameter in parameters {
            let Some(argument) = given.get(&parameter.name) else {
                let message = format!("the parameter `{}` is not given", parameter.name);
                let help = format!(
                    "add `{}: variable` to `with`, or `{}: null` to give nothing",
                    parameter.name, parameter.name
                );
                self.error("missing-argument", span.clone(), message, help);
                continue;
            };
            binds.push(self.bind_in(
                &parameter.name,
                argument.variable.as_ref(),
                Some(&parameter.type_name),
            ));
        }
        binds
    }

    pub(super) fn outputs(
        &mut self,
        outputs: &[Argument],
        signature: Option<&Signature>,
    ) -> Vec<Bind> {
        self.bound_twice(outputs);
        let known = signature.map(|signature| by_name(&signature.outputs));
        let mut binds = Vec::new();
        for argument in outputs {
            let inside = self.inside(argument, known.as_ref(), "output");
            binds.push(self.bind_out(
                &argument.name.value,
                argument.variable.as_ref(),
                inside.as_ref(),
            ));
        }
        binds
    }

    /// The type of the place inside that an argument names.
    pub(super) fn inside(
        &mut self,
        argument: &Argument,
        known: Option<&ByName<'_>>,
        kind: &str,
    ) -> Option<TypeName> {
        let Some(known) = known else {
            return argument.type_name.clone();
        };
        let found = known.get(argument.name.value.as_str());
        if found.is_none() {
            let mut all: Vec<_> = known.values().collect();
            all.sort_by_key(|(place, _)| place);
            let names = all.iter().map(|(_, parameter)| parameter.name.clone());
            let names = names.collect::<Vec<_>>();
            self.unknown("unknown-parameter", kind, &argument.name, &names);
        }
        found.map(|(_, parameter)| parameter.type_name.clone())
    }
}

/// Parameters by their names, each with its place in the order of calling.
pub(super) type ByName<'a> = HashMap<&'a str, (usize, &'a Parameter)>;

/// The parameters of a call, to be found by name.
pub(super) fn by_name(parameters: &[Parameter]) -> ByName<'_> {
    let mut known = HashMap::new();
    for placed in parameters.iter().enumerate() {
        known.entry(placed.1.name.as_str()).or_insert(placed);
    }
    known
}
