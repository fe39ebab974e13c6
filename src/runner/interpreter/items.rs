//! What each kind of item does.

use super::binding::untyped;
use super::variables::Variables;
use super::walk::{Next, Walk};
use super::{Event, Place, Question, State, Thrown};
use crate::model::workflow::{Item, ItemKind, Presentation, Reference};
use crate::model::{TypeName, Workflow};
use crate::runner::shown;
use crate::runner::value::Value;

impl Walk<'_> {
    /// Does what an item says and tells where to go.
    pub(super) fn item(
        &mut self,
        item: &Item,
        workflow: &Workflow,
        variables: &mut Variables,
    ) -> Result<Next, Thrown> {
        match &item.kind {
            ItemKind::Task { .. } => self.task(item, variables)?,
            ItemKind::End { failed: false } => return Ok(Next::End),
            ItemKind::End { failed: true } => return Err(failed_end(item, variables)),
            ItemKind::Link { workflow } => {
                let inputs = self.copy_in(&item.inputs, variables)?;
                let outputs = self.call(workflow, untyped(inputs))?;
                self.copy_out(&item.outputs, &outputs, variables)?;
            }
            ItemKind::CustomCondition { otherwise } | ItemKind::Condition { otherwise, .. } => {
                let decided = self.returned(item, variables)?;
                return Ok(branch(item, otherwise.as_ref(), &decided));
            }
            ItemKind::DecisionActivity {
                reference,
                otherwise,
            } => {
                let decided = self.activity(item, reference, variables)?;
                return Ok(branch(item, otherwise.as_ref(), &decided));
            }
            ItemKind::Switch { .. } => {
                let next = self.returned(item, variables)?;
                return switched(next, workflow);
            }
            ItemKind::Foreach {
                reference,
                catch_script,
            } => self.foreach(item, reference, catch_script.as_deref(), variables)?,
            ItemKind::Multiple { calls } => self.multiple(calls, variables)?,
            ItemKind::Interaction { presentation } => {
                self.interaction(item, workflow, presentation, variables)?;
            }
            ItemKind::Timer => self.timer(item, variables)?,
            ItemKind::Other(kind) => {
                return Err(Thrown::stopped(format!(
                    "items of the type `{kind}` cannot be run here: `{}` (`{}`) is one",
                    item.display_name, item.name
                )));
            }
        }
        Ok(Next::Item(item.out.clone()))
    }

    fn place(&self) -> Place {
        // The path ends with the item that is being run.
        self.path.last().map_or_else(
            || Place {
                workflow: self.token.workflow.name.clone(),
                item: String::new(),
                title: String::new(),
            },
            |step| step.place.clone(),
        )
    }

    fn task(&mut self, item: &Item, variables: &mut Variables) -> Result<(), Thrown> {
        if let ItemKind::Task {
            launches: Some(id), ..
        } = &item.kind
            && self.runs.content().workflow(id).is_none()
        {
            self.notice(&format!(
                "the workflow with the id `{id}`, which this starts, is not among what was loaded"
            ));
        }
        let inputs = self.copy_in(&item.inputs, variables)?;
        let mut wanted: Vec<(String, TypeName)> = Vec::new();
        for bind in &item.outputs {
            if !wanted.iter().any(|(name, _)| *name == bind.name) {
                wanted.push((bind.name.clone(), bind.type_name.clone()));
            }
        }
        let code = item.script.as_deref().unwrap_or_default();
        let values = self.scripts.task(&self.place(), code, &inputs, &wanted)?;
        let names = wanted.into_iter().map(|(name, _)| name);
        let results: Vec<_> = names.zip(values).collect();
        self.copy_out(&item.outputs, &results, variables)
    }

    /// What the script of a decision or a switch returns.
    fn returned(&mut self, item: &Item, variables: &Variables) -> Result<Value, Thrown> {
        let inputs = self.copy_in(&item.inputs, variables)?;
        let code = item.script.as_deref().unwrap_or_default();
        self.scripts.body(&self.place(), code, &inputs)
    }

    /// Runs a script for its effects, with values in and none out.
    pub(super) fn aside(
        &mut self,
        code: &str,
        inputs: &[(String, TypeName, Value)],
    ) -> Result<(), Thrown> {
        // The workflow that threw is left behind.
        if let Some(step) = self.path.last() {
            self.stands_on(step);
        }
        let place = self.place();
        self.scripts.task(&place, code, inputs, &[]).map(|_| ())
    }

    fn activity(
        &mut self,
        item: &Item,
        reference: &Reference,
        variables: &Variables,
    ) -> Result<Value, Thrown> {
        let inputs = untyped(self.copy_in(&item.inputs, variables)?);
        match reference {
            Reference::Action(path) => self.action(path, &inputs),
            Reference::Workflow(id) => {
                let target = self.runs.find(id)?;
                let outputs = self.workflow(&target, inputs)?;
                let is_boolean = |name: &str| {
                    let output = target.outputs.iter().find(|output| output.name == name);
                    output.is_some_and(|output| {
                        matches!(output.type_name.as_str(), "boolean" | "Boolean")
                    })
                };
                let decided = outputs.into_iter().find(|(name, _)| is_boolean(name));
                decided.map(|(_, value)| value).ok_or_else(|| {
                    Thrown::stopped(format!("`{}` has no output of type boolean", target.name))
                })
            }
        }
    }

    /// Calls an action with values by the names of its parameters.
    pub(super) fn action(
        &mut self,
        path: &str,
        inputs: &[(String, Value)],
    ) -> Result<Value, Thrown> {
        let (module, name) = path
            .rsplit_once('/')
            .ok_or_else(|| Thrown::stopped(format!("`{path}` is no action: it has no module")))?;
        let known = self.runs.content().action(module, name).cloned();
        let value = |wanted: &str| {
            let given = inputs.iter().find(|(name, _)| name == wanted);
            given.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let arguments = match known {
            Some(action) => {
                let parameters = action.parameters.iter();
                parameters.map(|parameter| value(&parameter.name)).collect()
            }
            None => inputs.iter().map(|(_, value)| value.clone()).collect(),
        };
        self.scripts.action(module, name, arguments)
    }

    /// Runs another workflow inside this token.
    pub(super) fn call(
        &mut self,
        id: &str,
        inputs: Vec<(String, Value)>,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        let target = self.runs.find(id)?;
        self.workflow(&target, inputs)
    }

    fn interaction(
        &mut self,
        item: &Item,
        workflow: &Workflow,
        presentation: &Presentation,
        variables: &mut Variables,
    ) -> Result<(), Thrown> {
        let mut inputs = self.copy_in(&item.inputs, variables)?;
        let mut take = |wanted: &str| {
            let at = inputs.iter().position(|(name, ..)| name == wanted)?;
            Some(inputs.remove(at).2)
        };
        let until = match take("timeout.date") {
            Some(Value::Date(moment)) => Some(moment),
            _ => None,
        };
        let users = take("security.assignees").unwrap_or_default();
        let groups = take("security.assignee.groups");
        let groups = groups
            .or_else(|| take("security.group"))
            .unwrap_or_default();
        let fields = item
            .outputs
            .iter()
            .map(|bind| {
                let before = inputs.iter().find(|(name, ..)| *name == bind.name);
                let value = before.map(|(.., value)| value.clone()).unwrap_or_default();
                (bind.name.clone(), bind.type_name.clone(), value)
            })
            .collect();
        self.in_time(item, until)?;
        self.token.update(|token| token.state = State::Waiting);
        let answers = self.runs.host().ask(&Question {
            workflow,
            item,
            presentation,
            fields,
            users,
            groups,
            until,
        });
        self.token.update(|token| token.state = State::Running);
        let answers = answers?;
        self.in_time(item, until)?;
        self.copy_out(&item.outputs, &answers, variables)
    }

    fn in_time(&self, item: &Item, until: Option<f64>) -> Result<(), Thrown> {
        if until.is_some_and(|until| until <= self.runs.host().now()) {
            return Err(Thrown::text(format!(
                "nobody answered `{}` in time",
                item.display_name
            )));
        }
        Ok(())
    }

    fn timer(&mut self, item: &Item, variables: &Variables) -> Result<(), Thrown> {
        let inputs = self.copy_in(&item.inputs, variables)?;
        let date = inputs.iter().find(|(name, ..)| name == "timer.date");
        let Some((.., Value::Date(until))) = date else {
            return Err(Thrown::text(format!(
                "`{}` has no date to wait for",
                item.display_name
            )));
        };
        self.event(Event::Waits(*until));
        self.token
            .update(|token| token.state = State::WaitingSignal);
        let waited = self.runs.host().wait(*until, self.token);
        self.token.update(|token| token.state = State::Running);
        waited
    }
}

