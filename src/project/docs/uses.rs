//! Who calls whom: actions and workflows, by scripts, by steps and by forms.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Report;
use crate::model::workflow::{Item, ItemKind, Part, Presentation, Qualifier, Reference};
use crate::model::{Action, TypeName, Workflow};
use crate::project::{Project, plugins};
use crate::script::fragment;
use crate::script::lint::Kind;
use crate::script::names;

/// An action as `module/name`, or a workflow by its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Action(String),
    Workflow(String),
}

/// An action as steps name it.
pub(super) fn key(action: &Action) -> String {
    format!("{}/{}", action.category, action.name)
}

/// Every call of a project, in both directions, and the plug-ins that each element itself uses.
#[derive(Default)]
pub(super) struct Uses {
    calls: BTreeMap<Node, BTreeSet<Node>>,
    callers: BTreeMap<Node, BTreeSet<Node>>,
    plugins: BTreeMap<Node, BTreeSet<String>>,
}

impl Uses {
    pub(super) fn of(project: &Project) -> Self {
        let mut uses = Self::default();
        for action in &project.actions {
            uses.action(action);
        }
        for element in &project.workflows {
            uses.workflow(&element.workflow);
        }
        uses
    }

    pub(super) fn calls(&self, node: &Node) -> impl Iterator<Item = &Node> {
        self.calls.get(node).into_iter().flatten()
    }

    pub(super) fn callers(&self, node: &Node) -> impl Iterator<Item = &Node> {
        self.callers.get(node).into_iter().flatten()
    }

    /// The plug-ins that an element needs, with all that it calls.
    pub(super) fn plugins(&self, node: &Node) -> BTreeSet<&str> {
        let mut seen = BTreeSet::from([node]);
        let mut left = vec![node];
        let mut plugins = BTreeSet::new();
        while let Some(node) = left.pop() {
            plugins.extend(self.plugins.get(node).into_iter().flatten());
            left.extend(self.calls(node).filter(|called| seen.insert(called)));
        }
        plugins.into_iter().map(String::as_str).collect()
    }

    fn action(&mut self, action: &Action) {
        let node = Node::Action(key(action));
        let parameters: Vec<&str> = action
            .parameters
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        if let Some(script) = &action.script {
            self.script(&node, script, Kind::ActionBody(&parameters));
        }
        let types = action.parameters.iter().map(|it| &it.type_name);
        self.types(&node, types.chain([&action.result]));
    }

    fn workflow(&mut self, workflow: &Workflow) {
        let node = Node::Workflow(workflow.id.to_string());
        for called in form_calls(&workflow.presentation) {
            self.add(&node, Node::Action(called));
        }
        for item in &workflow.items {
            for called in called(item) {
                self.add(&node, called);
            }
            for (script, kind) in scripts(item) {
                self.script(&node, script, kind);
            }
            if let ItemKind::Interaction { presentation } = &item.kind {
                for called in form_calls(presentation) {
                    self.add(&node, Node::Action(called));
                }
            }
        }
        let parameters = workflow.inputs.iter().chain(&workflow.outputs);
        let types = parameters.map(|it| &it.type_name);
        self.types(
            &node,
            types.chain(workflow.attributes.iter().map(|it| &it.type_name)),
        );
    }

    fn script(&mut self, node: &Node, script: &str, kind: Kind<'_>) {
        for called in script_calls(script, kind) {
            self.add(node, Node::Action(called));
        }
        if plugins::OBJECTS
            .iter()
            .any(|(object, _)| script.contains(object))
        {
            let free = names::free(script, kind).unwrap_or_default();
            let used = plugins::OBJECTS
                .iter()
                .filter(|(object, _)| free.contains(*object));
            let own = self.plugins.entry(node.clone()).or_default();
            own.extend(used.map(|(_, plugin)| (*plugin).to_owned()));
        }
    }

