//! What stands behind the `?` of a request.

use super::name::camel;
use super::reader::Reader;
use crate::diagnostic::Sourced;
use crate::model::operation::{DataType, QueryKey, QueryParameter, QueryValue};
use crate::project::document::{Fields, Node, Value};

/// The bounds of a whole number.
type Range = (Option<i64>, Option<i64>);

pub(super) fn read(reader: &mut Reader<'_>, entries: &[(Sourced<String>, Node)]) -> Vec<QueryKey> {
    let keys = entries.iter().filter_map(|(key, node)| {
        Some(QueryKey {
            key: key.value.clone(),
            value: reader.value(key, node)?,
        })
    });
    keys.collect()
}

impl Reader<'_> {
    /// `{ value }`, or a parameter.
    fn value(&mut self, key: &Sourced<String>, node: &Node) -> Option<QueryValue> {
        let mut fields = Fields::open(self.file, "a key of the query", node, self.report)?;
        if fields.has("value") {
            let fixed = fields.node("value").and_then(|node| self.fixed(node));
            fields.finish(self.report);
            return fixed.map(QueryValue::Fixed);
        }
        let parameter = self.query_parameter(key, &mut fields);
        fields.finish(self.report);
        parameter.map(QueryValue::Parameter)
    }

    /// A value that is always sent, as a literal.
    pub(super) fn fixed(&mut self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Boolean(value) => Some(value.to_string()),
            Value::Number(_, text) => Some(text.clone()),
            Value::Text(text) => Some(serde_json::Value::from(text.as_str()).to_string()),
            _ => {
                node.wrong(
                    "a text, a number, `true` or `false`",
                    None,
                    self.file,
                    self.report,
                );
                None
            }
        }
    }

    fn query_parameter(
        &mut self,
        key: &Sourced<String>,
        fields: &mut Fields<'_>,
    ) -> Option<QueryParameter> {
        fields.require(&["type", "description"]);
        let data = fields.text("type");
        let data = data.and_then(|word| self.one_of(&word, &DataType::OF_QUERIES));
        let description = fields.text("description");
        let description = self.words(description);
        let required = fields.boolean("required");
        let required = required.is_some_and(|required| required.value);
        let since = fields.text("since");
        let since = self.version(since);
        let name = fields.text("name");
        let name = name.unwrap_or_else(|| key.clone().map(|key| camel(&key)));
        self.parameter(&name, &name.span);
        let choices = fields.texts("choices").unwrap_or_default();
        let range = fields.node("range").map(|node| self.range(node));
        let default = fields.node("default");
        let parameter = QueryParameter {
            name: name.value,
            description,
            data: data?,
            required,
            default: default.and_then(|node| self.default(node, data?, &choices)),
            since,
            choices: choices.into_iter().map(|choice| choice.value).collect(),
            range: range.unwrap_or_default(),
        };
        self.check_keys(&parameter, fields);
        Some(parameter)
    }

    /// Keys that say nothing for a parameter's type.
    fn check_keys(&mut self, parameter: &QueryParameter, fields: &Fields<'_>) {
        let data = parameter.data;
        let is_one = matches!(
            data,
            DataType::String | DataType::Integer | DataType::Boolean
        );
        for (key, goes, word) in [
            ("choices", data == DataType::String, "`string`"),
            ("range", data == DataType::Integer, "`integer`"),
            ("default", is_one, "`string`, `integer` and `boolean`"),
            (
                "required",
                is_one || !parameter.required,
                "`string`, `integer` and `boolean`",
            ),
        ] {
            if fields.has(key) && !goes {
                let message = format!("`{key}` does not go with the type `{}`", data.word());
                let help = format!("it goes with {word}");
                self.fault("misplaced-key", fields.key_span(key), message, help);
            }
        }
        if parameter.required && fields.has("default") {
            let message = "what must be given needs no default";
            self.fault(
                "misplaced-key",
                fields.key_span("default"),
                message,
                "remove one of the two",
            );
        }
    }

    /// A default as a literal; of another type than the parameter's, it is a finding.
    fn default(
        &mut self,
        node: &Node,
        data: DataType,
        choices: &[Sourced<String>],
    ) -> Option<String> {
        match (data, &node.value) {
            (DataType::Boolean, _) => {
                let value = node.boolean(self.file, self.report)?;
                Some(value.to_string())
            }
            (DataType::Integer, Value::Number(number, text)) if number.fract() == 0.0 => {
                Some(text.clone())
            }
            (DataType::Integer, _) => {
                node.wrong("a whole number", None, self.file, self.report);
                None
            }
            (DataType::String, _) => {
                let text = node.text(self.file, self.report)?;
                let words: Vec<_> = choices.iter().map(|choice| (choice.as_str(), ())).collect();
                if !words.is_empty() {
                    self.one_of(&text, &words)?;
                }
                Some(serde_json::Value::from(text.value).to_string())
            }
            // The type takes no default, which is said elsewhere.
            _ => None,
        }
    }

    /// `1..100`, `1..`, `..100`.
    fn range(&mut self, node: &Node) -> Range {
        let bound = |text: &str| match text.trim() {
            "" => Some(None),
            number => number.parse::<i64>().ok().map(Some),
        };
        let bounds = match &node.value {
            Value::Text(text) => text
                .split_once("..")
                .and_then(|(least, most)| Some((bound(least)?, bound(most)?))),
            _ => None,
        };
        match bounds {
            None | Some((None, None)) => {
                let help = "write `1..100`, `1..` or `..100`".to_owned();
                node.wrong("bounds", Some(help), self.file, self.report);
                (None, None)
            }
            Some((Some(least), Some(most))) if least > most => {
                let message = "nothing lies between these bounds";
                self.fault(
                    "illegal-bounds",
                    node.span.clone(),
                    message,
                    "write the smaller one first",
                );
                (None, None)
            }
            Some(range) => range,
        }
    }
}
