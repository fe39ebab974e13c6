//! Steps that choose a way: decisions, switches and loops.

use super::super::syntax::{Argument, Cases, Code, Decider, Step, Test, Word};
use super::generated;
use super::lowering::Lowering;
use super::steps::{item_name, type_of};
use crate::diagnostic::closest;
use crate::model::workflow::{Condition, Item, ItemKind, Reference};
use crate::project::document::{Node, Value};
use crate::script::lint::Kind as Language;
use crate::script::names;

/// Names in lower case that every script has; those in upper case are the server's objects.
const GLOBALS: &[&str] = &[
    "undefined",
    "arguments",
    "isNaN",
    "isFinite",
    "parseInt",
    "parseFloat",
    "escape",
    "unescape",
    "encodeURI",
    "encodeURIComponent",
    "decodeURI",
    "decodeURIComponent",
    "workflow",
];

impl Lowering<'_> {
    pub(super) fn choice(
        &mut self,
        step: &Step,
        condition: &Code,
        then: &[Step],
        otherwise: &[Step],
        next: &str,
    ) -> Item {
        let kind = ItemKind::CustomCondition {
            otherwise: Some(self.entry(otherwise, next)),
        };
        let mut item = Self::item(step, kind, "Decision");
        self.decision(&mut item, condition);
        item.out = Some(self.entry(then, next));
        self.list(then, next);
        self.list(otherwise, next);
        item
    }

    /// A decision that its turns lead back to.
    pub(super) fn turns(
        &mut self,
        step: &Step,
        condition: &Code,
        steps: &[Step],
        next: &str,
    ) -> Item {
        let kind = ItemKind::CustomCondition {
            otherwise: Some(next.to_owned()),
        };
        let mut item = Self::item(step, kind, "Again?");
        self.decision(&mut item, condition);
        item.out = Some(self.entry(steps, &item.name));
        self.list(steps, &item.name.clone());
        if steps.is_empty() {
            let help = "let it wait, or change what the condition asks for";
            self.error(
                "empty-loop",
                step.span.clone(),
                "this loop does nothing in its turns",
                help,
            );
        }
        item
    }

    /// Script and bindings of a decision: every variable the expression names is bound.
    fn decision(&mut self, item: &mut Item, condition: &Code) {
        self.check_code(condition, Language::Expression);
        let free = names::free(&condition.text, Language::Expression);
        for name in free.unwrap_or_default() {
            let offset = condition.text.find(&name).unwrap_or_default();
            let span = condition.place(self.source, offset..offset + name.len());
            let word = Word::new(name, span);
            if self.scope.type_name(&word.value).is_some() {
                item.inputs
                    .push(self.bind_in(&word.value, Some(&word), None));
            } else if self.is_slip(&word.value) {
                let known = self.scope.names();
                self.unknown("unknown-variable", "variable", &word, &known);
            }
        }
        item.script = Some(generated::decision(&condition.text));
    }

    /// A name that is neither a variable nor looks like one of the server's.
    fn is_slip(&self, name: &str) -> bool {
        let names = self.scope.names();
        let near = closest(name, names.iter().map(String::as_str)).is_some();
        near || (name.starts_with(char::is_lowercase) && !GLOBALS.contains(&name))
    }

    pub(super) fn decide(
        &mut self,
        step: &Step,
        decider: &Decider,
        with: &[Argument],
        then: &[Step],
        otherwise: &[Step],
        next: &str,
    ) -> Option<Item> {
        let target = self.entry(otherwise, next);
        let out = self.entry(then, next);
        self.list(then, next);
        self.list(otherwise, next);
        let boolean = type_of("boolean");
        let (reference, title, inputs) = match decider {
            Decider::Action(word) => {
                let called = self.action(word)?;
                if let Some(routine) = &called.routine {
                    self.fits(&word.value, &routine.result, &boolean, word);
                }
                let parameters = called
                    .routine
                    .as_ref()
                    .map(|routine| routine.parameters.as_slice());
                let inputs = self.inputs(&step.span, with, parameters);
                (
                    Reference::Action(format!("{}/{}", called.module, called.name)),
                    called.name,
                    inputs,
                )
            }
            Decider::Workflow(callee) => {
                let called = self.called_workflow(callee)?;
                let answers = called.signature.as_ref().is_none_or(|signature| {
                    matches!(&signature.outputs[..], [output] if output.type_name.fits(&boolean))
                });
                if !answers {
                    let message = format!("`{}` does not return one boolean", called.name);
                    self.error(
                        "type-mismatch",
                        step.span.clone(),
                        message,
                        "decide by a workflow whose only output is a boolean",
                    );
                }
                let parameters = called
                    .signature
                    .as_ref()
                    .map(|signature| signature.inputs.as_slice());
                let inputs = self.inputs(&step.span, with, parameters);
                (Reference::Workflow(called.id), called.name, inputs)
            }
        };
        let kind = ItemKind::DecisionActivity {
            reference,
            otherwise: Some(target),
        };
        let mut item = Self::item(step, kind, &title);
        item.out = Some(out);
        item.inputs = inputs;
        // The server runs what is referenced; its editor stores this in place of a script.
        item.script = Some("return true ;".to_owned());
        Some(item)
    }

    /// Comparisons in a row become one switch; an expression between them a decision of its own,
    /// since the editor of a switch knows comparisons only.
    pub(super) fn switch(
        &mut self,
        step: &Step,
        variable: &Word,
        tests: &[Test],
        default: &[Step],
        next: &str,
    ) {
        let type_name = self.read(variable);
        let last = self.entry(default, next);
        for (index, test) in tests.iter().enumerate() {
            let otherwise = tests
                .get(index + 1)
                .map_or_else(|| last.clone(), |test| item_name(test.number));
            let item = match &test.cases {
                Cases::If(condition, steps) => {
                    let kind = ItemKind::CustomCondition {
                        otherwise: Some(otherwise),
                    };
                    let mut item = Self::item(step, kind, &variable.value);
                    self.decision(&mut item, condition);
                    item.out = Some(self.entry(steps, next));
                    self.list(steps, next);
                    item
                }
                Cases::Equal(cases) => {
                    let cases = self.comparisons(
                        variable,
                        type_name.as_ref().map(crate::model::TypeName::as_str),
                        cases,
                        &otherwise,
                        next,
                    );
                    let script = generated::switch(&cases);
                    let mut item = Self::item(step, ItemKind::Switch { cases }, &variable.value);
                    item.inputs = vec![self.bind_in(&variable.value, Some(variable), None)];
                    item.script = Some(script);
                    item
                }
            };
            let item = Item {
                name: item_name(test.number),
                ..item
            };
            self.finish(step, item, next);
        }
        self.list(default, next);
    }

    fn comparisons(
        &mut self,
        variable: &Word,
        type_name: Option<&str>,
        cases: &[(Node, Vec<Step>)],
        otherwise: &str,
        next: &str,
    ) -> Vec<Condition> {
        let mut conditions = Vec::new();
        if let Some(type_name) =
            type_name.filter(|name| !matches!(*name, "string" | "number" | "boolean"))
        {
            let message = format!(
                "`{}` is a `{type_name}`, and a switch compares strings, numbers and booleans",
                variable.value
            );
            self.error(
                "type-mismatch",
                variable.span.clone(),
                message,
                "write `if: expression` in the cases",
            );
        }
        for (node, steps) in cases {
            let (comparator, value) = match (type_name, &node.value) {
                (Some("string"), Value::Text(text)) => (0, text.clone()),
                (Some("number"), Value::Number(number, _)) => (0, number.to_string()),
                (Some("boolean"), Value::Boolean(value)) => (u8::from(!value), value.to_string()),
                (Some(expected @ ("string" | "number" | "boolean")), _) => {
                    node.wrong(
                        &format!("a {expected}, as `{}` is", variable.value),
                        None,
                        self.file,
                        self.report,
                    );
                    (0, String::new())
                }
                _ => (0, String::new()),
            };
            conditions.push(Condition {
                name: variable.value.clone(),
                type_name: type_name.unwrap_or("string").to_owned(),
                comparator,
                label: Some(self.entry(steps, next)),
                value,
            });
            self.list(steps, next);
        }
        conditions.push(Condition {
            name: String::new(),
            type_name: "boolean".to_owned(),
            comparator: 6,
            label: Some(otherwise.to_owned()),
            value: String::new(),
        });
        conditions
    }
}