/// Either branch of a decision. No `return` counts as false.
fn branch(item: &Item, otherwise: Option<&String>, decided: &Value) -> Next {
    let next = if truth(decided) {
        item.out.clone()
    } else {
        otherwise.cloned()
    };
    Next::Item(next)
}

/// A value as a condition, by JavaScript's rule.
fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Boolean(boolean) => *boolean,
        Value::Number(number) => *number != 0.0 && !number.is_nan(),
        Value::Text(text) => !text.is_empty(),
        _ => true,
    }
}

fn switched(next: Value, workflow: &Workflow) -> Result<Next, Thrown> {
    match next {
        Value::Text(name) if workflow.item(&name).is_some() => Ok(Next::Item(Some(name))),
        Value::Text(name) => Err(Thrown::text(format!(
            "the switch returned `{name}`, which is no item of `{}`",
            workflow.name
        ))),
        _ => Err(Thrown::text(
            "the switch returned no text, and so no item to go on at",
        )),
    }
}

/// An end with mode 1 fails with the text of its variable.
fn failed_end(item: &Item, variables: &Variables) -> Thrown {
    let Some(variable) = &item.throw_bind else {
        return Thrown::text("");
    };
    match variables.get(variable) {
        Ok(Value::Text(text)) => Thrown::text(text),
        Ok(Value::Null) => Thrown::text(""),
        Ok(other) => Thrown::text(shown::text(&other)),
        Err(thrown) => thrown,
    }
}
