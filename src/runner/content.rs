//! What can run: the elements of packages, decoded.

mod origins;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::origins::Origin;
use self::origins::Origins;
use crate::archive::Limits;
use crate::artifact::{self, resource};
use crate::codec::{self, action, categories, configuration, workflow};
use crate::model::{Action, Category, Configuration, Element, Kind, Package, Resource, Workflow};
use crate::project::{Manifest, Tree};

/// The elements that run, by the names scripts and people have for them.
#[derive(Debug, Default)]
pub struct Content {
    actions: BTreeMap<String, BTreeMap<String, Arc<Action>>>,
    workflows: BTreeMap<String, Arc<Workflow>>,
    configurations: BTreeMap<String, Arc<Configuration>>,
    resources: BTreeMap<String, Arc<Resource>>,
    origins: Origins,
}

/// An element that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the {kind} with the id `{id}`")]
pub struct Unreadable {
    kind: Kind,
    id: String,
    source: Cause,
}

#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error("it has no member `{0}`")]
    Missing(&'static str),
    #[error(transparent)]
    Codec(#[from] codec::Error),
    #[error(transparent)]
    Resource(#[from] artifact::Error),
}

impl Content {
    /// Adds a package's actions, workflows, configuration elements and resources; what is there
    /// already under the same name is replaced. Other kinds do not run and are passed over. The
    /// limits are for the zips that resources are.
    ///
    /// # Errors
    /// When an element cannot be read.
    pub fn add(&mut self, package: &Package, limits: &Limits) -> Result<(), Unreadable> {
        match self.add_readable(package, limits).into_iter().next() {
            Some(unreadable) => Err(unreadable),
            None => Ok(()),
        }
    }

    /// The same for a package of others, in which one element may be broken and the rest be meant:
    /// gives back what cannot be read and is not there now.
    pub fn add_readable(&mut self, package: &Package, limits: &Limits) -> Vec<Unreadable> {
        let unreadable = |element: &Element, source| Unreadable {
            kind: element.kind.clone(),
            id: element.id.to_string(),
            source,
        };
        package
            .elements
            .iter()
            .filter_map(|element| {
                let added = self.add_element(element, limits);
                added.err().map(|source| unreadable(element, source))
            })
            .collect()
    }

    fn add_element(&mut self, element: &Element, limits: &Limits) -> Result<(), Cause> {
        let data = || element.member("data").ok_or(Cause::Missing("data"));
        let category = || -> Result<Category, Cause> {
            let member = element.member("categories");
            Ok(categories::read(
                member.ok_or(Cause::Missing("categories"))?,
            )?)
        };
        match element.kind {
            Kind::Action => self.add_action(action::read(data()?, category()?)?),
            Kind::Workflow => self.add_workflow(workflow::read(data()?, category()?)?),
            Kind::Configuration => {
                let read = configuration::read(data()?, category()?)?;
                self.configurations
                    .insert(read.id.as_str().to_owned(), Arc::new(read));
            }
            Kind::Resource => {
                let read = resource::unpack(data()?, category()?, limits)?;
                self.resources
                    .insert(read.id.as_str().to_owned(), Arc::new(read));
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds one action.
    pub fn add_action(&mut self, action: Action) {
        self.actions
            .entry(action.category.to_string())
            .or_default()
            .insert(action.name.clone(), Arc::new(action));
    }

    /// Adds one workflow.
    pub fn add_workflow(&mut self, workflow: Workflow) {
        self.workflows
            .insert(workflow.id.as_str().to_owned(), Arc::new(workflow));
    }

    /// The action of a module.
    #[must_use]
    pub fn action(&self, module: &str, name: &str) -> Option<&Arc<Action>> {
        self.actions.get(module)?.get(name)
    }

    /// The actions of a module, by name; none when there is no such module.
    #[must_use]
    pub fn module(&self, name: &str) -> Option<&BTreeMap<String, Arc<Action>>> {
        self.actions.get(name)
    }

    /// Every action, by module and name.
    pub fn actions(&self) -> impl Iterator<Item = (&str, &Arc<Action>)> {
        self.actions.iter().flat_map(|(module, actions)| {
            actions
                .values()
                .map(move |action| (module.as_str(), action))
        })
    }

    /// The workflow with that id.
    #[must_use]
    pub fn workflow(&self, id: &str) -> Option<&Arc<Workflow>> {
        self.workflows.get(id)
    }

    /// Every workflow, by id.
    pub fn workflows(&self) -> impl Iterator<Item = &Arc<Workflow>> {
        self.workflows.values()
    }

    /// The configuration element with that id, as it was delivered.
    #[must_use]
    pub fn configuration(&self, id: &str) -> Option<&Arc<Configuration>> {
        self.configurations.get(id)
    }

    /// Every configuration element, by id.
    pub fn configurations(&self) -> impl Iterator<Item = &Arc<Configuration>> {
        self.configurations.values()
    }

    /// The resource element with that id.
    #[must_use]
    pub fn resource(&self, id: &str) -> Option<&Arc<Resource>> {
        self.resources.get(id)
    }

    /// Every resource element, by id.
    pub fn resources(&self) -> impl Iterator<Item = &Arc<Resource>> {
        self.resources.values()
    }

    /// Notes where the scripts of a project were written, so that errors can name the author's
    /// own files and lines.
    pub fn locate(&mut self, tree: &Tree, manifest: &Manifest) {
        self.origins = Origins::of(tree, manifest, &self.workflows);
    }

    /// Where an action was written, when this came from a project.
    #[must_use]
    pub fn action_origin(&self, module: &str, name: &str) -> Option<&Origin> {
        self.origins.action(module, name)
    }

    /// Where an item's script was written, when this came from a project and the script stands in
    /// the workflow's file as it is.
    #[must_use]
    pub fn item_origin(&self, workflow: &Workflow, item: &str) -> Option<Origin> {
        self.origins.item(workflow, item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Report;

    #[test]
    fn a_project_s_content_knows_where_it_was_written() {
        let tree = Tree::embedded();
        let project = crate::project::load(&tree, None, &mut Report::new()).expect("sound");
        let package = crate::project::assemble::package(&project).expect("assembles");
        let mut content = Content::default();
        content
            .add(&package, &Limits::default())
            .expect("own package");
        content.locate(&tree, &project.manifest);
        assert_eq!(content.actions().count(), project.actions.len());
        for (module, action) in content.actions() {
            let origin = content
                .action_origin(module, &action.name)
                .expect(&action.name);
            let line = tree
                .text(&origin.file)
                .expect("there")
                .lines()
                .nth(origin.first_line - 1);
            if origin.is_row {
                let row = format!("{}:", action.name);
                assert!(
                    line.is_some_and(|line| line.starts_with(&row)),
                    "{origin:?}"
                );
                assert_eq!(origin.line(5), origin.first_line);
                continue;
            }
            let first = action
                .script
                .as_deref()
                .and_then(|script| script.lines().next());
            assert_eq!(line.map(str::trim), first.map(str::trim), "{}", origin.file);
        }
    }
}
