//! What a request sends.

use super::reader::Reader;
use crate::diagnostic::Sourced;
use crate::model::operation::{BodyField, BodyForm, BodyValue, DataType, RequestBody};
use crate::project::document::{Fields, Node, Value};

const FORMS: [(&str, BodyForm); 4] = [
    ("object", BodyForm::Object),
    ("list", BodyForm::List),
    ("texts", BodyForm::Texts),
    ("tar", BodyForm::Tar),
];

pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<RequestBody> {
    let mut fields = Fields::open(reader.file, "a body", node, reader.report)?;
    fields.require(&["description"]);
    let description = fields.text("description");
    let form = match fields.text("as") {
        Some(word) => reader.one_of(&word, &FORMS),
        None => Some(BodyForm::Object),
    };
    let required = fields
        .boolean("required")
        .is_some_and(|required| required.value);
    let known = fields.map("fields").unwrap_or_default();
    if fields.has("fields") && matches!(form, Some(BodyForm::Texts | BodyForm::Tar)) {
        let message = "only objects have fields";
        let help = "remove `fields`, or write `as: object` or `as: list`";
        reader.fault("misplaced-key", fields.key_span("fields"), message, help);
    }
    let known: Vec<_> = known
        .iter()
        .filter_map(|(key, node)| reader.field(key, node))
        .collect();
    let of_one =
        |field: &BodyField| matches!(field.value, BodyValue::Fixed(_)) || field.since().is_some();
    if form == Some(BodyForm::List) && known.iter().any(of_one) {
        let message = "fields of a list's objects have neither `value` nor `since`";
        reader.fault(
            "misplaced-key",
            fields.key_span("fields"),
            message,
            "give them a type alone",
        );
    }
    fields.finish(reader.report);
    Some(RequestBody {
        description: reader.words(description),
        form: form?,
        required,
        fields: known,
    })
}

impl Reader<'_> {
    /// `Key: type`, `Key: { type, required, since }`, or `Key: { value }`.
    fn field(&mut self, key: &Sourced<String>, node: &Node) -> Option<BodyField> {
        let value = if let Value::Text(word) = &node.value {
            let word = Sourced::new(word.clone(), node.span.clone());
            self.given(&word, false, None)?
        } else {
            let mut fields = Fields::open(self.file, "a field of a body", node, self.report)?;
            if fields.has("value") {
                let fixed = fields.node("value").and_then(|node| self.fixed(node));
                fields.finish(self.report);
                BodyValue::Fixed(fixed?)
            } else {
                fields.require(&["type"]);
                let word = fields.text("type");
                let since = fields.text("since");
                let required = fields.boolean("required");
                fields.finish(self.report);
                let since = self.version(since);
                self.given(
                    &word?,
                    required.is_some_and(|required| required.value),
                    since,
                )?
            }
        };
        Some(BodyField {
            key: key.value.clone(),
            value,
        })
    }

    fn given(
        &mut self,
        word: &Sourced<String>,
        required: bool,
        since: Option<String>,
    ) -> Option<BodyValue> {
        Some(BodyValue::Given {
            data: self.one_of(word, &DataType::OF_BODIES)?,
            required,
            since,
        })
    }
}
