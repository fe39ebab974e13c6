//! The steps of a workflow in words.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::form::FormWriter;
use super::markdown::{code, text};
use super::places::Places;
use super::schema::{Schema, Way};
use super::uses::{self, Node};
use super::value::{shortened, shown};
use crate::model::workflow::{Bind, Item, ItemKind, Reference, Workflow};
use crate::model::{Parameter, TypeName};

/// Names that no author chose.
const RESULTS: [&str; 3] = ["actionResult", "wfToken", "scheduledTask"];

/// Writes the steps of one workflow.
pub(super) struct StepWriter<'a> {
    pub(super) places: &'a Places<'a>,
    /// The page it goes to.
    pub(super) page: &'a str,
    pub(super) workflow: &'a Workflow,
    pub(super) schema: &'a Schema<'a>,
}

impl StepWriter<'_> {
    /// The list of steps, and the forms of those that ask.
    pub(super) fn write(&self) -> String {
        let mut out = String::new();
        for (item, number) in self.schema.items.iter().zip(1..) {
            self.step(item, number, &mut out);
        }
        if let Some(handler) = &self.workflow.error_handler {
            out.push_str("\nAn error that no step handles");
            if let Some(bind) = &handler.bind {
                let _ = write!(out, " is stored in {} and", code(bind));
            }
            match self.schema.number(&handler.item) {
                Some(number) => {
                    let _ = writeln!(out, " goes on at step {number}.");
                }
                None => out.push_str(" ends the run.\n"),
            }
        }
        out.push('\n');
        for (item, number) in self.schema.items.iter().zip(1..) {
            if let ItemKind::Interaction { presentation } = &item.kind {
                let _ = writeln!(out, "What step {number} asks for:\n");
                let inputs = asked(item);
                let form = FormWriter {
                    places: self.places,
                    page: self.page,
                    inputs: &inputs,
                };
                out.push_str(form.write(presentation).trim_start());
            }
        }
        out
    }

    fn step(&self, item: &Item, number: usize, out: &mut String) {
        let start = format!("{number}. ");
        let indent = " ".repeat(start.len());
        let title = text(&item.display_name);
        let what = self.what(item);
        let _ = match (title.as_str(), what.as_str()) {
            ("", what) => writeln!(out, "{start}{what}"),
            (title, what) => writeln!(out, "{start}**{title}**: {what}"),
        };
        let mut lines = Vec::new();
        lines.extend(self.description(item));
        let given = |binds: &[Bind]| binds.iter().map(taken).collect::<Vec<_>>().join(", ");
        let inputs: Vec<Bind> = item
            .inputs
            .iter()
            .filter(|it| is_told(it))
            .cloned()
            .collect();
        if !inputs.is_empty() {
            lines.push(format!("with {}", given(&inputs)));
        }
        lines.extend(result(&item.outputs));
        if let ItemKind::Multiple { calls } = &item.kind {
            for call in calls {
                let node = Node::Workflow(call.workflow.clone());
                let mut line = self.places.element(self.page, &node);
                if !call.inputs.is_empty() {
                    let _ = write!(line, " with {}", given(&call.inputs));
                }
                if let Some(result) = result(&call.outputs) {
                    let _ = write!(line, "; {result}");
                }
                lines.push(line);
            }
        }
        if let Some(status) = &item.business_status {
            lines.push(format!("shows the status {}", code(status)));
        }
        lines.extend(self.onward(item, number));
        for line in lines {
            let _ = writeln!(out, "{indent}- {line}");
        }
    }

    /// What its author says of it; not what is only the title or the action's own words once more.
    fn description(&self, item: &Item) -> Option<String> {
        let description = item.description.as_deref()?;
        let called = uses::called(item);
        let actions = &self.places.project.actions;
        let repeats = description == item.display_name
            || actions.iter().any(|action| {
                action.description == description
                    && called.contains(&Node::Action(uses::key(action)))
            });
        let shown = text(description);
        (!repeats && !shown.is_empty()).then_some(shown)
    }

    fn what(&self, item: &Item) -> String {
        let to = |node: &Node| self.places.element(self.page, node);
        let variable = |name: &str| {
            let bind = item.inputs.iter().find(|it| it.name == name)?;
            bind.variable.as_deref()
        };
        let workflow = |id: &str| to(&Node::Workflow(id.to_owned()));
        let referred = |reference: &Reference| match reference {
            Reference::Action(key) => format!("the action {}", to(&Node::Action(key.clone()))),
            Reference::Workflow(id) => format!("the workflow {}", workflow(id)),
        };
        match &item.kind {
            ItemKind::Task {
                action: Some(key), ..
            } => {
                format!("the action {}", to(&Node::Action(key.clone())))
            }
            ItemKind::Task {
                launches: Some(id), ..
            } => match variable("workflowScheduleDate") {
                Some(date) => {
                    format!("has the workflow {} start at {}", workflow(id), code(date))
                }
                None => format!("starts the workflow {} and goes on", workflow(id)),
            },
            ItemKind::Task { .. } => format!("a script{}", self.script_calls(item)),
            ItemKind::End { failed: false } => "the run ends".to_owned(),
            ItemKind::End { failed: true } => self.thrown(item),
            ItemKind::Link { workflow: id } => format!("the workflow {}", workflow(id)),
            ItemKind::CustomCondition { .. } => {
                let script = item.script.as_deref().unwrap_or_default();
                let calls = self.script_calls(item);
                format!("decides: {}{calls}", shortened(expression(script)))
            }
            ItemKind::Condition { condition, .. } => match condition {
                Some(condition) => format!("decides on {}", code(&condition.name)),
                None => "decides".to_owned(),
            },
            ItemKind::DecisionActivity { reference, .. } => {
                format!("decides as {} says", referred(reference))
            }
            ItemKind::Switch { .. } => {
                let names: Vec<String> = item.inputs.iter().map(taken).collect();
                format!("chooses by {}", names.join(", "))
            }
            ItemKind::Foreach {
                reference,
                catch_script,
            } => {
                let goes_on = match catch_script {
                    Some(_) => "; after an exception in one turn the next turn follows",
                    None => "",
                };
                let calls = self.script_calls(item);
                format!("for each item, {}{goes_on}{calls}", referred(reference))
            }
            ItemKind::Interaction { .. } => match variable("timeout.date") {
                Some(date) => format!("waits for somebody's answer, until {}", code(date)),
                None => "waits for somebody's answer".to_owned(),
            },
            ItemKind::Timer => match variable("timer.date") {
                Some(date) => format!("waits until {}", code(date)),
                None => "waits".to_owned(),
            },
            ItemKind::Multiple { .. } => "starts these together and waits for all".to_owned(),
            ItemKind::Other(kind) => format!("a step of the kind {}", code(kind)),
        }
    }

    /// ` that calls …`, for what people wrote.
    fn script_calls(&self, item: &Item) -> String {
        let nodes: BTreeSet<Node> = uses::scripts(item)
            .into_iter()
            .flat_map(|(script, kind)| uses::script_calls(script, kind))
            .map(Node::Action)
            .collect();
        match self.places.all(self.page, nodes.iter()).as_str() {
            "" => String::new(),
            links => format!(", calls {links}"),
        }
    }

    fn thrown(&self, item: &Item) -> String {
        let Some(variable) = &item.throw_bind else {
            return "the run fails".to_owned();
        };
        let constant = self
            .workflow
            .attributes
            .iter()
            .find(|it| it.name == *variable && it.read_only);
        let fixed = constant.and_then(|it| it.value.as_deref());
        let text = fixed.map_or_else(|| code(variable), |text| shown(text, &TypeName::string()));
        format!("the run fails with {text}")
    }

    /// Where it goes on, unless that is plain: at the next step.
    fn onward(&self, item: &Item, number: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (way, to) in self.schema.ways(item) {
            lines.push(match way {
                Way::Next if to == number + 1 => continue,
                Way::Next => format!("then step {to}"),
                Way::Answer(true) => format!("yes: step {to}"),
                Way::Answer(false) => format!("no: step {to}"),
                Way::Case(words) => format!("{}: step {to}", code(&words)),
                Way::Error => match &item.throw_bind {
                    Some(bind) => {
                        format!("on an error, with its text in {}: step {to}", code(bind))
                    }
                    None => format!("on an error: step {to}"),
                },
            });
        }
        lines
    }
}

