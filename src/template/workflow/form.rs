//! The form of a workflow or of a question: `presentation`.

use serde::Serialize;

use crate::model::workflow::{Part, Presentation, Qualifier, QualifierKind};

#[derive(Serialize)]
pub(super) struct Form<'a> {
    indent: String,
    bare: bool,
    description: &'a str,
    parts: Vec<PartValues<'a>>,
}

/// A page, a group or a field: one shape, because the template walks it recursively.
#[derive(Serialize)]
struct PartValues<'a> {
    indent: String,
    element: &'static str,
    name: Option<&'a str>,
    title: Option<&'a str>,
    description: &'a str,
    qualifiers: Vec<QualifierValues<'a>>,
    parts: Vec<PartValues<'a>>,
}

#[derive(Serialize)]
struct QualifierValues<'a> {
    indent: String,
    kind: Option<&'static str>,
    name: &'a str,
    r#type: &'a str,
    text: &'a str,
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// A form whose element stands so deep.
pub(super) fn form(presentation: &Presentation, depth: usize) -> Form<'_> {
    Form {
        indent: indent(depth),
        bare: *presentation == Presentation::default(),
        description: &presentation.description,
        parts: parts(&presentation.parts, depth + 1),
    }
}

fn parts(parts: &[Part], depth: usize) -> Vec<PartValues<'_>> {
    parts.iter().map(|part| part_values(part, depth)).collect()
}

fn part_values(part: &Part, depth: usize) -> PartValues<'_> {
    let (element, block) = match part {
        Part::Step(block) => ("p-step", block),
        Part::Group(block) => ("p-group", block),
        Part::Field(field) => {
            return PartValues {
                indent: indent(depth),
                element: "p-param",
                name: Some(&field.name),
                title: None,
                description: &field.label,
                qualifiers: qualifiers(&field.qualifiers, depth),
                parts: Vec::new(),
            };
        }
    };
    PartValues {
        indent: indent(depth),
        element,
        name: None,
        title: Some(&block.title),
        description: &block.description,
        qualifiers: qualifiers(&block.qualifiers, depth),
        parts: parts(&block.parts, depth + 1),
    }
}

fn qualifiers(qualifiers: &[Qualifier], depth: usize) -> Vec<QualifierValues<'_>> {
    qualifiers
        .iter()
        .map(|qualifier| {
            let kind = match qualifier.kind {
                QualifierKind::Static => Some("static"),
                QualifierKind::Ognl => Some("ognl"),
                QualifierKind::Unstated => None,
            };
            QualifierValues {
                indent: indent(depth + 1),
                kind,
                name: &qualifier.name,
                r#type: &qualifier.type_name,
                text: &qualifier.text,
            }
        })
        .collect()
}
