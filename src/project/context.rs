//! What a workflow file may name: the rest of the project, and the language of its scripts.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::calls::Call;
use super::manifest::Manifest;
use super::plugins::{self, Use};
use super::sources::Loaded;
use super::types::Types;
use super::workflow::{self, Code, Context, Routine, Scripts, Settings, Signature};
use crate::diagnostic::{Report, Sourced};
use crate::model::{Action, Configuration, ElementId, Resource, Target, TypeName};
use crate::script::lint::Kind;
use crate::script::{fragment, names};

impl workflow::Types for Types {
    fn type_name(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName> {
        self.read(file, text, report)
    }
}

/// The project around its workflows, by the names that a workflow file has for it.
pub(super) struct Surroundings<'a> {
    pub(super) manifest: &'a Manifest,
    pub(super) target: Target,
    pub(super) actions: BTreeMap<(&'a str, &'a str), &'a Action>,
    pub(super) configurations: BTreeMap<&'a str, &'a Configuration>,
    pub(super) resources: BTreeMap<&'a str, &'a Resource>,
    pub(super) workflows: BTreeMap<String, Signature>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        manifest: &'a Manifest,
        target: Target,
        actions: &'a [Action],
        configurations: &'a [Loaded<Configuration>],
        resources: &'a [Loaded<Resource>],
    ) -> Self {
        let module = |action: &'a Action| action.category.steps().first().map(String::as_str);
        Self {
            manifest,
            target,
            actions: actions
                .iter()
                .filter_map(|action| Some(((module(action)?, action.name.as_str()), action)))
                .collect(),
            configurations: by_path(configurations),
            resources: by_path(resources),
            workflows: BTreeMap::new(),
        }
    }
}

fn by_path<T>(loaded: &[Loaded<T>]) -> BTreeMap<&str, &T> {
    loaded
        .iter()
        .map(|loaded| (loaded.path.as_str(), &loaded.element))
        .collect()
}

/// The surroundings as one workflow sees them; it gathers what its scripts call and use.
pub(super) struct View<'a> {
    around: &'a Surroundings<'a>,
    calls: RefCell<Vec<Call>>,
    uses: RefCell<Vec<Use>>,
}

impl<'a> View<'a> {
    pub(super) fn new(around: &'a Surroundings<'a>) -> Self {
        Self {
            around,
            calls: RefCell::default(),
            uses: RefCell::default(),
        }
    }

    /// The calls of actions in the workflow's scripts, and the plug-ins that those need.
    pub(super) fn gathered(self) -> (Vec<Call>, Vec<Use>) {
        (self.calls.into_inner(), self.uses.into_inner())
    }
}

impl workflow::Types for View<'_> {
    fn type_name(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName> {
        self.around.manifest.types.read(file, text, report)
    }
}

impl Context for View<'_> {
    fn target(&self) -> Target {
        self.around.target
    }

    fn module(&self) -> &str {
        &self.around.manifest.module
    }

    fn action(&self, module: &str, name: &str) -> Option<Routine> {
        let action = self.around.actions.get(&(module, name))?;
        Some(Routine {
            parameters: action.parameters.clone(),
            result: action.result.clone(),
            description: action.description.clone(),
        })
    }

    fn actions(&self) -> Vec<String> {
        let names = self.around.actions.keys();
        names
            .map(|(module, name)| format!("{module}.{name}"))
            .collect()
    }

    fn workflow(&self, path: &str) -> Option<Signature> {
        self.around.workflows.get(path).cloned()
    }

    fn workflows(&self) -> Vec<String> {
        self.around.workflows.keys().cloned().collect()
    }

    fn configuration(&self, path: &str) -> Option<Settings> {
        let configuration = self.around.configurations.get(path)?;
        let keys = configuration.attributes.iter();
        Some(Settings {
            id: configuration.id.clone(),
            keys: keys
                .map(|attribute| (attribute.name.clone(), attribute.type_name.clone()))
                .collect(),
        })
    }

    fn configurations(&self) -> Vec<String> {
        owned(self.around.configurations.keys())
    }

    fn resource(&self, path: &str) -> Option<ElementId> {
        self.around
            .resources
            .get(path)
            .map(|resource| resource.id.clone())
    }

    fn resources(&self) -> Vec<String> {
        owned(self.around.resources.keys())
    }

    fn scripts(&self) -> &dyn Scripts {
        self
    }
}

fn owned<'a>(names: impl Iterator<Item = &'a &'a str>) -> Vec<String> {
    names.map(|name| (*name).to_owned()).collect()
}

impl Scripts for View<'_> {
    fn free(&self, code: &str, kind: Code<'_>) -> Option<BTreeSet<String>> {
        names::free(code, kind_of(kind)).ok()
    }

    fn check(
        &self,
        file: &str,
        code: &str,
        place: &dyn Fn(Range<usize>) -> Range<usize>,
        kind: Code<'_>,
        report: &mut Report,
    ) {
        let kind = kind_of(kind);
        let calls = fragment::check(file, code, place, kind, report);
        self.calls
            .borrow_mut()
            .extend(calls.into_iter().map(|call| Call::new(file, call)));
        let objects = plugins::objects(code, kind, self.around.manifest);
        self.uses.borrow_mut().extend(
            objects
                .into_iter()
                .map(|(plugin, span)| Use::new(plugin, file, Some(place(span)))),
        );
    }
}

fn kind_of(code: Code<'_>) -> Kind<'_> {
    match code {
        Code::Task(variables) => Kind::TaskScript(variables),
        Code::Expression => Kind::Expression,
    }
}
