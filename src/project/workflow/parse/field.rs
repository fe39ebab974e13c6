//! One field of a form.

use super::super::syntax::{Bounds, Choice, Choices, Field, Initial, Shown, Word};
use super::Parser;
use crate::diagnostic::Sourced;
use crate::project::document::{Fields, Node, Value};

impl Parser<'_> {
    /// An input, or with `asked` a field of `ask`.
    pub(super) fn field(&mut self, name: &Word, node: &Node, asked: bool) -> Option<Field> {
        if let Value::Text(text) = &node.value {
            let text = Sourced::new(text.clone(), node.span.clone());
            let type_name = self.type_name(&text);
            return Some(Field::plain(name.clone(), type_name));
        }
        let mut fields = self.open("a field", node)?;
        let type_text = fields.text("type");
        let text = |value: Option<Word>| value.map(|word| word.value);
        let flag = |value: Option<Sourced<bool>>| value.is_some_and(|word| word.value);
        let field = Field {
            into: if asked { fields.text("into") } else { None },
            label: text(fields.text("label")),
            description: text(fields.text("description")).unwrap_or_default(),
            required: self.required(&mut fields),
            default: self.initial(&mut fields),
            bound_to: fields.text("bound-to"),
            shown: Self::shown(&mut fields),
            choices: self.choices(&mut fields),
            elements: fields.text("elements"),
            select_as: self.select_as(&mut fields),
            length: self.bounds(fields.node("length"), true),
            range: self.bounds(fields.node("range"), false),
            number_format: text(fields.text("number-format")),
            pattern: text(fields.text("pattern")),
            host: flag(fields.boolean("host")),
            check: fields.text("check"),
            multiline: flag(fields.boolean("multiline")),
            context: flag(fields.boolean("context")),
            root: fields.text("root"),
            filter: fields.text("filter"),
            distinct: flag(fields.boolean("distinct")),
            autostart: flag(fields.boolean("autostart")),
            ..Field::plain(name.clone(), None)
        };
        fields.require(&["type"]);
        fields.finish(self.report);
        let type_name = type_text.and_then(|text| self.type_name(&text));
        Some(Field { type_name, ..field })
    }

    pub(super) fn shown(fields: &mut Fields<'_>) -> Shown {
        Shown {
            when: fields.text("shown-if"),
            unless: fields.text("hidden-if"),
        }
    }

    fn required(&mut self, fields: &mut Fields<'_>) -> Option<Choice> {
        let node = fields.node("required")?;
        match &node.value {
            Value::Boolean(true) => Some(Choice::Always),
            Value::Boolean(false) => None,
            Value::Text(text) => Some(Choice::When(Sourced::new(text.clone(), node.span.clone()))),
            _ => {
                node.wrong(
                    "`true`, `false` or an expression",
                    None,
                    self.file,
                    self.report,
                );
                None
            }
        }
    }

    /// A value, or `{ from: expression }`.
    fn initial(&mut self, fields: &mut Fields<'_>) -> Option<Initial> {
        let node = fields.node("default")?;
        let is_expression = matches!(&node.value, Value::Map(entries) if entries.iter().any(|(key, _)| key.value == "from"));
        if !is_expression {
            return Some(Initial::Value(node.clone()));
        }
        let mut inner = self.open("a default", node)?;
        let from = inner.text("from");
        inner.finish(self.report);
        from.map(Initial::From)
    }

    fn choices(&mut self, fields: &mut Fields<'_>) -> Option<Choices> {
        let node = fields.node("choices")?;
        match &node.value {
            Value::List(_) => Some(Choices::Values(node.clone())),
            Value::Text(text) => Some(Choices::From(Sourced::new(text.clone(), node.span.clone()))),
            _ => {
                node.wrong(
                    "a list of values or an expression",
                    None,
                    self.file,
                    self.report,
                );
                None
            }
        }
    }

    fn select_as(&mut self, fields: &mut Fields<'_>) -> Option<String> {
        let word = fields.text("select-as")?;
        let words = [("drop-down", ()), ("list", ()), ("tree", ())];
        self.one_of(&word, &words).map(|()| word.value)
    }

    /// `3..256`; lengths are whole and not negative.
    fn bounds(&mut self, node: Option<&Node>, lengths: bool) -> Bounds {
        let Some(node) = node else {
            return Bounds::default();
        };
        let parsed = match &node.value {
            Value::Text(text) => parse_bounds(text),
            _ => None,
        };
        let Some(bounds) = parsed else {
            let help = "write `3..256`, `3..` or `..256`".to_owned();
            node.wrong("bounds", Some(help), self.file, self.report);
            return Bounds::default();
        };
        let sides = [bounds.least, bounds.most].into_iter().flatten();
        if lengths
            && sides
                .into_iter()
                .any(|side| side < 0.0 || side.fract() != 0.0)
        {
            self.error(
                "illegal-bounds",
                node.span.clone(),
                "a length is a whole number from 0 on",
                "write such as `1..256`",
            );
        } else if let (Some(least), Some(most)) = (bounds.least, bounds.most)
            && least > most
        {
            self.error(
                "illegal-bounds",
                node.span.clone(),
                "nothing lies between these bounds",
                "write the smaller one first",
            );
        }
        bounds
    }
}

fn parse_bounds(text: &str) -> Option<Bounds> {
    let (least, most) = text.split_once("..")?;
    let side = |text: &str| match text.trim() {
        "" => Some(None),
        number => number
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .map(Some),
    };
    let bounds = Bounds {
        least: side(least)?,
        most: side(most)?,
    };
    (bounds != Bounds::default()).then_some(bounds)
}

impl Field {
    /// A field of which only name and type are said.
    fn plain(name: Word, type_name: Option<crate::model::TypeName>) -> Self {
        Self {
            name,
            type_name,
            into: None,
            label: None,
            description: String::new(),
            required: None,
            default: None,
            bound_to: None,
            shown: Shown::default(),
            choices: None,
            elements: None,
            select_as: None,
            length: Bounds::default(),
            range: Bounds::default(),
            number_format: None,
            pattern: None,
            host: false,
            check: None,
            multiline: false,
            context: false,
            root: None,
            filter: None,
            distinct: false,
            autostart: false,
        }
    }
}
