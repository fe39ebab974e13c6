//! Steps that run workflows several times: for each item of a list, or together.

use std::collections::HashSet;

use super::super::syntax::{Argument, Call, Callee, Code, Step, Word};
use super::calls::{ByName, by_name};
use super::lowering::Lowering;
use crate::model::workflow::{self, Bind, Item, ItemKind, Reference};
use crate::model::{Parameter, TypeName};
use crate::script::lint::Kind as Language;

impl Lowering<'_> {
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
        let known = signature.map(|signature| by_name(&signature.inputs));
        let mut inputs = self.starred(over, known.as_ref(), "input", Self::bind_in);
        if over.is_empty() {
            self.error(
                "missing-argument",
                step.span.clone(),
                "no array is walked",
                "name one in `over: { input: variable }`",
            );
        }
        let walked: HashSet<&str> = over
            .iter()
            .map(|argument| argument.name.value.as_str())
            .collect();
        let rest: Vec<Parameter> = signature
            .map(|signature| signature.inputs.clone())
            .unwrap_or_default()
            .into_iter()
            .filter(|input| !walked.contains(input.name.as_str()))
            .collect();
        inputs.extend(self.inputs(&step.span, with, signature.map(|_| rest.as_slice())));
        let known = signature.map(|signature| by_name(&signature.outputs));
        let outputs = self.starred(collect, known.as_ref(), "output", Self::bind_out);
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

    /// Binds arrays, of which each turn takes or gives one value.
    fn starred(
        &mut self,
        arguments: &[Argument],
        known: Option<&ByName<'_>>,
        kind: &str,
        bind: fn(&mut Self, &str, Option<&Word>, Option<&TypeName>) -> Bind,
    ) -> Vec<Bind> {
        self.bound_twice(arguments);
        let mut binds = Vec::new();
        for argument in arguments {
            let inside = self.inside(argument, known, kind);
            let array = inside.map(|inside| inside.array());
            let variable = argument.variable.as_ref();
            let mut bound = bind(self, &argument.name.value, variable, array.as_ref());
            self.walks(argument, &mut bound);
            binds.push(bound);
        }
        binds
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
}
