//! Calls of the project's own actions: they lead somewhere, with as many arguments as are taken.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Report, closest};
use crate::model::Action;
use crate::script::ModuleCall;

/// A call and the file it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    file: String,
    call: ModuleCall,
}

impl Call {
    /// A call in a file.
    pub fn new(file: &str, call: ModuleCall) -> Self {
        Self {
            file: file.to_owned(),
            call,
        }
    }
}

/// The project's actions as scripts call them: by module and name, with the number of parameters.
#[derive(Debug)]
pub struct Modules<'a> {
    root: &'a str,
    actions: BTreeMap<&'a str, BTreeMap<&'a str, usize>>,
}

impl<'a> Modules<'a> {
    /// The modules of these actions, below a root.
    pub fn new(root: &'a str, actions: impl IntoIterator<Item = &'a Action>) -> Self {
        let mut modules: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for action in actions {
            for module in action.category.steps() {
                modules
                    .entry(module)
                    .or_default()
                    .insert(&action.name, action.parameters.len());
            }
        }
        Self {
            root,
            actions: modules,
        }
    }

    /// Reports a call that leads nowhere or passes another number of arguments. Calls of other
    /// people's modules are their business.
    pub fn check(&self, Call { file, call }: &Call, report: &mut Report) {
        let Some(actions) = self.actions.get(call.module.as_str()) else {
            if self.is_ours(&call.module) {
                report.push(self.unknown_module(file, call));
            }
            return;
        };
        let Some(&taken) = actions.get(call.action.as_str()) else {
            report.push(self.unknown_action(file, call));
            return;
        };
        if call.arguments != taken && !call.has_spread {
            report.push(
                Diagnostic::error(
                    "argument-count",
                    file,
                    format!(
                        "`{}` takes {}, and this call has {}",
                        call.action,
                        arguments(taken),
                        call.arguments
                    ),
                )
                .at(call.span.clone()),
            );
        }
    }

    fn is_ours(&self, module: &str) -> bool {
        !self.root.is_empty()
            && module
                .strip_prefix(self.root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    fn unknown_module(&self, file: &str, call: &ModuleCall) -> Diagnostic {
        let modules = || self.actions.keys().copied();
        Diagnostic::error(
            "unknown-module",
            file,
            format!("there is no module `{}` in this project", call.module),
        )
        .at(call.module_span.clone())
        .help(match closest(&call.module, modules()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are {}", listed(modules())),
        })
    }

    fn unknown_action(&self, file: &str, call: &ModuleCall) -> Diagnostic {
        let own = self.actions.get(call.module.as_str());
        let names = || own.into_iter().flat_map(|actions| actions.keys().copied());
        let elsewhere = self
            .actions
            .iter()
            .find(|(_, actions)| actions.contains_key(call.action.as_str()));
        Diagnostic::error(
            "unknown-action",
            file,
            format!("module `{}` has no action `{}`", call.module, call.action),
        )
        .at(call.action_span.clone())
        .help(match (elsewhere, closest(&call.action, names())) {
            (Some((module, _)), _) => format!("it is in module `{module}`"),
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => format!("it has {}", listed(names())),
        })
    }
}

fn arguments(count: usize) -> String {
    match count {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        many => format!("{many} arguments"),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names = names.map(|name| format!("`{name}`"));
    let mut shown: Vec<String> = names.by_ref().take(8).collect();
    if names.next().is_some() {
        shown.push("…".to_owned());
    }
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}
