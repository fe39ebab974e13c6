//! What stands on the top level of a workflow file.

use super::super::context::Place;
use super::super::syntax::{Attribute, File, Output, Word};
use super::Parser;
use crate::model::workflow::Resume;
use crate::model::workflow::{Note, Position};
use crate::model::{ElementId, TypeName, Version};
use crate::project::document::{Fields, Node, Value};
use crate::project::head;

/// What the file itself says of its identity.
pub(in super::super) struct Identity {
    pub(in super::super) id: ElementId,
    pub(in super::super) version: Version,
}

impl Parser<'_> {
    /// The whole file.
    pub(in super::super) fn file(
        &mut self,
        place: &Place,
        root: &Node,
    ) -> Option<(Identity, File)> {
        let mut fields = self.open("a workflow", root)?;
        let identity = self.identity(place, &mut fields);
        let text = |value: Option<Word>| value.map(|word| word.value);
        let description = text(fields.text("description")).unwrap_or_default();
        let allowed = fields
            .text("allowed")
            .and_then(|text| head::allowed(self.file, &text, self.report));
        let icon = fields.text("icon");
        let stops = fields
            .text("on-restart")
            .and_then(|word| self.one_of(&word, &[("resume", false), ("stop", true)]))
            .unwrap_or(false);
        let resume = fields
            .text("on-resume")
            .and_then(|word| {
                let words = [
                    ("default", Resume::Default),
                    ("enabled", Resume::Enabled),
                    ("disabled", Resume::Disabled),
                ];
                self.one_of(&word, &words)
            })
            .unwrap_or_default();
        let start_from = fields.texts("start-from").unwrap_or_default();
        let inputs = fields.map("inputs").unwrap_or_default();
        let inputs = inputs
            .iter()
            .filter_map(|(name, node)| self.field(name, node, false))
            .collect();
        let outputs = fields.map("outputs").unwrap_or_default();
        let outputs = outputs
            .iter()
            .filter_map(|(name, node)| self.output(name, node))
            .collect();
        let attributes = fields.map("attributes").unwrap_or_default();
        let attributes = attributes
            .iter()
            .filter_map(|(name, node)| self.attribute(name, node))
            .collect();
        let form = fields.node("form").and_then(|node| self.form(node));
        let steps = fields
            .node("steps")
            .map(|node| self.steps(node))
            .unwrap_or_default();
        let on_error = fields
            .node("on-error")
            .and_then(|node| self.on_error(node, fields.key_span("on-error"), false));
        let notes = fields.list("notes").unwrap_or_default();
        let notes = notes.iter().filter_map(|node| self.note(node)).collect();
        fields.require(&["steps"]);
        fields.finish(self.report);
        let file = File {
            description,
            allowed,
            icon,
            stops,
            resume,
            start_from,
            inputs,
            outputs,
            attributes,
            form,
            steps,
            on_error,
            notes,
        };
        Some((identity, file))
    }

    fn identity(&mut self, place: &Place, fields: &mut Fields<'_>) -> Identity {
        let mut identity = Identity {
            id: place.id.clone(),
            version: place.version,
        };
        if let Some(word) = fields.text("id") {
            match ElementId::new(word.value.clone()) {
                Ok(id) => identity.id = id,
                Err(fault) => {
                    self.error("illegal-id", word.span, fault.to_string(), "a UUID is best");
                }
            }
        }
        let version = fields
            .text("version")
            .and_then(|text| head::version(self.file, &text, self.report));
        identity.version = version.unwrap_or(identity.version);
        identity
    }

    fn output(&mut self, name: &Word, node: &Node) -> Option<Output> {
        let (type_name, description) = self.typed(node, "an output", |_| ())?;
        Some(Output {
            name: name.clone(),
            type_name,
            description,
        })
    }

    fn attribute(&mut self, name: &Word, node: &Node) -> Option<Attribute> {
        let (mut value, mut read_only, mut from) = (None, false, None);
        let (type_name, description) = self.typed(node, "an attribute", |fields| {
            value = fields.node("value").cloned();
            read_only = fields.boolean("read-only").is_some_and(|word| word.value);
            from = fields.text("from");
        })?;
        if let (Some(value), Some(from)) = (&value, &from) {
            let _ = value;
            self.error(
                "two-values",
                from.span.clone(),
                "both `value` and `from` give a value",
                "keep one of the two",
            );
        }
        Some(Attribute {
            name: name.clone(),
            type_name,
            value,
            read_only,
            description,
            from,
        })
    }

    /// A type alone, or a map with `type`, `description` and what `more` takes.
    fn typed(
        &mut self,
        node: &Node,
        what: &str,
        more: impl FnOnce(&mut Fields<'_>),
    ) -> Option<(Option<TypeName>, String)> {
        if matches!(node.value, Value::Text(_)) {
            let text = node.text(self.file, self.report)?;
            return Some((self.type_name(&text), String::new()));
        }
        let mut fields = Fields::open(self.file, what, node, self.report)?;
        let type_text = fields.text("type");
        let description = fields
            .text("description")
            .map(|word| word.value)
            .unwrap_or_default();
        more(&mut fields);
        fields.require(&["type"]);
        fields.finish(self.report);
        let type_name = type_text.and_then(|text| self.type_name(&text));
        Some((type_name, description))
    }

    fn note(&mut self, node: &Node) -> Option<Note> {
        let mut fields = self.open("a note", node)?;
        let text = fields.text("text");
        let mut numbers = [None; 4];
        for (number, key) in numbers.iter_mut().zip(["x", "y", "width", "height"]) {
            *number = fields.number(key).map(|number| number.value);
        }
        let color = fields.text("color");
        fields.require(&["text", "x", "y", "width", "height"]);
        fields.finish(self.report);
        if let Some(color) = &color {
            let digits = color.len() == 6 || color.len() == 8;
            if !digits || !color.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                self.error(
                    "illegal-color",
                    color.span.clone(),
                    "a colour has 6 or 8 hexadecimal digits",
                    "write such as \"ffffc0\"",
                );
                return None;
            }
        }
        let [x, y, width, height] = numbers;
        Some(Note {
            at: Position { x: x?, y: y? },
            size: Position {
                x: width?,
                y: height?,
            },
            color: color.map(|color| color.value),
            text: text?.value,
        })
    }
}
