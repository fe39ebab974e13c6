//! The files of one folder of sources, read side by side.

use rayon::prelude::*;

use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Bytes;

/// One file of a folder of sources.
pub(super) struct Source<'a> {
    /// Its path in the project.
    pub(super) file: String,
    /// The same below its folder.
    pub(super) below: &'a str,
    /// What is in it.
    pub(super) content: &'a Bytes,
}

/// Something that was made of a file.
pub(super) struct Loaded<T> {
    /// The file's path in the project.
    pub(super) file: String,
    /// The path below the kind's folder without the ending, as other files name it.
    pub(super) path: String,
    /// What it is.
    pub(super) element: T,
}

/// The files of a folder, by path.
pub(super) fn of<'a>(tree: &'a Tree, folder: &'a str) -> Vec<Source<'a>> {
    tree.below(folder)
        .map(|(below, content)| Source {
            file: format!("{folder}/{below}"),
            below,
            content,
        })
        .collect()
}

/// Reads files side by side; what is found stays in the order of the files.
pub(super) fn read_all<'a, S: Sync, T: Send>(
    sources: &'a [S],
    report: &mut Report,
    read: impl Fn(&'a S, &mut Report) -> Option<T> + Sync,
) -> Vec<T> {
    let results: Vec<(Option<T>, Report)> = sources
        .par_iter()
        .map(|source| {
            let mut found = Report::new();
            (read(source, &mut found), found)
        })
        .collect();
    let mut all = Vec::with_capacity(results.len());
    for (result, found) in results {
        report.extend(found);
        all.extend(result);
    }
    all
}

/// A file that is no source of its folder is said to be left out, rather than silently lost.
pub(super) fn left_out(file: &str, report: &mut Report, help: &str) {
    report.push(
        Diagnostic::warning(
            "unknown-file",
            file,
            "this file is not part of anything that is built",
        )
        .help(help),
    );
}
