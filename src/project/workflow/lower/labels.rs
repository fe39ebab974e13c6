//! Names of steps, and the ways that lead to them.

use super::super::syntax::{Kind, OnError, Step, Then, Word};
use super::lowering::Lowering;
use super::steps::item_name;

impl Lowering<'_> {
    /// Collects what may be named before it is written: steps, and variables of error paths.
    pub(super) fn label(&mut self, steps: &[Step]) {
        for step in steps {
            if let Some(label) = &step.label
                && let name = label.value.clone()
                && self.labels.insert(name, step.number).is_some()
            {
                let message = format!("two steps have the name `{}`", label.value.escape_debug());
                let span = label.span.clone();
                self.error("duplicate-name", span, message, "choose another name");
            }
            for steps in step.branches() {
                self.label(steps);
            }
            if let Some(on_error) = &step.on_error {
                self.label_error(on_error);
            }
        }
    }

    pub(super) fn label_error(&mut self, on_error: &OnError) {
        self.declare_error(on_error);
        if let Then::Steps(steps) = &on_error.then {
            self.label(steps);
        }
    }

    /// Where some steps begin: at the first one, or behind them when there are none.
    pub(super) fn entry(&self, steps: &[Step], next: &str) -> String {
        match steps.first() {
            None => next.to_owned(),
            Some(Step {
                kind: Kind::Goto(name),
                ..
            }) => self.target(name).unwrap_or_else(|| next.to_owned()),
            Some(step) => item_name(step.number),
        }
    }

    fn target(&self, name: &Word) -> Option<String> {
        self.labels
            .get(&name.value)
            .map(|number| item_name(*number))
    }

    /// The item an error path begins at, and the variable that takes the text.
    pub(super) fn error_path(&mut self, on_error: &OnError, next: &str) -> (String, String) {
        let bind = on_error.variable().to_owned();
        let item = match &on_error.then {
            Then::Steps(steps) => {
                let entry = self.entry(steps, next);
                self.list(steps, next);
                entry
            }
            Then::Goto(name) => self.goto(name).unwrap_or_else(|| next.to_owned()),
        };
        (item, bind)
    }

    /// The item of a name; an unknown one is reported.
    pub(super) fn goto(&mut self, name: &Word) -> Option<String> {
        let target = self.target(name);
        if target.is_none() {
            let known: Vec<String> = self.labels.keys().cloned().collect();
            self.unknown("unknown-step", "step with the name", name, &known);
        }
        target
    }
}
