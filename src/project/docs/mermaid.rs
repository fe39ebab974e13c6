//! The schema as a picture in the language of Mermaid, which most forges draw.

use std::fmt::Write as _;

use super::schema::{Schema, Way};
use crate::model::workflow::{Item, ItemKind, Workflow};

/// A larger picture is not drawn by those who draw them, and not read by anybody.
const MAX_ITEMS: usize = 80;
/// Longer titles are cut.
const MAX_LABEL: usize = 60;

/// The picture as a fenced block; none where a list says as much, or where it would be too large.
pub(super) fn picture(workflow: &Workflow, schema: &Schema<'_>) -> Option<String> {
    let is_end = |item: &&&Item| matches!(item.kind, ItemKind::End { failed: false });
    let steps = schema.items.len() - schema.items.iter().filter(is_end).count();
    if steps < 2 || schema.items.len() > MAX_ITEMS {
        return None;
    }
    let mut out = "```mermaid\nflowchart LR\n    start((start))".to_owned();
    if let Some(root) = schema.number(&workflow.root) {
        let _ = write!(out, " --> s{root}");
    }
    out.push('\n');
    for (item, number) in schema.items.iter().zip(1..) {
        let (open, close) = shape(item);
        let title = label(&format!("{number} {}", item.display_name));
        let _ = writeln!(out, "    s{number}{open}\"{title}\"{close}");
    }
    for (item, number) in schema.items.iter().zip(1..) {
        for (way, to) in schema.ways(item) {
            let arrow = match way {
                Way::Next => "-->".to_owned(),
                Way::Answer(true) => "-->|yes|".to_owned(),
                Way::Answer(false) => "-->|no|".to_owned(),
                Way::Case(words) => format!("-->|\"{}\"|", label(&words)),
                Way::Error => "-.->|error|".to_owned(),
            };
            let _ = writeln!(out, "    s{number} {arrow} s{to}");
        }
    }
    let handler = workflow.error_handler.as_ref();
    if let Some(handler) = handler.and_then(|handler| schema.number(&handler.item)) {
        let _ = writeln!(out, "    any((any error)) -.-> s{handler}");
    }
    out.push_str("```\n");
    Some(out)
}

fn shape(item: &Item) -> (&'static str, &'static str) {
    match item.kind {
        ItemKind::End { .. } => ("((", "))"),
        ItemKind::CustomCondition { .. }
        | ItemKind::Condition { .. }
        | ItemKind::DecisionActivity { .. }
        | ItemKind::Switch { .. } => ("{", "}"),
        ItemKind::Interaction { .. } | ItemKind::Timer => ("([", "])"),
        ItemKind::Link { .. } | ItemKind::Foreach { .. } | ItemKind::Multiple { .. } => {
            ("[[", "]]")
        }
        _ => ("[", "]"),
    }
}

/// A text inside the quotes of a label, where Mermaid knows `#` and a number, and else HTML and
/// Markdown, which nothing here may be.
fn label(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    let cut = words.char_indices().nth(MAX_LABEL).map(|(end, _)| end);
    let mut out = String::new();
    for c in words[..cut.unwrap_or(words.len())].chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '/' | '-') {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    if cut.is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_be_left() {
        assert_eq!(label("Pull, or ask?"), "Pull, or ask#63;");
        assert_eq!(label("a\"]\n```<b>"), "a#34;#93; #96;#96;#96;#60;b#62;");
        assert_eq!(label(&"ü".repeat(99)), format!("{}…", "ü".repeat(60)));
    }
}
