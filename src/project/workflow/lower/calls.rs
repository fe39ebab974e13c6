//! Steps that call: actions, workflows, the same for each item of a list, several at once.

use std::ops::Range;

use super::super::context::{Routine, Signature};
use super::super::syntax::{Argument, Call, Callee, Code, Mode, Step, Word};
use super::generated;
use super::lowering::Lowering;
use super::steps::{task, type_of};
use crate::model::workflow::{self, Bind, Item, ItemKind, Reference};
use crate::model::{Parameter, TypeName};
use crate::script::lint::Kind as Language;

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

    /// `lists` are `over`, `with` and `collect`.
    pub(super) fn foreach(
        &mut self,
        step: &Step,
        callee: &Callee,
        lists: (&[Argument], &[Argument], &[Argument]),
        on_turn_error: Option<&Code>,
    ) -> Option<Item> {
        let (over, with, collect) = lists;
        let called = self.called_workflow(callee)?;
        let signature = called.signature.as_ref();
        self.bound_twice(over);
        let mut inputs = Vec::new();
        for argument in over {
            let inside = self.inside(
                argument,
                signature.map(|signature| signature.inputs.as_slice()),
                "input",
            );
            let inside = inside.map(|inside| inside.array());
            let mut bind = self.bind_in(
                &argument.name.value,
                argument.variable.as_ref(),
                inside.as_ref(),
            );
            self.walks(argument, &mut bind);
            inputs.push(bind);
        }
        if over.is_empty() {
            self.error(
                "missing-argument",
                step.span.clone(),
                "no array is walked",
                "name one in `over: { input: variable }`",
            );
        }
        let rest: Vec<Parameter> = signature
            .map(|signature| signature.inputs.clone())
            .unwrap_or_default()
            .into_iter()
            .filter(|input| {
                !over
                    .iter()
                    .any(|argument| argument.name.value == input.name)
            })
            .collect();
        inputs.extend(self.inputs(&step.span, with, signature.map(|_| rest.as_slice())));
        let mut outputs = Vec::new();
        self.bound_twice(collect);
        for argument in collect {
            let inside = self.inside(
                argument,
                signature.map(|signature| signature.outputs.as_slice()),
                "output",
            );
            let inside = inside.map(|inside| inside.array());
            let mut bind = self.bind_out(
                &argument.name.value,
                argument.variable.as_ref(),
                inside.as_ref(),
            );
            self.walks(argument, &mut bind);
            outputs.push(bind);
        }
        let kind = ItemKind::Foreach {
            reference: Reference::Workflow(called.id),
            catch_script: on_turn_error.map(|code| {
                self.check_code(code, Language::TaskScript(&[]));
                code.text.clone()
            }),
        };
        let mut item = Self::item(step, kind, &called.name);
        item.inputs = inputs;
        item.outputs = outputs;
        Some(item)
    }

    /// The star of an array that is walked or filled.
    fn walks(&mut self, argument: &Argument, bind: &mut Bind) {
        match (&mut bind.variable, &argument.variable) {
            (Some(variable), Some(word)) => {
                if bind.type_name.item().is_none() && bind.type_name != TypeName::any() {
                    let message = format!(
                        "`{variable}` is a `{}`, and an array is needed here",
                        bind.type_name
                    );
                    self.error(
                        "type-mismatch",
                        word.span.clone(),
                        message,
                        "use a variable of type Array/…",
                    );
                }
                variable.insert(0, '*');
            }
            _ => self.error(
                "unbound-array",
                argument.name.span.clone(),
                "an array is needed here",
                "name a variable",
            ),
        }
    }

    pub(super) fn together(&mut self, step: &Step, calls: &[Call]) -> Item {
        let mut lowered = Vec::new();
        for (index, call) in calls.iter().enumerate() {
            let Some(called) = self.called_workflow(&call.callee) else {
                continue;
            };
            let parameters = called
                .signature
                .as_ref()
                .map(|signature| signature.inputs.as_slice());
            let inputs = self.inputs(&call.span, &call.with, parameters);
            lowered.push(workflow::Call {
                name: format!("element{}", index + 1),
                workflow: called.id,
                display_name: call.title.clone().unwrap_or(called.name),
                inputs,
                outputs: self.outputs(&call.outputs, called.signature.as_ref()),
            });
        }
        Self::item(step, ItemKind::Multiple { calls: lowered }, "Together")
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
        for argument in with {
            self.inside(argument, Some(parameters), "parameter");
        }
        let mut binds = Vec::new();
        for parameter in parameters {
            let Some(argument) = with
                .iter()
                .find(|argument| argument.name.value == parameter.name)
            else {
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

    fn outputs(&mut self, outputs: &[Argument], signature: Option<&Signature>) -> Vec<Bind> {
        self.bound_twice(outputs);
        let mut binds = Vec::new();
        for argument in outputs {
            let known = signature.map(|signature| signature.outputs.as_slice());
            let inside = self.inside(argument, known, "output");
            binds.push(self.bind_out(
                &argument.name.value,
                argument.variable.as_ref(),
                inside.as_ref(),
            ));
        }
        binds
    }

    /// The type of the place inside that an argument names.
    fn inside(
        &mut self,
        argument: &Argument,
        known: Option<&[Parameter]>,
        kind: &str,
    ) -> Option<TypeName> {
        let Some(known) = known else {
            return argument.type_name.clone();
        };
        let found = known
            .iter()
            .find(|parameter| parameter.name == argument.name.value);
        if found.is_none() {
            let names = known
                .iter()
                .map(|parameter| parameter.name.clone())
                .collect::<Vec<_>>();
            self.unknown("unknown-parameter", kind, &argument.name, &names);
        }
        found.map(|parameter| parameter.type_name.clone())
    }
}
