//! The pages of configuration elements and of resources.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::markdown::{anchor, code, heading, paragraphs, table, text};
use super::places::{CONFIGURATIONS, INDEX, Places, RESOURCES, below};
use super::uses::Node;
use super::value::shown;
use crate::model::{Configuration, Resource};

pub(super) fn configurations(places: &Places<'_>) -> String {
    let mut out = "# Configuration elements\n\n".to_owned();
    let _ = writeln!(
        out,
        "{}\n",
        Places::page(CONFIGURATIONS, INDEX, "All content")
    );
    for element in &places.project.configurations {
        configuration(places, element, &mut out);
    }
    out
}

fn configuration(places: &Places<'_>, element: &Configuration, out: &mut String) {
    let mut steps = below(places.project, &element.category).to_vec();
    steps.push(element.name.clone());
    let path = steps.join("/");
    out.push_str(&heading(2, &text(&path), &anchor(&path)));
    let description = paragraphs(&element.description);
    if !description.is_empty() {
        let _ = writeln!(out, "{description}");
    }
    let rows: Vec<[String; 5]> = element
        .attributes
        .iter()
        .map(|attribute| {
            let value = attribute.value.as_deref();
            [
                code(&attribute.name),
                places.type_name(&attribute.type_name),
                value.map_or(String::new(), |text| shown(text, &attribute.type_name)),
                text(&attribute.description),
                readers(places, element, &attribute.name),
            ]
        })
        .collect();
    out.push_str(&table(
        ["Attribute", "Type", "Value", "What it is", "Taken by"],
        &rows,
    ));
    let _ = writeln!(out, "- In {}", text(&element.category.to_string()));
    let _ = writeln!(out, "- Version {}", element.version);
    let _ = writeln!(out, "- Id {}\n", code(element.id.as_str()));
}

/// The workflows that take an attribute's value.
fn readers(places: &Places<'_>, element: &Configuration, key: &str) -> String {
    let reads = |(id, name): &(String, String)| id == element.id.as_str() && name == key;
    let nodes: BTreeSet<Node> = places
        .project
        .workflows
        .iter()
        .filter(|it| {
            let attributes = &it.workflow.attributes;
            attributes
                .iter()
                .any(|attribute| attribute.configuration.as_ref().is_some_and(reads))
        })
        .map(|it| Node::Workflow(it.workflow.id.to_string()))
        .collect();
    places.all(CONFIGURATIONS, nodes.iter())
}

pub(super) fn resources(places: &Places<'_>) -> String {
    let mut out = "# Resources\n\n".to_owned();
    let _ = writeln!(out, "{}\n", Places::page(RESOURCES, INDEX, "All content"));
    let rows: Vec<[String; 6]> = places
        .project
        .resources
        .iter()
        .map(|element| resource(places, element))
        .collect();
    out.push_str(&table(
        [
            "Resource",
            "Media type",
            "Bytes",
            "Version",
            "What it is",
            "Icon of",
        ],
        &rows,
    ));
    out
}

fn resource(places: &Places<'_>, element: &Resource) -> [String; 6] {
    let mut steps = below(places.project, &element.category).to_vec();
    steps.push(element.name.clone());
    let icon_of: BTreeSet<Node> = places
        .project
        .workflows
        .iter()
        .filter(|it| it.workflow.icon.as_deref() == Some(element.id.as_str()))
        .map(|it| Node::Workflow(it.workflow.id.to_string()))
        .collect();
    let version = element.version.map(|version| version.to_string());
    [
        text(&steps.join("/")),
        code(&element.mime_type),
        element.data.len().to_string(),
        version.unwrap_or_default(),
        element.description.as_deref().map(text).unwrap_or_default(),
        places.all(RESOURCES, icon_of.iter()),
    ]
}
