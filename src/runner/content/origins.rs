//! Where what runs was written, when it came from a project.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::Report;
use crate::model::Workflow;
use crate::project::place::Place;
use crate::project::{Manifest, Tree, catalogue};
use crate::script;

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

/// The places of a project's scripts.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// By `module/name`.
    actions: HashMap<String, Origin>,
    /// Files by the workflow's id, with their text.
    workflows: HashMap<String, (String, String)>,
}

impl Origins {
    /// Those of the files of a project, whose workflows are these.
    pub(super) fn of(
        tree: &Tree,
        manifest: &Manifest,
        workflows: &BTreeMap<String, Arc<Workflow>>,
    ) -> Self {
        let mut origins = Self::default();
        for (below, _) in tree.below("actions") {
            let file = format!("actions/{below}");
            if let Some(text) = tree.text(&file) {
                match below.strip_suffix(catalogue::ENDING) {
                    Some(path) => origins.add_rows(&file, path, text, manifest),
                    None => origins.add_action(&file, below, text, manifest),
                }
            }
        }
        for (below, _) in tree.below("workflows") {
            let file = format!("workflows/{below}");
            if let Some(text) = tree.text(&file) {
                origins.add_workflow(file, below, text, manifest, workflows);
            }
        }
        origins
    }

    fn add_action(&mut self, file: &str, below: &str, text: &str, manifest: &Manifest) {
        // The project was loaded before, so whatever is wrong with a file has been reported.
        let mut seen = Report::new();
        let path = below.strip_suffix(".js").unwrap_or(below);
        let Some(place) = Place::read(file, path, &mut seen) else {
            return;
        };
        let module = place.module(&manifest.module, file, &mut seen);
        let read = script::action::read(file, text, &mut seen);
        if let (Some(module), Some(read)) = (module, read) {
            let origin = Origin {
                file: file.to_owned(),
                first_line: read.body_line,
                is_row: false,
            };
            self.actions
                .insert(format!("{module}/{}", place.name), origin);
        }
    }

    /// The rows of a catalogue, which became actions.
    fn add_rows(&mut self, file: &str, path: &str, text: &str, manifest: &Manifest) {
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
            self.actions.insert(format!("{module}/{name}"), origin);
        }
    }

    fn add_workflow(
        &mut self,
        file: String,
        below: &str,
        text: &str,
        manifest: &Manifest,
        workflows: &BTreeMap<String, Arc<Workflow>>,
    ) {
        let path = below.strip_suffix(".yaml").unwrap_or(below);
        let Some(place) = Place::read(&file, path, &mut Report::new()) else {
            return;
        };
        let category = place.category(&manifest.category);
        let found = workflows
            .values()
            .find(|workflow| workflow.name == place.name && workflow.category == category);
        if let Some(workflow) = found {
            let id = workflow.id.as_str().to_owned();
            self.workflows.insert(id, (file, text.to_owned()));
        }
    }

    pub(super) fn action(&self, module: &str, name: &str) -> Option<&Origin> {
        self.actions.get(&format!("{module}/{name}"))
    }

    /// Where an item's script stands in the workflow's file as it is.
    pub(super) fn item(&self, workflow: &Workflow, item: &str) -> Option<Origin> {
        let (file, text) = self.workflows.get(workflow.id.as_str())?;
        let script = workflow.item(item)?.script.as_deref()?;
        Some(Origin {
            file: file.clone(),
            first_line: lines_within(text, script)?,
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
}
