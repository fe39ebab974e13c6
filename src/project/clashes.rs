//! Names that only some systems can tell apart.

use std::collections::BTreeMap;

use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Report};

/// Reports files and folders whose paths differ in upper and lower case alone: Windows and macOS
/// would have one where Linux has two.
pub(super) fn check(tree: &Tree, report: &mut Report) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (path, _) in tree.files() {
        for end in ends_of_steps(path) {
            let written = &path[..end];
            let first = *seen.entry(written.to_lowercase()).or_insert(written);
            if first != written {
                report.push(
                    Diagnostic::error(
                        "case-clash",
                        path,
                        format!("`{written}` and `{first}` differ in upper and lower case alone"),
                    )
                    .help("some systems take them for one: rename one of them"),
                );
                break;
            }
        }
    }
}

/// Where each folder on the way and the path itself end.
fn ends_of_steps(path: &str) -> impl Iterator<Item = usize> {
    path.match_indices('/')
        .map(|(index, _)| index)
        .chain([path.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_that_differ_in_case() {
        let tree = Tree::from_files(
            [
                "actions/Images/a.js",
                "actions/images/b.js",
                "workflows/A.yaml",
                "workflows/a.yaml",
                "workflows/b.yaml",
            ]
            .map(|path| (path, "")),
        );
        let mut report = Report::new();
        check(&tree, &mut report);
        let messages: Vec<_> = report
            .diagnostics()
            .iter()
            .map(|d| format!("{}: {}", d.file, d.message))
            .collect();
        assert_eq!(
            messages,
            [
                "actions/images/b.js: `actions/images` and `actions/Images` \
                 differ in upper and lower case alone",
                "workflows/a.yaml: `workflows/a.yaml` and `workflows/A.yaml` \
                 differ in upper and lower case alone",
            ]
        );
    }
}
