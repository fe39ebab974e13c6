//! The page that tells what there is.

use std::fmt::Write as _;

use super::markdown::{anchor, code, link, paragraphs, summary, table, text};
use super::places::{CONFIGURATIONS, INDEX, Places, RESOURCES};

pub(super) fn page(places: &Places<'_>) -> String {
    let project = places.project;
    let manifest = &project.manifest;
    let mut out = format!("# {} {}\n\n", text(&manifest.name), manifest.version);
    let description = paragraphs(&manifest.description);
    if !description.is_empty() {
        let _ = writeln!(out, "{description}");
    }
    let _ = writeln!(out, "The package {} holds:\n", code(&manifest.package));
    for (count, what) in [
        (project.workflows.len(), "workflow"),
        (project.actions.len(), "action"),
        (project.configurations.len(), "configuration element"),
        (project.resources.len(), "resource"),
    ] {
        let plural = if count == 1 { "" } else { "s" };
        let page = match what {
            "configuration element" => Some(CONFIGURATIONS),
            "resource" => Some(RESOURCES),
            _ => None,
        };
        let words = format!("{what}{plural}");
        let words = match page.filter(|_| count > 0) {
            Some(page) => Places::page(INDEX, page, &words),
            None => words,
        };
        let _ = writeln!(out, "- {count} {words}");
    }
    out.push('\n');
    let plugins: Vec<[String; 2]> = manifest
        .plugins
        .iter()
        .map(|it| [text(&it.name), text(&it.version)])
        .collect();
    if !plugins.is_empty() {
        out.push_str("It needs these plug-ins on the server:\n\n");
        out.push_str(&table(["Plug-in", "Version"], &plugins));
    }
    workflows(places, &mut out);
    actions(places, &mut out);
    let types: Vec<[String; 2]> = manifest
        .types
        .short()
        .iter()
        .map(|(short, long)| [code(short), code(long.as_str())])
        .collect();
    if !types.is_empty() {
        out.push_str("## Types\n\nShort names, and what the server calls them:\n\n");
        out.push_str(&table(["Type", "On the server"], &types));
    }
    out
}

fn workflows(places: &Places<'_>, out: &mut String) {
    if places.categories.is_empty() {
        return;
    }
    out.push_str("## Workflows\n\n");
    for (category, page) in &places.categories {
        let title = Places::page(INDEX, page, &category.to_string());
        let _ = writeln!(out, "### {title}\n");
        let rows: Vec<[String; 2]> = places
            .project
            .workflows
            .iter()
            .map(|element| &element.workflow)
            .filter(|workflow| workflow.category == *category)
            .map(|workflow| {
                let name = link(&text(&workflow.name), page, Some(&anchor(&workflow.name)));
                [name, summary(&workflow.description)]
            })
            .collect();
        out.push_str(&table(["Workflow", "What it does"], &rows));
    }
}

fn actions(places: &Places<'_>, out: &mut String) {
    let rows: Vec<[String; 2]> = places
        .modules
        .iter()
        .map(|(module, page)| {
            let names: Vec<String> = places
                .project
                .actions
                .iter()
                .filter(|action| action.category.to_string() == *module)
                .map(|action| link(&text(&action.name), page, Some(&anchor(&action.name))))
                .collect();
            [Places::page(INDEX, page, module), names.join(", ")]
        })
        .collect();
    if !rows.is_empty() {
        out.push_str("## Actions\n\n");
        out.push_str(&table(["Module", "Actions"], &rows));
    }
}