/// What the words of a step have said already, or nobody gave.
fn is_told(bind: &Bind) -> bool {
    let said = ["timer.date", "timeout.date", "workflowScheduleDate"].contains(&bind.name.as_str());
    let unused = bind.variable.is_none() && bind.name.starts_with("security.");
    !said && !unused
}

/// The name inside, and where its value comes from.
fn taken(bind: &Bind) -> String {
    match bind.variable.as_deref() {
        None => format!("{} = nothing", code(&bind.name)),
        Some(variable) if variable == bind.name => code(variable),
        Some(variable) => match variable.strip_prefix('*') {
            Some(list) => format!("{} = each of {}", code(&bind.name), code(list)),
            None => format!("{} = {}", code(&bind.name), code(variable)),
        },
    }
}

fn result(outputs: &[Bind]) -> Option<String> {
    let stored: Vec<String> = outputs
        .iter()
        .filter_map(|bind| {
            let variable = bind.variable.as_deref()?;
            Some(match variable.strip_prefix('*') {
                Some(list) => format!("each {} into {}", code(&bind.name), code(list)),
                None if bind.name == variable => code(variable),
                None if RESULTS.contains(&bind.name.as_str()) => {
                    format!("its result as {}", code(variable))
                }
                None => format!("{} as {}", code(&bind.name), code(variable)),
            })
        })
        .collect();
    (!stored.is_empty()).then(|| format!("gives {}", stored.join(", ")))
}

/// The expression of a generated decision; other scripts as they are.
fn expression(script: &str) -> &str {
    let inner = script.trim().strip_prefix("return (");
    let inner = inner.and_then(|rest| rest.strip_suffix(");"));
    inner.unwrap_or(script).trim()
}

/// The fields of a question are what it gives.
fn asked(item: &Item) -> Vec<Parameter> {
    item.outputs
        .iter()
        .map(|bind| Parameter {
            name: bind.name.clone(),
            type_name: bind.type_name.clone(),
            description: bind.description.clone(),
        })
        .collect()
}
