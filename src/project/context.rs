//! What a workflow file may name: the rest of the project.

use std::collections::BTreeMap;

use super::manifest::Manifest;
use super::sources::Loaded;
use super::types::Types;
use super::workflow::{self, Context, Routine, Settings, Signature};
use crate::diagnostic::{Report, Sourced};
use crate::model::{Action, Configuration, ElementId, Resource, Target, TypeName};

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

impl workflow::Types for Surroundings<'_> {
    fn type_name(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName> {
        self.manifest.types.read(file, text, report)
    }
}

impl Context for Surroundings<'_> {
    fn target(&self) -> Target {
        self.target
    }

    fn module(&self) -> &str {
        &self.manifest.module
    }

    fn action(&self, module: &str, name: &str) -> Option<Routine> {
        let action = self.actions.get(&(module, name))?;
        Some(Routine {
            parameters: action.parameters.clone(),
            result: action.result.clone(),
            description: action.description.clone(),
        })
    }

    fn actions(&self) -> Vec<String> {
        let names = self.actions.keys();
        names
            .map(|(module, name)| format!("{module}.{name}"))
            .collect()
    }

    fn workflow(&self, path: &str) -> Option<Signature> {
        self.workflows.get(path).cloned()
    }

    fn workflows(&self) -> Vec<String> {
        self.workflows.keys().cloned().collect()
    }

    fn configuration(&self, path: &str) -> Option<Settings> {
        let configuration = self.configurations.get(path)?;
        let keys = configuration.attributes.iter();
        Some(Settings {
            id: configuration.id.clone(),
            keys: keys
                .map(|attribute| (attribute.name.clone(), attribute.type_name.clone()))
                .collect(),
        })
    }

    fn configurations(&self) -> Vec<String> {
        owned(self.configurations.keys())
    }

    fn resource(&self, path: &str) -> Option<ElementId> {
        self.resources.get(path).map(|resource| resource.id.clone())
    }

    fn resources(&self) -> Vec<String> {
        owned(self.resources.keys())
    }
}

fn owned<'a>(names: impl Iterator<Item = &'a &'a str>) -> Vec<String> {
    names.map(|name| (*name).to_owned()).collect()
}
