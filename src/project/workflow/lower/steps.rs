//! Steps one after the other, and those that are items by themselves.

use super::super::syntax::{Argument, Code, Field, Form, Kind, Step, Thrown, Word};
use super::form::Names;
use super::lowering::Lowering;
use crate::model::TypeName;
use crate::model::workflow::{Bind, Item, ItemKind, Position};
use crate::script::lint::Kind as Language;
use crate::script::{fragment, names};

/// Name of the item with a number.
pub(super) fn item_name(number: usize) -> String {
    format!("item{number}")
}

/// The type of that name; each is a constant of ours.
pub(super) fn type_of(name: &'static str) -> TypeName {
    TypeName::new(name).unwrap_or_else(|_| TypeName::any())
}

impl Lowering<'_> {
    /// Makes the items of some steps; behind the last one comes `next`.
    pub(super) fn list(&mut self, steps: &[Step], next: &str) {
        for (index, step) in steps.iter().enumerate() {
            let after = self.entry(&steps[index + 1..], next);
            self.step(step, &after);
        }
    }

    fn step(&mut self, step: &Step, next: &str) {
        let item = match &step.kind {
            Kind::Script {
                inputs,
                outputs,
                code,
            } => Some(self.script(step, inputs, outputs, code)),
            Kind::Action { name, with, result } => {
                self.action_item(step, name, with, result.as_ref())
            }
            Kind::Workflow {
                callee,
                with,
                outputs,
                mode,
            } => self.workflow_item(step, callee, with, outputs, mode),
            Kind::If {
                condition,
                then,
                otherwise,
            } => Some(self.choice(step, condition, then, otherwise, next)),
            Kind::Decide {
                decider,
                with,
                then,
                otherwise,
            } => self.decide(step, decider, with, then, otherwise, next),
            Kind::Switch {
                variable,
                tests,
                default,
            } => {
                self.switch(step, variable, tests, default, next);
                return;
            }
            Kind::While { condition, steps } => Some(self.turns(step, condition, steps, next)),
            Kind::Foreach {
                callee,
                over,
                with,
                collect,
                on_turn_error,
            } => self.foreach(step, callee, (over, with, collect), on_turn_error.as_ref()),
            Kind::Together(calls) => Some(self.together(step, calls)),
            Kind::Ask {
                fields,
                form,
                users,
                groups,
                until,
            } => {
                let people = [users.as_ref(), groups.as_ref(), until.as_ref()];
                Some(self.ask(step, fields, form.as_ref(), people))
            }
            Kind::Wait(date) => Some(self.wait(step, date)),
            Kind::Throw(thrown) => Some(self.throw(step, thrown)),
            Kind::End => Some(Self::item(step, ItemKind::End { failed: false }, "End")),
            Kind::Goto(name) => {
                self.goto(name);
                return;
            }
        };
        // A step that is wrong still leads on, so that what follows is not called unreachable.
        let item = item.unwrap_or_else(|| Self::item(step, task(None, None), ""));
        self.finish(step, item, next);
    }

    /// Successor and error path of an item.
    pub(super) fn finish(&mut self, step: &Step, mut item: Item, next: &str) {
        let ends = matches!(item.kind, ItemKind::End { .. } | ItemKind::Switch { .. });
        if item.out.is_none() && !ends {
            item.out = Some(next.to_owned());
        }
        if let Some(on_error) = &step.on_error {
            let (catch, bind) = self.error_path(on_error, next);
            if !ends {
                item.catch = Some(catch);
                item.throw_bind = Some(bind);
            }
        }
        self.spans.insert(item.name.clone(), step.span.clone());
        self.items.push(item);
    }

    /// The item of a step, with a title of its kind unless it has its own.
    pub(super) fn item(step: &Step, kind: ItemKind, title: &str) -> Item {
        let title = step.title.as_deref().unwrap_or(title);
        // Newer editors want every task described.
        let is_task = matches!(kind, ItemKind::Task { .. });
        let description = step
            .description
            .clone()
            .or_else(|| is_task.then(|| title.to_owned()));
        Item {
            name: item_name(step.number),
            kind,
            display_name: title.to_owned(),
            description,
            out: None,
            catch: None,
            throw_bind: None,
            business_status: step.status.clone(),
            prototype: None,
            content_mode: None,
            script: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            position: Position::default(),
        }
    }

    fn script(
        &mut self,
        step: &Step,
        inputs: &[Argument],
        outputs: &[Argument],
        code: &Code,
    ) -> Item {
        let mut item = Self::item(step, task(None, None), "Script");
        item.inputs = self.bind_all_in(inputs);
        item.outputs = outputs
            .iter()
            .map(|argument| {
                self.bind_out(
                    &argument.name.value,
                    argument.variable.as_ref(),
                    argument.type_name.as_ref(),
                )
            })
            .collect();
        self.bound_twice(inputs);
        self.bound_twice(outputs);
        let bound: Vec<&str> = inputs
            .iter()
            .chain(outputs)
            .map(|argument| argument.name.value.as_str())
            .collect();
        self.check_code(code, Language::TaskScript(&bound));
        let free = names::free(&code.text, Language::TaskScript(&bound)).unwrap_or_default();
        for name in &free {
            if self.scope.type_name(name).is_some() && !bound.contains(&name.as_str()) {
                let message = format!("the script uses the variable `{name}`, which is not bound");
                let help = format!("add `{name}` to `in`, or to `out` if the script sets it");
                self.warning("unbound-name", step.span.clone(), message, help);
            }
        }
        for output in outputs {
            if !free.is_empty() && !free.contains(&output.name.value) {
                let message = format!("the script never sets `{}`", output.name.value);
                self.warning(
                    "unset-binding",
                    output.name.span.clone(),
                    message,
                    "set it without `var`, or remove it from `out`",
                );
            }
        }
        item.script = Some(code.text.clone());
        item
    }

    pub(super) fn check_code(&mut self, code: &Code, language: Language<'_>) {
        let source = self.source;
        let place = |range| code.place(source, range);
        let calls = fragment::check(self.file, &code.text, &place, language, self.report);
        self.calls.extend(calls);
    }

    /// Asks somebody; `people` are the users, the groups, and the moment after which it throws.
    fn ask(
        &mut self,
        step: &Step,
        fields: &[Field],
        form: Option<&Form>,
        people: [Option<&Word>; 3],
    ) -> Item {
        let mut names = Names::of(fields, true);
        let presentation = self.presentation(fields, form, &mut names);
        let mut item = Self::item(
            step,
            ItemKind::Interaction { presentation },
            "User interaction",
        );
        let [users, groups, until] = people;
        for (name, type_name, variable) in [
            ("security.assignees", "Array/LdapUser", users),
            ("security.assignee.groups", "Array/LdapGroup", groups),
            ("security.group", "LdapGroup", None),
            ("timeout.date", "Date", until),
        ] {
            item.inputs
                .push(self.bind_in(name, variable, Some(&type_of(type_name))));
        }
        for name in &names.used {
            let word = Word::new(name.clone(), step.span.clone());
            item.inputs.push(self.bind_in(name, Some(&word), None));
        }
        for field in fields {
            let variable = field.into.as_ref().unwrap_or(&field.name);
            let bind: Bind =
                self.bind_out(&field.name.value, Some(variable), field.type_name.as_ref());
            item.outputs.push(bind);
        }
        item
    }

    fn wait(&mut self, step: &Step, date: &Word) -> Item {
        let mut item = Self::item(step, ItemKind::Timer, "Wait");
        item.inputs = vec![self.bind_in("timer.date", Some(date), Some(&type_of("Date")))];
        item
    }

    fn throw(&mut self, step: &Step, thrown: &Thrown) -> Item {
        let mut item = Self::item(step, ItemKind::End { failed: true }, "Throw");
        item.throw_bind = Some(match thrown {
            Thrown::Variable(word) => {
                if let Some(found) = self.read(word) {
                    self.fits(&word.value, &found, &TypeName::string(), word);
                }
                word.value.clone()
            }
            Thrown::Text(text) => self.text_constant(&text.value),
        });
        item
    }
}

pub(super) fn task(action: Option<String>, launches: Option<String>) -> ItemKind {
    ItemKind::Task { action, launches }
}
