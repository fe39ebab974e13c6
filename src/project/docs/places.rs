//! Where everything stands: the page and the anchor of each element, and links to them.

use std::collections::BTreeMap;

use super::markdown::{anchor, code, link, text};
use super::uses::{Node, Uses, key};
use crate::model::{Category, TypeName};
use crate::project::Project;
use crate::project::file_name::Paths;

/// The page that tells what there is.
pub(super) const INDEX: &str = "README.md";
/// The page of all configuration elements.
pub(super) const CONFIGURATIONS: &str = "configurations.md";
/// The page of all resources.
pub(super) const RESOURCES: &str = "resources.md";

/// A place that can be linked to.
struct Place {
    page: String,
    anchor: String,
    /// What people call it, not yet Markdown.
    title: String,
}

/// All places of a project's pages.
pub(super) struct Places<'a> {
    pub(super) project: &'a Project,
    pub(super) uses: Uses,
    /// The page of each module.
    pub(super) modules: BTreeMap<String, String>,
    /// The page of each category that has workflows.
    pub(super) categories: BTreeMap<Category, String>,
    elements: BTreeMap<Node, Place>,
    configurations: BTreeMap<&'a str, Place>,
    short: BTreeMap<&'a TypeName, &'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn of(project: &'a Project) -> Self {
        let mut paths = Paths::default();
        let mut modules = BTreeMap::new();
        for action in &project.actions {
            modules.insert(action.category.to_string(), String::new());
        }
        for (module, page) in &mut modules {
            let folder = ["actions".to_owned()];
            *page = format!("{}.md", paths.give(&folder, module, &[".md"]));
        }
        let mut categories = BTreeMap::new();
        for element in &project.workflows {
            categories.insert(element.workflow.category.clone(), String::new());
        }
        for (category, page) in &mut categories {
            let mut folders = vec!["workflows".to_owned()];
            folders.extend(below(project, category).iter().cloned());
            let own = category.steps().last().cloned().unwrap_or_default();
            let name = if folders.len() > 1 {
                folders.pop().unwrap_or_default()
            } else {
                own
            };
            *page = format!("{}.md", paths.give(&folders, &name, &[".md"]));
        }
        let mut places = Self {
            project,
            uses: Uses::of(project),
            modules,
            categories,
            elements: BTreeMap::new(),
            configurations: BTreeMap::new(),
            short: BTreeMap::new(),
        };
        places.fill();
        places
    }

    fn fill(&mut self) {
        for action in &self.project.actions {
            let module = action.category.to_string();
            let place = Place {
                page: self.modules.get(&module).cloned().unwrap_or_default(),
                anchor: anchor(&action.name),
                title: format!("{}.{}", self.module(&module), action.name)
                    .trim_start_matches('.')
                    .to_owned(),
            };
            self.elements.insert(Node::Action(key(action)), place);
        }
        for element in &self.project.workflows {
            let workflow = &element.workflow;
            let page = self.categories.get(&workflow.category);
            let mut steps = below(self.project, &workflow.category).to_vec();
            steps.push(workflow.name.clone());
            let place = Place {
                page: page.cloned().unwrap_or_default(),
                anchor: anchor(&workflow.name),
                title: steps.join("/"),
            };
            let node = Node::Workflow(workflow.id.to_string());
            self.elements.insert(node, place);
        }
        for element in &self.project.configurations {
            let mut steps = below(self.project, &element.category).to_vec();
            steps.push(element.name.clone());
            let title = steps.join("/");
            let place = Place {
                page: CONFIGURATIONS.to_owned(),
                anchor: anchor(&title),
                title,
            };
            self.configurations.insert(element.id.as_str(), place);
        }
        // Of two short names for one type, the first is shown.
        for (short, long) in self.project.manifest.types.short().iter().rev() {
            self.short.insert(long, short);
        }
    }

    /// A module as the project's sources name it: below the project's own.
    pub(super) fn module<'b>(&self, module: &'b str) -> &'b str {
        let root = &self.project.manifest.module;
        match module.strip_prefix(root.as_str()) {
            Some("") => "",
            Some(rest) => rest.strip_prefix('.').unwrap_or(module),
            None => module,
        }
    }

    /// A type by the name that the project's sources have for it, as Markdown.
    pub(super) fn type_name(&self, name: &TypeName) -> String {
        let mut name = name.clone();
        let mut lists = String::new();
        while let Some(item) = name.item() {
            lists.push_str("[]");
            name = item;
        }
        let short = self.short.get(&name).copied().unwrap_or(name.as_str());
        code(&format!("{short}{lists}"))
    }

    /// A link from a page to an element; one that is not the project's is only named.
    pub(super) fn element(&self, from: &str, node: &Node) -> String {
        match (self.elements.get(node), node) {
            (Some(place), _) => place.link(from),
            (None, Node::Action(name) | Node::Workflow(name)) => code(name),
        }
    }

    /// Links to several elements, by their titles.
    pub(super) fn all<'b>(&self, from: &str, nodes: impl Iterator<Item = &'b Node>) -> String {
        let mut links: Vec<(bool, &str, String)> = nodes
            .map(|node| {
                let title = self.elements.get(node).map_or("", |place| &place.title);
                (title.is_empty(), title, self.element(from, node))
            })
            .collect();
        links.sort();
        let links: Vec<String> = links.into_iter().map(|(_, _, link)| link).collect();
        links.join(", ")
    }

    /// A link from a page to a configuration element.
    pub(super) fn configuration(&self, from: &str, id: &str) -> String {
        match self.configurations.get(id) {
            Some(place) => place.link(from),
            None => code(id),
        }
    }

    /// A link from a page to another one.
    pub(super) fn page(from: &str, to: &str, shown: &str) -> String {
        link(&text(shown), &relative(from, to), None)
    }
}

impl Place {
    fn link(&self, from: &str) -> String {
        let page = if from == self.page {
            String::new()
        } else {
            relative(from, &self.page)
        };
        link(&text(&self.title), &page, Some(&self.anchor))
    }
}

/// The folders below the project's own category.
pub(super) fn below<'a>(project: &Project, category: &'a Category) -> &'a [String] {
    let steps = category.steps();
    steps
        .strip_prefix(project.manifest.category.steps())
        .unwrap_or(steps)
}

fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    let mut to: Vec<&str> = to.split('/').collect();
    while from.len() > 1 && to.len() > 1 && from[0] == to[0] {
        from.remove(0);
        to.remove(0);
    }
    "../".repeat(from.len() - 1) + &to.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_page_to_page() {
        for (from, to, link) in [
            ("README.md", "actions/a.md", "actions/a.md"),
            ("actions/a.md", "actions/b.md", "b.md"),
            ("actions/a.md", "workflows/x/b.md", "../workflows/x/b.md"),
            ("workflows/x/b.md", "workflows/y.md", "../y.md"),
            ("workflows/x/b.md", "README.md", "../../README.md"),
        ] {
            assert_eq!(relative(from, to), link);
        }
    }
}
