//! A form as people see it: its pages, each a table of fields.

use std::fmt::Write as _;

use super::markdown::{code, paragraphs, table, text};
use super::places::Places;
use super::uses::{Node, ognl_calls};
use super::value::{items, shortened, shown};
use crate::model::workflow::{Block, Field, Part, Presentation, Qualifier, QualifierKind};
use crate::model::{Parameter, TypeName};

/// Writes the fields of one form.
pub(super) struct FormWriter<'a> {
    pub(super) places: &'a Places<'a>,
    /// The page it goes to.
    pub(super) page: &'a str,
    /// What the fields stand for, with types and descriptions.
    pub(super) inputs: &'a [Parameter],
}

const HEADS: [&str; 7] = [
    "Label", "Input", "Type", "Required", "Default", "Rules", "Help",
];

impl FormWriter<'_> {
    /// The form as Markdown; inputs that it does not show come last.
    pub(super) fn write(&self, form: &Presentation) -> String {
        let mut out = String::new();
        let mut seen = Vec::new();
        let _ = writeln!(out, "{}", paragraphs(&form.description));
        self.parts(&form.parts, "", &mut seen, &mut out);
        let rest: Vec<[String; 7]> = self
            .inputs
            .iter()
            .filter(|input| !seen.contains(&input.name.as_str()))
            .map(|input| self.row(input, None))
            .collect();
        if !rest.is_empty() {
            if !seen.is_empty() {
                out.push_str("The form does not show these:\n\n");
            }
            out.push_str(&table(HEADS, &rest));
        }
        out
    }

    /// Fields in a row are one table; pages and groups come in between.
    fn parts<'b>(&self, parts: &'b [Part], above: &str, seen: &mut Vec<&'b str>, out: &mut String) {
        let mut rows = Vec::new();
        for part in parts {
            match part {
                Part::Field(field) => {
                    seen.push(&field.name);
                    let input = self.inputs.iter().find(|input| input.name == field.name);
                    match input {
                        Some(input) => rows.push(self.row(input, Some(field))),
                        None => rows.push(self.row(&unknown(field), Some(field))),
                    }
                }
                Part::Step(block) | Part::Group(block) => {
                    out.push_str(&table(HEADS, &std::mem::take(&mut rows)));
                    self.block(block, above, seen, out);
                }
            }
        }
        out.push_str(&table(HEADS, &rows));
    }

    fn block<'b>(&self, block: &'b Block, above: &str, seen: &mut Vec<&'b str>, out: &mut String) {
        let own = text(&block.title);
        let title = match (above, own.as_str()) {
            ("", own) => own.to_owned(),
            (above, "") => above.to_owned(),
            (above, own) => format!("{above}: {own}"),
        };
        if !own.is_empty() {
            let _ = writeln!(out, "**{title}**\n");
        }
        let description = paragraphs(&block.description);
        if !description.is_empty() {
            let _ = writeln!(out, "{description}");
        }
        let rules = self.rules(&block.qualifiers, &TypeName::any());
        if !rules.is_empty() {
            let _ = writeln!(out, "The whole section: {rules}\n");
        }
        self.parts(&block.parts, &title, seen, out);
    }

    fn row(&self, input: &Parameter, field: Option<&Field>) -> [String; 7] {
        let qualifiers = field.map_or(&[][..], |field| &field.qualifiers);
        let one = |name: &str| qualifiers.iter().find(|it| it.name == name);
        let required = one("mandatory").map_or(String::new(), |it| match it.kind {
            QualifierKind::Ognl => format!("when {}", self.expression(&it.text)),
            _ if it.text == "false" => String::new(),
            _ => "yes".to_owned(),
        });
        let default = one("defaultValue").map_or(String::new(), |it| match it.kind {
            QualifierKind::Ognl => format!("from {}", self.expression(&it.text)),
            _ => shown(&it.text, &input.type_name),
        });
        [
            field.map_or(String::new(), |field| text(&field.label)),
            code(&input.name),
            self.places.type_name(&input.type_name),
            required,
            default,
            self.rules(qualifiers, &input.type_name),
            text(&input.description),
        ]
    }

    fn rules(&self, qualifiers: &[Qualifier], type_name: &TypeName) -> String {
        let mut rules: Vec<String> = Vec::new();
        rules.extend(bounds(
            qualifiers,
            "minStringLength",
            "maxStringLength",
            "characters",
        ));
        rules.extend(bounds(qualifiers, "minNumberValue", "maxNumberValue", ""));
        rules.extend(
            qualifiers
                .iter()
                .filter_map(|qualifier| self.rule(qualifier, type_name)),
        );
        rules.join("; ")
    }

    fn rule(&self, it: &Qualifier, type_name: &TypeName) -> Option<String> {
        let value = || match it.kind {
            QualifierKind::Ognl => self.expression(&it.text),
            _ => shortened(&it.text),
        };
        Some(match it.name.as_str() {
            "mandatory" | "defaultValue" | "minStringLength" | "maxStringLength"
            | "minNumberValue" | "maxNumberValue" => return None,
            "contextualParameter" => "offered in the context menu of such objects".to_owned(),
            "dataBinding" => format!("always {}", value()),
            "visible" => format!("shown if {}", value()),
            "notVisible" => format!("hidden if {}", value()),
            "genericEnumeration" | "linkedEnumeration" => {
                let list = type_name
                    .item()
                    .map_or_else(|| type_name.array(), |_| type_name.clone());
                let fixed = (it.kind != QualifierKind::Ognl)
                    .then(|| items(&it.text, &list))
                    .flatten();
                match fixed {
                    Some(items) => format!("one of {}", items.join(", ")),
                    None => format!("one of those from {}", value()),
                }
            }
            "show-select-as" => format!("shown as {}", text(&it.text)),
            "sdkRootObject" => format!("looked for below {}", value()),
            "sdkExpression" => format!("only those of {}", value()),
            "numberFormat" => format!("written as {}", value()),
            "regexp" => format!("must match {}", value()),
            "inetAddress" => "a host name or an address".to_owned(),
            "ognlValidator" => format!("checked by {}", value()),
            "textInput" => "several lines".to_owned(),
            "sameValues" => "no value twice".to_owned(),
            "autostart" => "starts without asking".to_owned(),
            other => format!("{}: {}", code(other), value()),
        })
    }

    /// An expression of the form, with links to the actions it calls.
    fn expression(&self, ognl: &str) -> String {
        let calls: Vec<(String, &str)> = ognl_calls(ognl).collect();
        let to = |key: &str| {
            self.places
                .element(self.page, &Node::Action(key.to_owned()))
        };
        // A single call is shown as it is written in the sources.
        if let [(key, rest)] = calls.as_slice()
            && ognl.trim_start().starts_with("GetAction(")
            && let Some(arguments) = rest.strip_prefix(".call(")
            && let Some(arguments) = arguments.trim_end().strip_suffix(')')
            && !arguments.contains(['(', ')'])
        {
            let arguments: Vec<String> = arguments
                .split(" , ")
                .map(|argument| plain(argument).to_owned())
                .filter(|argument| !argument.is_empty())
                .collect();
            return match arguments.as_slice() {
                [] => to(key),
                arguments => format!("{} of {}", to(key), shortened(&arguments.join(", "))),
            };
        }
        let mut out = shortened(plain(ognl));
        if !calls.is_empty() {
            let links: Vec<String> = calls.iter().map(|(key, _)| to(key)).collect();
            let _ = write!(out, " (calls {})", links.join(", "));
        }
        out
    }
}

/// A name alone without its mark.
fn plain(expression: &str) -> &str {
    let expression = expression.trim();
    match expression.strip_prefix('#') {
        Some(name) if !name.contains(|c: char| !(c.is_alphanumeric() || c == '_')) => name,
        _ => expression,
    }
}

fn bounds(qualifiers: &[Qualifier], least: &str, most: &str, unit: &str) -> Option<String> {
    let bound = |name: &str| {
        let found = qualifiers.iter().find(|it| it.name == name)?;
        let text = found.text.trim();
        Some(code(text.strip_suffix(".0").unwrap_or(text)))
    };
    let range = match (bound(least), bound(most)) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => return None,
    };
    Some(format!("{range} {unit}").trim_end().to_owned())
}

/// What an exported form names and the workflow does not have.
fn unknown(field: &Field) -> Parameter {
    Parameter {
        name: field.name.clone(),
        type_name: TypeName::any(),
        description: String::new(),
    }
}
