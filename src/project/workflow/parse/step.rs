//! Lists of steps, and what any step may say.

use std::ops::Range;

use super::super::syntax::{Kind, OnError, Step, Then, Word};
use super::Parser;
use crate::diagnostic::{Sourced, closest};
use crate::project::document::{Fields, Node, Value};

/// The keys that say what a step is.
const KINDS: &[&str] = &[
    "script", "action", "workflow", "if", "decide", "switch", "while", "foreach", "together",
    "ask", "wait", "throw", "end", "goto",
];

impl Parser<'_> {
    /// A list of steps.
    pub(super) fn steps(&mut self, node: &Node) -> Vec<Step> {
        let items = node.list(self.file, self.report).unwrap_or_default();
        items.iter().filter_map(|item| self.step(item)).collect()
    }

    /// The number of the next item.
    pub(super) fn number(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn step(&mut self, node: &Node) -> Option<Step> {
        // `- end` alone reads best.
        if matches!(&node.value, Value::Text(text) if text == "end") {
            let number = self.number();
            return Some(Step::bare(number, node.span.clone(), Kind::End));
        }
        let mut fields = self.open("a step", node)?;
        let key = self.kind_of(&fields, node)?;
        let span = fields.key_span(key);
        let number = if key == "goto" { 0 } else { self.number() };
        let kind = self.kind(key, number, &mut fields);
        let text = |value: Option<Word>| value.map(|word| word.value);
        let title = text(fields.text("title"));
        let description = text(fields.text("description"));
        let label = fields.text("name");
        let status = text(fields.text("status"));
        let on_error = fields
            .node("on-error")
            .and_then(|node| self.on_error(node, fields.key_span("on-error"), true));
        fields.finish(self.report);
        let title = match key {
            "script" | "ask" => title.or_else(|| text(fields_text(node, key))),
            _ => title,
        };
        let refuses = matches!(
            key,
            "if" | "decide" | "switch" | "while" | "throw" | "end" | "goto"
        );
        if let Some(on_error) = on_error.as_ref().filter(|_| refuses) {
            let message = format!("`{key}` has no error path");
            self.error(
                "no-error-path",
                on_error.span.clone(),
                message,
                "an error here goes to the workflow's own `on-error`",
            );
        }
        if let Some(label) = label.as_ref().filter(|_| key == "goto") {
            self.error(
                "useless-name",
                label.span.clone(),
                "a `goto` is no place to go to",
                "name the step it goes to instead",
            );
        }
        Some(Step {
            number,
            span,
            title,
            description,
            label,
            status,
            on_error,
            kind: kind?,
        })
    }

    /// Which step it is: exactly one of the kinds stands in it.
    fn kind_of(&mut self, fields: &Fields<'_>, node: &Node) -> Option<&'static str> {
        let found: Vec<&'static str> = KINDS
            .iter()
            .copied()
            .filter(|key| fields.has(key))
            .collect();
        match found[..] {
            [key] => Some(key),
            // `workflow` in a scheduled call and `decide` never meet, so two are always a slip.
            [first, second, ..] => {
                let message = format!("a step is either `{first}` or `{second}`");
                self.error(
                    "two-steps",
                    fields.key_span(second),
                    message,
                    "make two steps of it",
                );
                None
            }
            [] => {
                let mut near = None;
                if let Value::Map(entries) = &node.value {
                    near = entries.iter().find_map(|(key, _)| {
                        closest(key, KINDS.iter().copied()).map(|near| (key.clone(), near))
                    });
                }
                if let Some((key, near)) = near {
                    let message = format!("unknown key `{}`", key.value.escape_debug());
                    let help = format!("did you mean `{near}`?");
                    self.error("unknown-key", key.span, message, help);
                } else {
                    let start = node.span.start;
                    let names: Vec<String> = KINDS.iter().map(|kind| format!("`{kind}`")).collect();
                    self.error(
                        "missing-key",
                        start..(start + 1).min(node.span.end),
                        "this does not say what the step does",
                        format!("write one of {}", names.join(", ")),
                    );
                }
                None
            }
        }
    }

    /// `{ into, steps }`, `{ into, goto }` or the steps alone. The default handler goes nowhere else.
    pub(super) fn on_error(
        &mut self,
        node: &Node,
        span: Range<usize>,
        may_go: bool,
    ) -> Option<OnError> {
        if matches!(node.value, Value::List(_)) {
            let then = Then::Steps(self.steps(node));
            return Some(OnError {
                span,
                into: None,
                then,
            });
        }
        let mut fields = self.open("an error path", node)?;
        let into = fields.text("into");
        let goto = if may_go { fields.text("goto") } else { None };
        if let (Some(goto), true) = (&goto, fields.has("steps")) {
            self.error(
                "two-paths",
                goto.span.clone(),
                "an error path has either `steps` or `goto`",
                "write the `goto` as the last step",
            );
        }
        let then = match goto {
            Some(goto) => {
                fields.allow(&["steps"]);
                Then::Goto(goto)
            }
            None => Then::Steps(self.list(&mut fields, "steps")),
        };
        if matches!(then, Then::Steps(_)) {
            fields.require(&["steps"]);
        }
        fields.finish(self.report);
        Some(OnError { span, into, then })
    }
}

/// The text of one key, already reported when it is none.
fn fields_text(node: &Node, key: &str) -> Option<Word> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let (_, node) = entries.iter().find(|(name, _)| name.value == key)?;
    match &node.value {
        Value::Text(text) => Some(Sourced::new(text.clone(), node.span.clone())),
        _ => None,
    }
}

impl Step {
    fn bare(number: usize, span: Range<usize>, kind: Kind) -> Self {
        Self {
            number,
            span,
            title: None,
            description: None,
            label: None,
            status: None,
            on_error: None,
            kind,
        }
    }
}
