//! A token's way through a workflow.

use std::collections::HashSet;
use std::sync::Arc;

use super::variables::Variables;
use super::{Event, Failure, Runs, Scripts, State, Step, Thrown, Token};
use crate::model::Workflow;
use crate::model::workflow::{Item, ItemKind};
use crate::runner::value::Value;

/// How many workflows may stand inside one another; a workflow that calls itself for ever is
/// stopped here, before the memory for calls ends.
const DEEPEST: usize = 100;

/// One token on its way.
pub(super) struct Walk<'a> {
    pub(super) runs: &'a Arc<Runs>,
    pub(super) token: &'a Arc<Token>,
    pub(super) scripts: Box<dyn Scripts>,
    /// The items it stands on, outermost first.
    pub(super) path: Vec<Step>,
    /// The last thing that was thrown, where it began.
    pub(super) failure: Option<Failure>,
    /// How many things were thrown so far.
    pub(super) thrown: usize,
}

/// Where the token goes from an item.
pub(super) enum Next {
    Item(Option<String>),
    End,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        runs: &'a Arc<Runs>,
        token: &'a Arc<Token>,
        scripts: Box<dyn Scripts>,
    ) -> Self {
        Self {
            runs,
            token,
            scripts,
            path: Vec::new(),
            failure: None,
            thrown: 0,
        }
    }

    /// Runs a workflow from its first item to an end; gives its outputs.
    pub(super) fn workflow(
        &mut self,
        workflow: &Workflow,
        inputs: Vec<(String, Value)>,
    ) -> Result<Vec<(String, Value)>, Thrown> {
        let depth = self.path.len();
        if depth >= DEEPEST {
            return Err(Thrown::stopped(format!(
                "{DEEPEST} workflows run inside one another, the last is `{}`",
                workflow.name
            )));
        }
        self.event(Event::Begins { workflow, depth });
        let (mut variables, notices) = Variables::new(workflow, inputs, |id, key| {
            self.runs.host().configuration(id, key)
        })?;
        for notice in notices {
            self.notice(&notice);
        }
        let ordinary = ordinary(workflow);
        let mut in_handler = false;
        let mut at = workflow.root.clone();
        loop {
            let item = workflow.item(&at).ok_or_else(|| {
                Thrown::stopped(format!("`{}` has no item `{at}`", workflow.name))
            })?;
            in_handler &= !ordinary.contains(item.name.as_str());
            match self.visit(workflow, item, &mut variables) {
                Ok(Next::End) => return Ok(variables.outputs()),
                Ok(Next::Item(Some(next))) => at = next,
                Ok(Next::Item(None)) => {
                    return Err(Thrown::stopped(format!(
                        "`{}` of `{}` leads nowhere and is no end",
                        item.name, workflow.name
                    )));
                }
                Err(thrown) => {
                    at = self.handler(workflow, item, thrown, &mut variables, &mut in_handler)?;
                }
            }
        }
    }

    /// Stands on an item and does what it says.
    fn visit(
        &mut self,
        workflow: &Workflow,
        item: &Item,
        variables: &mut Variables,
    ) -> Result<Next, Thrown> {
        let depth = self.path.len();
        self.event(Event::Item {
            workflow,
            item,
            depth,
        });
        if let Some(status) = &item.business_status {
            self.token
                .update(|token| token.business_state = Some(status.clone()));
            self.event(Event::Status(status));
        }
        let step = Step::new(workflow, item);
        self.stands_on(&step);
        if depth == 0 {
            let attributes = variables.attributes();
            self.token.update(|token| {
                token.state = State::Running;
                token.attributes = attributes;
            });
        }
        self.path.push(step);
        let before = self.thrown;
        let result = self
            .interrupted()
            .and_then(|()| self.item(item, workflow, variables));
        if let Err(thrown) = &result {
            // What came from an inner workflow was noted there.
            if self.thrown == before {
                self.note(item, thrown);
            }
        }
        self.path.pop();
        result
    }

    /// What scripts find as the current item and workflow.
    pub(super) fn stands_on(&self, step: &Step) {
        self.token
            .update(|token| token.standing = Some(step.clone()));
    }

    fn note(&mut self, item: &Item, thrown: &Thrown) {
        self.thrown += 1;
        let failure = Failure::new(thrown, &self.path);
        // An end that fails with the text of an earlier exception hands that one on.
        let hands_on = matches!(item.kind, ItemKind::End { .. })
            && self
                .failure
                .as_ref()
                .is_some_and(|earlier| earlier.text == failure.text);
        if !hands_on {
            self.failure = Some(failure);
        }
    }

    /// The item to go on at after an exception: the item's own error branch, else the default
    /// handler's, else nowhere.
    fn handler(
        &self,
        workflow: &Workflow,
        item: &Item,
        thrown: Thrown,
        variables: &mut Variables,
        in_handler: &mut bool,
    ) -> Result<String, Thrown> {
        let Thrown::Exception { text, .. } = &thrown else {
            return Err(thrown);
        };
        if self.token.status().canceled {
            return Err(thrown);
        }
        self.event(Event::Threw(text));
        let decides = matches!(
            item.kind,
            ItemKind::CustomCondition { .. }
                | ItemKind::Condition { .. }
                | ItemKind::DecisionActivity { .. }
        );
        let fails_on_purpose = matches!(item.kind, ItemKind::End { .. });
        if fails_on_purpose {
            return Err(thrown);
        }
        self.keep_text(item.throw_bind.as_deref(), text, variables);
        if let Some(catch) = item.catch.as_ref().filter(|_| !decides) {
            return Ok(catch.clone());
        }
        match &workflow.error_handler {
            Some(handler) if !*in_handler => {
                self.keep_text(handler.bind.as_deref(), text, variables);
                *in_handler = true;
                Ok(handler.item.clone())
            }
            _ => Err(thrown),
        }
    }

    fn keep_text(&self, variable: Option<&str>, text: &str, variables: &mut Variables) {
        let Some(variable) = variable else { return };
        let kept = variables.set(variable, Value::Text(text.to_owned()));
        if !matches!(kept, Ok(true)) {
            self.notice(&format!(
                "the text of the exception is lost: `{variable}` is no variable that can be set"
            ));
        }
    }

    /// Ctrl-C, time that is up, or a cancelled token.
    pub(super) fn interrupted(&self) -> Result<(), Thrown> {
        if self.token.status().canceled {
            return Err(Thrown::stopped("the run was cancelled"));
        }
        match self.runs.host().interrupted() {
            Some(reason) => Err(Thrown::Stopped { reason }),
            None => Ok(()),
        }
    }

    pub(super) fn event(&self, event: Event<'_>) {
        self.runs.host().event(self.token, event);
    }

    pub(super) fn notice(&self, text: &str) {
        self.event(Event::Notice(text));
    }
}

/// The items that are reached without any exception. A default handler serves these and the error
/// branches of items, but not the items that only it leads to.
fn ordinary(workflow: &Workflow) -> HashSet<&str> {
    let mut reached = HashSet::new();
    let mut open = vec![workflow.root.as_str()];
    while let Some(name) = open.pop() {
        let Some(item) = workflow.item(name) else {
            continue;
        };
        if !reached.insert(item.name.as_str()) {
            continue;
        }
        open.extend(item.out.as_deref());
        match &item.kind {
            ItemKind::CustomCondition { otherwise }
            | ItemKind::Condition { otherwise, .. }
            | ItemKind::DecisionActivity { otherwise, .. } => open.extend(otherwise.as_deref()),
            ItemKind::Switch { cases } => {
                open.extend(cases.iter().filter_map(|case| case.label.as_deref()));
            }
            _ => {}
        }
    }
    // A handler that goes back to its own first item must not serve itself.
    if let Some(handler) = &workflow.error_handler {
        reached.remove(handler.item.as_str());
    }
    reached
}
