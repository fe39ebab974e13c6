//! The form of a workflow: `presentation`.

use super::super::xml::{Error, Node};
use crate::model::workflow::{Block, Field, Part, Presentation, Qualifier, QualifierKind};

/// Reads a `presentation`.
pub(super) fn read(node: &Node) -> Result<Presentation, Error> {
    Ok(Presentation {
        description: node.text_of("desc").to_owned(),
        parts: parts(node)?,
    })
}

/// The pages, groups and fields in a node. The depth is that of the XML, which is bounded.
fn parts(node: &Node) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for child in &node.children {
        match child.name.as_str() {
            "p-step" => parts.push(Part::Step(block(child)?)),
            "p-group" => parts.push(Part::Group(block(child)?)),
            "p-param" => parts.push(Part::Field(Field {
                name: child.required("name")?.to_owned(),
                label: child.text_of("desc").to_owned(),
                qualifiers: qualifiers(child)?,
            })),
            _ => {}
        }
    }
    Ok(parts)
}

fn block(node: &Node) -> Result<Block, Error> {
    Ok(Block {
        title: node.text_of("title").to_owned(),
        description: node.text_of("desc").to_owned(),
        qualifiers: qualifiers(node)?,
        parts: parts(node)?,
    })
}

fn qualifiers(node: &Node) -> Result<Vec<Qualifier>, Error> {
    node.all("p-qual")
        .map(|node| {
            Ok(Qualifier {
                name: node.required("name")?.to_owned(),
                kind: match node.attribute("kind") {
                    Some("ognl") => QualifierKind::Ognl,
                    Some("static") => QualifierKind::Static,
                    _ => QualifierKind::Unstated,
                },
                type_name: node.attribute("type").unwrap_or_default().to_owned(),
                text: node.text.clone(),
            })
        })
        .collect()
}
