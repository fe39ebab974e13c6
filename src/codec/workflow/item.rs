//! One `workflow-item` of a workflow.

use super::super::xml::{Error, Node};
use super::{attribute, position, presentation, typed};
use crate::model::workflow::{Bind, Call, Condition, Item, ItemKind, Reference};

/// Reads a `workflow-item`.
pub(super) fn read(node: &Node) -> Result<Item, Error> {
    let optional = |name: &str| attribute(node, name).map(str::to_owned);
    Ok(Item {
        name: node.required("name")?.to_owned(),
        kind: kind(node)?,
        display_name: node.text_of("display-name").to_owned(),
        description: node.child("description").map(|node| node.text.clone()),
        out: optional("out-name"),
        catch: optional("catch-name"),
        throw_bind: variable(node, "throw-bind-name"),
        business_status: optional("business-status"),
        prototype: optional("prototype-id"),
        content_mode: optional("content-mode"),
        script: node.script()?,
        inputs: binds(node, "in-binding")?,
        outputs: binds(node, "out-binding")?,
        position: position(node)?.unwrap_or_default(),
    })
}

fn kind(node: &Node) -> Result<ItemKind, Error> {
    let optional = |name: &str| attribute(node, name).map(str::to_owned);
    let otherwise = optional("alt-out-name");
    Ok(match node.required("type")? {
        "task" => ItemKind::Task {
            action: optional("script-module"),
            launches: optional("launched-workflow-id"),
        },
        "end" => ItemKind::End {
            failed: node.attribute("end-mode") == Some("1"),
        },
        "link" => ItemKind::Link {
            workflow: node.required("linked-workflow-id")?.to_owned(),
        },
        "custom-condition" => ItemKind::CustomCondition { otherwise },
        "condition" => ItemKind::Condition {
            otherwise,
            condition: node.child("condition").map(condition).transpose()?,
        },
        "decision-activity" => ItemKind::DecisionActivity {
            reference: reference(node)?,
            otherwise,
        },
        "switch" => ItemKind::Switch {
            cases: node
                .all("condition")
                .map(condition)
                .collect::<Result<_, _>>()?,
        },
        "foreach" => ItemKind::Foreach {
            reference: reference(node)?,
            catch_script: match node.child("iteration-catch-block") {
                // A block without a script still makes the loop go on.
                Some(block) => Some(block.script()?.unwrap_or_default()),
                None => None,
            },
        },
        "input" => ItemKind::Interaction {
            presentation: node
                .child("presentation")
                .map(presentation::read)
                .transpose()?
                .unwrap_or_default(),
        },
        "waiting-timer" => ItemKind::Timer,
        "multiple" => ItemKind::Multiple {
            calls: calls(node)?,
        },
        other => ItemKind::Other(other.to_owned()),
    })
}

fn reference(node: &Node) -> Result<Reference, Error> {
    let reference = node.child("reference").ok_or_else(|| Error::Missing {
        element: node.name.clone(),
        what: "reference",
    })?;
    let id = reference.required("id")?.to_owned();
    match reference.required("type")? {
        "ScriptModule" => Ok(Reference::Action(id)),
        "Workflow" => Ok(Reference::Workflow(id)),
        other => Err(Error::Value {
            element: reference.name.clone(),
            problem: format!(
                "`{}` is neither `ScriptModule` nor `Workflow`",
                other.escape_debug()
            ),
        }),
    }
}

fn condition(node: &Node) -> Result<Condition, Error> {
    let comparator = node.attribute("comparator").unwrap_or("0");
    Ok(Condition {
        name: node.attribute("name").unwrap_or_default().to_owned(),
        type_name: node.attribute("type").unwrap_or_default().to_owned(),
        comparator: comparator.parse().map_err(|_| Error::Value {
            element: node.name.clone(),
            problem: format!("`{}` is no comparator", comparator.escape_debug()),
        })?,
        label: attribute(node, "label")
            .filter(|label| *label != "null")
            .map(str::to_owned),
        value: node.text.clone(),
    })
}

fn calls(node: &Node) -> Result<Vec<Call>, Error> {
    let elements = node
        .all("workflow-subelements-list")
        .flat_map(|list| list.all("workflow-subelement"));
    elements
        .map(|node| {
            Ok(Call {
                name: node.attribute("name").unwrap_or_default().to_owned(),
                workflow: node.required("linked-workflow-id")?.to_owned(),
                display_name: node.text_of("display-name").to_owned(),
                inputs: binds(node, "in-binding")?,
                outputs: binds(node, "out-binding")?,
            })
        })
        .collect()
}

fn binds(node: &Node, list: &str) -> Result<Vec<Bind>, Error> {
    node.all(list)
        .flat_map(|list| list.all("bind"))
        .map(bind)
        .collect()
}

/// The variable an attribute names; the word `NULL` stands for none.
fn variable(node: &Node, name: &str) -> Option<String> {
    attribute(node, name)
        .filter(|name| *name != "NULL")
        .map(str::to_owned)
}

fn bind(node: &Node) -> Result<Bind, Error> {
    let explicitly_unbound = node.attribute("explicitly-not-bound") == Some("true");
    let variable = variable(node, "export-name");
    Ok(Bind {
        name: node.required("name")?.to_owned(),
        type_name: typed(node)?,
        variable,
        explicitly_unbound,
        description: node.text_of("description").to_owned(),
    })
}
