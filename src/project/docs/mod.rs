//! A project's content as pages of Markdown: an index, a page for each module of actions and for
//! each category of workflows, one for configuration elements and one for resources.
//!
//! The same sources give the same pages: everything comes in the order of its path or name, and
//! nothing depends on the day or the machine. All that authors wrote goes through `markdown`.

mod action;
mod form;
mod index;
mod markdown;
mod mermaid;
mod places;
mod schema;
mod steps;
mod uses;
mod value;
mod values;
mod workflow;

use super::Project;
use places::{CONFIGURATIONS, INDEX, Places, RESOURCES};

/// The first line of every page; whoever keeps a page takes it out.
pub const MARK: &str = "<!-- Written by `coopto docs`, which replaces and removes it: change the \
sources, or take this line out. -->";

/// The folders that hold pages, besides the one that all of them are in.
pub const FOLDERS: [&str; 2] = ["actions", "workflows"];

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Relative, with `/`, legal on every system.
    pub path: String,
    /// Its text, with [`MARK`] in the first line.
    pub text: String,
}

/// Every page of a project, by path.
#[must_use]
pub fn pages(project: &Project) -> Vec<Page> {
    let places = Places::of(project);
    let mut pages = vec![page(INDEX, &index::page(&places))];
    for (module, path) in &places.modules {
        pages.push(page(path, &action::page(&places, module, path)));
    }
    for (category, path) in &places.categories {
        pages.push(page(path, &workflow::page(&places, category, path)));
    }
    if !project.configurations.is_empty() {
        pages.push(page(CONFIGURATIONS, &values::configurations(&places)));
    }
    if !project.resources.is_empty() {
        pages.push(page(RESOURCES, &values::resources(&places)));
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

fn page(path: &str, content: &str) -> Page {
    Page {
        path: path.to_owned(),
        text: format!("{MARK}\n\n{}\n", content.trim_end()),
    }
}

/// Whether a text is a page that was written by [`pages`] and not made somebody's own since.
#[must_use]
pub fn is_ours(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line) == MARK.as_bytes()
}