    fn types<'a>(&mut self, node: &Node, types: impl Iterator<Item = &'a TypeName>) {
        let own = self.plugins.entry(node.clone()).or_default();
        own.extend(
            types
                .flat_map(|name| plugins::of(name, "", None))
                .map(|used| used.plugin),
        );
    }

    fn add(&mut self, from: &Node, to: Node) {
        self.callers
            .entry(to.clone())
            .or_default()
            .insert(from.clone());
        self.calls.entry(from.clone()).or_default().insert(to);
    }
}

/// What a step calls as such, without what its scripts call.
pub(super) fn called(item: &Item) -> Vec<Node> {
    let reference = |reference: &Reference| match reference {
        Reference::Action(key) => Node::Action(key.clone()),
        Reference::Workflow(id) => Node::Workflow(id.clone()),
    };
    match &item.kind {
        ItemKind::Task { action, launches } => {
            let action = action.clone().map(Node::Action);
            let workflow = launches.clone().map(Node::Workflow);
            action.into_iter().chain(workflow).collect()
        }
        ItemKind::Link { workflow } => vec![Node::Workflow(workflow.clone())],
        ItemKind::DecisionActivity { reference: it, .. }
        | ItemKind::Foreach { reference: it, .. } => vec![reference(it)],
        ItemKind::Multiple { calls } => calls
            .iter()
            .map(|call| Node::Workflow(call.workflow.clone()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The scripts of a step that people wrote.
pub(super) fn scripts(item: &Item) -> Vec<(&str, Kind<'static>)> {
    let script = item.script.as_deref();
    match &item.kind {
        ItemKind::Task {
            action: None,
            launches: None,
        } => script
            .map(|script| (script, Kind::TaskScript(&[])))
            .into_iter()
            .collect(),
        ItemKind::CustomCondition { .. } => script
            .map(|script| (script, Kind::Condition))
            .into_iter()
            .collect(),
        ItemKind::Foreach { catch_script, .. } => catch_script
            .as_deref()
            .map(|script| (script, Kind::TaskScript(&[])))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// The actions that a script calls, as `module/name`.
pub(super) fn script_calls(script: &str, kind: Kind<'_>) -> BTreeSet<String> {
    // What is wrong with it has been reported when it was read.
    let calls = fragment::check_file("", script, kind, &mut Report::new());
    calls
        .into_iter()
        .map(|call| format!("{}/{}", call.module, call.action))
        .collect()
}

fn form_calls(form: &Presentation) -> Vec<String> {
    let mut calls = Vec::new();
    let mut left: Vec<&Part> = form.parts.iter().collect();
    while let Some(part) = left.pop() {
        let qualifiers: &[Qualifier] = match part {
            Part::Step(block) | Part::Group(block) => {
                left.extend(&block.parts);
                &block.qualifiers
            }
            Part::Field(field) => &field.qualifiers,
        };
        for qualifier in qualifiers {
            calls.extend(ognl_calls(&qualifier.text).map(|(call, _)| call));
        }
    }
    calls
}

/// The actions that an expression of a form calls, as `module/name`, each with the text behind it.
pub(super) fn ognl_calls(text: &str) -> impl Iterator<Item = (String, &str)> {
    text.split("GetAction(").skip(1).filter_map(|rest| {
        let (module, rest) = quoted(rest)?;
        let (name, rest) = quoted(rest.trim_start().strip_prefix(',')?)?;
        let rest = rest.trim_start().strip_prefix(')')?;
        Some((format!("{module}/{name}"), rest))
    })
}

fn quoted(text: &str) -> Option<(&str, &str)> {
    text.trim_start().strip_prefix('"')?.split_once('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_in_expressions() {
        let calls = |text| ognl_calls(text).collect::<Vec<_>>();
        assert_eq!(
            calls("GetAction(\"a.b\",\"c\").call( #x ) && GetAction( \"d\" , \"e\" ).call()"),
            [
                ("a.b/c".to_owned(), ".call( #x ) && "),
                ("d/e".to_owned(), ".call()")
            ]
        );
        assert_eq!(calls("GetAction(\"a"), []);
        assert_eq!(calls("#a"), []);
    }
}
