//! The page of a category: its workflows, each with its form, its steps and what it needs.

use std::fmt::Write as _;

use super::form::FormWriter;
use super::markdown::{anchor, code, heading, link, paragraphs, summary, table, text};
use super::mermaid;
use super::places::{INDEX, Places};
use super::schema::Schema;
use super::steps::StepWriter;
use super::uses::Node;
use crate::model::{Category, Workflow};
use crate::project::WorkflowElement;

pub(super) fn page(places: &Places<'_>, category: &Category, page: &str) -> String {
    let elements: Vec<&WorkflowElement> = places
        .project
        .workflows
        .iter()
        .filter(|element| element.workflow.category == *category)
        .collect();
    let mut out = format!("# Workflows in {}\n\n", text(&category.to_string()));
    let _ = writeln!(out, "{}\n", Places::page(page, INDEX, "All content"));
    let rows: Vec<[String; 2]> = elements
        .iter()
        .map(|element| {
            let workflow = &element.workflow;
            let name = link(&text(&workflow.name), "", Some(&anchor(&workflow.name)));
            [name, summary(&workflow.description)]
        })
        .collect();
    out.push_str(&table(["Workflow", "What it does"], &rows));
    for element in elements {
        write(places, page, element, &mut out);
    }
    out
}

fn write(places: &Places<'_>, page: &str, element: &WorkflowElement, out: &mut String) {
    let workflow = &element.workflow;
    out.push_str(&heading(2, &text(&workflow.name), &anchor(&workflow.name)));
    let description = paragraphs(&workflow.description);
    if !description.is_empty() {
        let _ = writeln!(out, "{description}");
    }
    out.push_str("### Inputs\n\n");
    if workflow.inputs.is_empty() {
        out.push_str("None.\n\n");
    } else {
        let form = FormWriter {
            places,
            page,
            inputs: &workflow.inputs,
        };
        out.push_str(form.write(&workflow.presentation).trim_start());
    }
    if element.forms.iter().any(|form| form.item.is_empty()) {
        out.push_str(
            "Servers from 8.2 on show a form of their own instead, which is not told here.\n\n",
        );
    }
    if !workflow.outputs.is_empty() {
        out.push_str("### Outputs\n\n");
        let rows: Vec<[String; 3]> = workflow
            .outputs
            .iter()
            .map(|output| {
                [
                    code(&output.name),
                    places.type_name(&output.type_name),
                    text(&output.description),
                ]
            })
            .collect();
        out.push_str(&table(["Output", "Type", "What it is"], &rows));
    }
    out.push_str("### Steps\n\n");
    let schema = Schema::of(workflow);
    if let Some(picture) = mermaid::picture(workflow, &schema) {
        let _ = writeln!(out, "{picture}");
    }
    let steps = StepWriter {
        places,
        page,
        workflow,
        schema: &schema,
    };
    out.push_str(&steps.write());
    out.push_str("### Facts\n\n");
    for line in facts(places, page, workflow) {
        let _ = writeln!(out, "- {line}");
    }
    out.push('\n');
}

/// What it needs, who runs it, and what it is to the server.
fn facts(places: &Places<'_>, page: &str, workflow: &Workflow) -> Vec<String> {
    let node = Node::Workflow(workflow.id.to_string());
    let mut facts = Vec::new();
    let plugins: Vec<String> = places.uses.plugins(&node).into_iter().map(code).collect();
    if !plugins.is_empty() {
        facts.push(format!("Needs the plug-ins {}", plugins.join(", ")));
    }
    for attribute in &workflow.attributes {
        if let Some((id, key)) = &attribute.configuration {
            let element = places.configuration(page, id);
            facts.push(format!("Takes {} from {element}", code(key)));
        }
    }
    let calls = places.all(page, places.uses.calls(&node));
    if !calls.is_empty() {
        facts.push(format!("Calls {calls}"));
    }
    let callers = places.all(page, places.uses.callers(&node));
    if !callers.is_empty() {
        facts.push(format!("Called by {callers}"));
    }
    if let Some(types) = &workflow.start_types {
        facts.push(format!("Can be started from {}", code(types)));
    }
    if !workflow.restarts {
        facts.push("A run stops when the server restarts".to_owned());
    }
    facts.push(format!("Version {}", workflow.version));
    facts.push(format!("Id {}", code(workflow.id.as_str())));
    facts
}
