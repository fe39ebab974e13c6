//! The tests beside the content: files below `tests/`.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::Tree;
use super::tree::Error;

/// How the name of a file with tests ends. Everything else below `tests/` belongs to somebody else.
pub const ENDING: &str = ".test.yaml";

/// How the name of a file with recordings ends; it stands beside the file with the tests.
pub const RECORDING: &str = ".recorded.yaml";

/// Reads every file with tests or recordings of a project, by its path in the project. Names that
/// start with a dot are passed over, and links are not followed.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn read(project: &Path) -> Result<Tree, Error> {
    let start = project.join("tests");
    let mut tree = Tree::default();
    if !start.is_dir() {
        return Ok(tree);
    }
    let hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(&start)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry));
    for entry in walk {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str() else {
            continue;
        };
        if !entry.file_type().is_file() || !(name.ends_with(ENDING) || name.ends_with(RECORDING)) {
            continue;
        }
        let below = entry.path().strip_prefix(project).unwrap_or(entry.path());
        let steps: Vec<_> = below.iter().map(|step| step.to_string_lossy()).collect();
        tree.insert(steps.join("/"), fs_err::read(entry.path())?);
    }
    Ok(tree)
}
