//! From the document to the syntax: every key with its type, nothing understood yet.

mod field;
mod file;
mod form;
mod kind;
mod step;

use std::ops::Range;

use super::context::Types;
use super::syntax::{Argument, Callee, Code, Word};
use crate::diagnostic::{Diagnostic, Report, Sourced, closest};
use crate::model::TypeName;
use crate::project::document::{Fields, Node, Value};

/// Decodes one file.
pub(super) struct Parser<'a> {
    pub(super) file: &'a str,
    /// The file's text.
    pub(super) source: &'a str,
    pub(super) types: &'a dyn Types,
    pub(super) report: &'a mut Report,
    /// Number of the next item; the end is item 0.
    pub(super) next: usize,
}

impl<'a> Parser<'a> {
    fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let error = Diagnostic::error(code, self.file, message);
        self.report.push(error.at(span).help(help));
    }

    fn open<'n>(&mut self, what: &'n str, node: &'n Node) -> Option<Fields<'n>>
    where
        'a: 'n,
    {
        Fields::open(self.file, what, node, self.report)
    }

    /// The type a text names.
    fn type_name(&mut self, text: &Word) -> Option<TypeName> {
        self.types.type_name(self.file, text, self.report)
    }

    /// `in`, `out`, `with`, …: a list of variables, or a map from the name inside.
    fn arguments(&mut self, node: Option<&Node>) -> Vec<Argument> {
        let Some(node) = node else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| item.text(self.file, self.report))
                .map(|name| Argument {
                    variable: Some(name.clone()),
                    name,
                    type_name: None,
                })
                .collect(),
            Value::Map(entries) => entries
                .iter()
                .filter_map(|(name, node)| self.argument(name, node))
                .collect(),
            _ => {
                node.wrong(
                    "a map from the names inside to variables",
                    None,
                    self.file,
                    self.report,
                );
                Vec::new()
            }
        }
    }

    fn argument(&mut self, name: &Word, node: &Node) -> Option<Argument> {
        let (variable, type_name) = match &node.value {
            Value::Null => (None, None),
            Value::Text(text) => (Some(Sourced::new(text.clone(), node.span.clone())), None),
            Value::Map(_) => {
                let mut fields = self.open("a binding", node)?;
                let unbound = fields
                    .node("variable")
                    .is_some_and(|node| node.value.is_null());
                let variable = if unbound {
                    None
                } else {
                    fields.text("variable")
                };
                let type_name = fields.text("type");
                fields.require(&["variable"]);
                fields.finish(self.report);
                let type_name = type_name.and_then(|text| self.type_name(&text));
                (variable, type_name)
            }
            _ => {
                let help = "make it an attribute with that value, and name the attribute here";
                node.wrong(
                    "the name of a variable",
                    Some(help.to_owned()),
                    self.file,
                    self.report,
                );
                return None;
            }
        };
        Some(Argument {
            name: name.clone(),
            variable,
            type_name,
        })
    }

    /// A workflow: its path in the project, or `{ id, name }`.
    fn callee(&mut self, node: &Node) -> Option<Callee> {
        if let Value::Text(path) = &node.value {
            return Some(Callee::Path(Sourced::new(path.clone(), node.span.clone())));
        }
        if !matches!(node.value, Value::Map(_)) {
            node.wrong(
                "a path below `workflows/`, or a map of `id` and `name`",
                None,
                self.file,
                self.report,
            );
            return None;
        }
        let mut fields = self.open("a workflow", node)?;
        let (id, name) = (fields.text("id"), fields.text("name"));
        fields.require(&["id", "name"]);
        fields.finish(self.report);
        Some(Callee::Foreign {
            id: id?,
            name: name?.value,
        })
    }

    fn code(&mut self, node: &Node) -> Option<Code> {
        // `if: true` is an expression as well.
        let text = match &node.value {
            Value::Boolean(value) => value.to_string(),
            Value::Text(text) => text.clone(),
            _ => {
                node.wrong("JavaScript", None, self.file, self.report);
                return None;
            }
        };
        let node = Node {
            span: node.span.clone(),
            value: Value::Text(text.clone()),
        };
        Some(Code { text, node })
    }

    /// One of some words.
    fn one_of<T: Copy>(&mut self, word: &Word, words: &[(&str, T)]) -> Option<T> {
        if let Some((_, value)) = words.iter().find(|(name, _)| *name == word.value) {
            return Some(*value);
        }
        let near = closest(&word.value, words.iter().map(|(name, _)| *name));
        let help = near.map_or_else(
            || {
                let names: Vec<String> =
                    words.iter().map(|(name, _)| format!("`{name}`")).collect();
                format!("write one of {}", names.join(", "))
            },
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("`{}` is not known here", word.value.escape_debug());
        self.error("unknown-word", word.span.clone(), message, help);
        None
    }
}
