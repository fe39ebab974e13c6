//! Where a source file lies, and so what its element is called.

use super::identifier::{self, is_identifier};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Category;

/// The folders and the name of an element, from the path of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path below the kind's folder without the ending, exactly as written.
    pub path: String,
    /// The folders, decoded.
    pub folders: Vec<String>,
    /// The name, decoded.
    pub name: String,
}

impl Place {
    /// Reads the path of a file below its kind's folder, without the ending.
    /// None when a step of it names nothing; the report then says why.
    pub fn read(file: &str, path: &str, report: &mut Report) -> Option<Self> {
        let mut steps = Vec::new();
        let mut sound = true;
        for step in path.split('/') {
            match identifier::decode(step) {
                Ok(name) => steps.push(name),
                Err(fault) => {
                    report.push(fault_in(file, step, fault));
                    sound = false;
                }
            }
        }
        let name = steps.pop().filter(|_| sound)?;
        if let Some(step) = steps
            .iter()
            .chain([&name])
            .find(|step| identifier::has_outer_blank(step))
        {
            report.push(
                Diagnostic::warning(
                    "outer-blank",
                    file,
                    format!("`{step}` begins or ends with a blank, which nobody sees"),
                )
                .help("rename it"),
            );
        }
        Some(Self {
            path: path.to_owned(),
            folders: steps,
            name,
        })
    }

    /// The category below the project's.
    #[must_use]
    pub fn category(&self, root: &Category) -> Category {
        self.folders
            .iter()
            .fold(root.clone(), |category, step| category.join(step))
    }

    /// The module below the project's, for an action; each folder and the name must be a word that
    /// scripts can write behind a dot.
    pub fn module(&self, root: &str, file: &str, report: &mut Report) -> Option<String> {
        let mut sound = true;
        for step in self.folders.iter().chain([&self.name]) {
            if !is_identifier(step) {
                report.push(fault_in(
                    file,
                    step,
                    "is not an identifier, so no script could call this action",
                ));
                sound = false;
            }
        }
        sound.then(|| {
            let mut module = root.to_owned();
            for step in &self.folders {
                module.push('.');
                module.push_str(step);
            }
            module
        })
    }
}

fn fault_in(file: &str, step: &str, fault: &str) -> Diagnostic {
    Diagnostic::error(
        "file-name",
        file,
        format!("the name `{}` {fault}", step.escape_debug()),
    )
    .help("rename it; a character that no file name can hold is written `%2F`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(below: &str) -> (Option<Place>, Vec<&'static str>) {
        let mut report = Report::new();
        let place = Place::read("f", below, &mut report);
        let codes = report.diagnostics().iter().map(|d| d.code).collect();
        (place, codes)
    }

    #[test]
    fn folders_and_name() {
        let (place, codes) = read("Images/a%2Fb/Pull Image");
        let place = place.expect("sound");
        assert_eq!(place.path, "Images/a%2Fb/Pull Image");
        assert_eq!(place.name, "Pull Image");
        let category = place.category(&Category::from_path("Library/Coopto"));
        assert_eq!(category.steps(), ["Library", "Coopto", "Images", "a/b"]);
        assert!(codes.is_empty());
    }

    #[test]
    fn every_fault_of_a_path_is_found() {
        assert_eq!(read("a%0Ab/%FF/x"), (None, vec!["file-name"; 2]));
        assert_eq!(read("a /x").1, ["outer-blank"]);
        assert_eq!(read(""), (None, vec!["file-name"]));
    }

    #[test]
    fn modules_are_folders_with_dots() {
        let mut report = Report::new();
        let place = Place::read("f", "images/tags/list", &mut report).expect("sound");
        assert_eq!(
            place.module("de.fum", "f", &mut report).as_deref(),
            Some("de.fum.images.tags")
        );
        let place = Place::read("f", "my images/list-all", &mut report).expect("sound");
        assert_eq!(place.module("de.fum", "f", &mut report), None);
        assert_eq!(report.diagnostics().len(), 2);
    }
}
