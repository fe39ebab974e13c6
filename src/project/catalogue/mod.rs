//! `actions/<path>.yaml`: catalogues of operations. Each row becomes the text of an action, which
//! is then read like one that an author wrote.

mod body;
mod name;
mod query;
mod reader;
mod rendered;
mod request;
mod row;
#[cfg(test)]
mod tests;

use super::document::{Value, yaml};
use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::Operation;

pub(super) use rendered::{Rendered, placed};

/// The ending of a catalogue.
pub const ENDING: &str = ".yaml";

/// A row, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The catalogue's path in the project.
    pub(super) file: String,
    /// The path of the action that it becomes: the catalogue's without its ending, and the name.
    pub(super) path: String,
    /// The key of the row.
    pub(super) name: Sourced<String>,
    /// What it says.
    pub(super) operation: Operation,
}

/// Reads the rows of a catalogue. `path` is its own below `actions/`, without the ending.
pub(super) fn read(file: &str, path: &str, text: &str, report: &mut Report) -> Vec<Row> {
    let Some(node) = yaml::read(file, text, report) else {
        return Vec::new();
    };
    let entries = node.map(file, report).unwrap_or_default();
    if matches!(&node.value, Value::Map(entries) if entries.is_empty()) {
        let fault = Diagnostic::error("no-operations", file, "this catalogue has no operations");
        report.push(fault.help("write `name: { description, request, … }`, or remove the file"));
    }
    entries
        .iter()
        .filter_map(|(name, node)| {
            let mut found = Report::new();
            let operation = row::read(file, name, node, &mut found);
            let sound = !found.has_errors();
            report.extend(found);
            // What is wrong already would be found again in the action.
            let operation = operation.filter(|_| sound)?;
            Some(Row {
                file: file.to_owned(),
                path: format!("{path}/{}", **name),
                name: name.clone(),
                operation,
            })
        })
        .collect()
}

/// The actions of a catalogue's text, each with the line of its row, from 1.
#[must_use]
pub fn lines(text: &str) -> Vec<(String, usize)> {
    // Whatever is wrong with it is said by those who read it.
    let node = yaml::read("", text, &mut Report::new());
    let Some(Value::Map(entries)) = node.map(|node| node.value) else {
        return Vec::new();
    };
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let rows = entries.into_iter();
    rows.map(|(name, _)| (name.value, line(name.span.start)))
        .collect()
}

/// Refuses a row whose action a file of its own has already.
pub(super) fn is_new(row: &Row, tree: &Tree, report: &mut Report) -> bool {
    let other = format!("actions/{}.js", row.path);
    let is_new = tree.get(&other).is_none();
    if !is_new {
        let message = format!("`{other}` is the action `{}` as well", *row.name);
        let fault = Diagnostic::error("duplicate-name", &row.file, message);
        report.push(
            fault
                .at(row.name.span.clone())
                .help("remove the row or the file"),
        );
    }
    is_new
}
