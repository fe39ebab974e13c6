//! What can run: the elements of packages, decoded.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::archive::Limits;
use crate::artifact::{self, resource};
use crate::codec::{self, action, categories, configuration, workflow};
use crate::diagnostic::Report;
use crate::model::{Action, Category, Configuration, Element, Kind, Package, Resource, Workflow};
use crate::project::place::Place;
use crate::project::{Manifest, Tree, catalogue};
use crate::script;

/// The elements that run, by the names scripts and people have for them.
#[derive(Debug, Default)]
pub struct Content {
    actions: BTreeMap<String, BTreeMap<String, Arc<Action>>>,
    workflows: BTreeMap<String, Arc<Workflow>>,
    configurations: BTreeMap<String, Arc<Configuration>>,
    resources: BTreeMap<String, Arc<Resource>>,
    /// Where actions were written: the key is `module/name`.
    origins: HashMap<String, Origin>,
    /// Workflow files by the workflow's id, with their text.
    workflow_files: HashMap<String, (String, String)>,
}

/// Where a script stands in the author's sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Path in the project, such as `actions/images/pullImage.js`.
    pub file: String,
    /// The line of the file, from 1, that the script's first line came from.
    pub first_line: usize,
    /// Whether that line is all there is: the row of a catalogue, of which the script was made.
    pub is_row: bool,
}

impl Origin {
    /// The file's line of a line of the script, both from 1.
    #[must_use]
    pub fn line(&self, script_line: usize) -> usize {
        if self.is_row {
            return self.first_line;
        }
        self.first_line + script_line.saturating_sub(1)
    }
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
        for element in &package.elements {
            self.add_element(element, limits)
                .map_err(|source| Unreadable {
                    kind: element.kind.clone(),
                    id: element.id.to_string(),
                    source,
                })?;
        }
        Ok(())
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

    /// Notes where the scripts of a project were written, so that errors can name the author's
    /// own files and lines.
    pub fn locate(&mut self, tree: &Tree, manifest: &Manifest) {
        // The project was loaded before, so whatever is wrong with a file has been reported.
        let mut seen = Report::new();
        for (below, _) in tree.below("actions") {
            let file = format!("actions/{below}");
            let Some(text) = tree.text(&file) else {
                continue;
            };
            if let Some(path) = below.strip_suffix(catalogue::ENDING) {
                self.locate_rows(&file, path, text, manifest);
                continue;
            }
            let path = below.strip_suffix(".js").unwrap_or(below);
            let Some(place) = Place::read(&file, path, &mut seen) else {
                continue;
            };
            let module = place.module(&manifest.module, &file, &mut seen);
            let read = script::action::read(&file, text, &mut seen);
            if let (Some(module), Some(read)) = (module, read) {
                let origin = Origin {
                    file,
                    first_line: read.body_line,
                    is_row: false,
                };
                self.origins
                    .insert(format!("{module}/{}", place.name), origin);
            }
        }
        let root = manifest.category.clone();
        for (below, _) in tree.below("workflows") {
            let file = format!("workflows/{below}");
            let Some(text) = tree.text(&file) else {
                continue;
            };
            let path = below.strip_suffix(".yaml").unwrap_or(below);
            let Some(place) = Place::read(&file, path, &mut seen) else {
                continue;
            };
            let category = place.category(&root);
            let found = self
                .workflows
                .values()
                .find(|workflow| workflow.name == place.name && workflow.category == category);
            if let Some(workflow) = found {
                let id = workflow.id.as_str().to_owned();
                self.workflow_files.insert(id, (file, text.to_owned()));
            }
        }
    }

    /// Notes where the rows of a catalogue stand, which became actions.
    fn locate_rows(&mut self, file: &str, path: &str, text: &str, manifest: &Manifest) {
        let mut seen = Report::new();
        let place = Place::read(file, path, &mut seen);
        let found = place.and_then(|place| {
            let module = place.module(&manifest.module, file, &mut seen)?;
            Some(format!("{module}.{}", place.name))
        });
        let Some(module) = found else { return };
        for (name, first_line) in catalogue::lines(text) {
            let origin = Origin {
                file: file.to_owned(),
                first_line,
                is_row: true,
            };
            self.origins.insert(format!("{module}/{name}"), origin);
        }
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

    /// Where an action was written, when this came from a project.
    #[must_use]
    pub fn action_origin(&self, module: &str, name: &str) -> Option<&Origin> {
        self.origins.get(&format!("{module}/{name}"))
    }

    /// Where an item's script was written, when this came from a project and the script stands in
    /// the workflow's file as it is.
    #[must_use]
    pub fn item_origin(&self, workflow: &Workflow, item: &str) -> Option<Origin> {
        let (file, text) = self.workflow_files.get(workflow.id.as_str())?;
        let script = workflow.item(item)?.script.as_deref()?;
        let first_line = lines_within(text, script)?;
        Some(Origin {
            file: file.clone(),
            first_line,
            is_row: false,
        })
    }
}

/// The line of a text, from 1, where these lines stand one after the other, however indented; none
/// when they stand nowhere or more than once.
fn lines_within(text: &str, wanted: &str) -> Option<usize> {
    let wanted: Vec<&str> = wanted.lines().map(str::trim).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let matches =
        |(line, wanted): (&&str, &&str)| line == wanted || value_of_code(line) == Some(*wanted);
    let mut found = lines
        .windows(wanted.len().max(1))
        .enumerate()
        .filter(|(_, window)| !wanted.is_empty() && window.iter().zip(&wanted).all(matches));
    let (first, _) = found.next()?;
    found.next().is_none().then_some(first + 1)
}

/// `code: x = 1;` has its only line behind the key.
fn value_of_code(line: &str) -> Option<&str> {
    line.strip_prefix("code:").map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_found_in_its_file() {
        let text = "steps:\n  - script: A\n    code: |\n      var a = 1;\n\n      b = a;\n  - script: B\n    code: x = 1;\n";
        assert_eq!(lines_within(text, "var a = 1;\n\nb = a;\n"), Some(4));
        assert_eq!(lines_within(text, "x = 1;"), Some(8));
        assert_eq!(lines_within(text, "y = 1;"), None);
        assert_eq!(lines_within(text, ""), None);
    }

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
