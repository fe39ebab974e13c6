//! The action that an operation of a catalogue becomes.

mod values;

use values::{
    BodyValues, FieldValues, FixedValues, NeedValues, ParameterValues, PieceValues, QueryValues,
    ReturnsValues, Values,
};

use super::script::literal;
use super::{Error, Templates};
use crate::model::operation::{
    Answer, BodyForm, BodyValue, DataType, Operation, Piece, QueryParameter, QueryValue,
    RequestBody,
};

/// Whole numbers that JavaScript tells apart: 2^53 - 1 on either side of 0.
const MOST: &str = "9007199254740991";

impl Templates {
    /// The text of an action that does this operation, as an author would write it. `module` is the
    /// root of the project's modules.
    ///
    /// # Errors
    /// As [`Templates::render`].
    pub fn operation(&self, operation: &Operation, module: &str) -> Result<String, Error> {
        self.render("operation.js.hbs", &Values::new(operation, module))
    }
}

impl<'a> Values<'a> {
    fn new(operation: &'a Operation, module: &'a str) -> Self {
        let keys = operation.query.iter();
        let query: Vec<_> = keys.map(|key| query_values(&key.key, &key.value)).collect();
        let texts = demanded(operation);
        let body = operation.body.as_ref().map(body);
        Self {
            name: &operation.name,
            module,
            description: operation.description.lines().map(str::trim_end).collect(),
            parameters: parameters(operation),
            returns: returns(operation),
            converts: !texts.is_empty()
                || operation.already
                || query.iter().any(|key| key.how.is_some())
                || body
                    .as_ref()
                    .is_some_and(|body| body.required || body.texts),
            most: in_query(operation).any(is_unbounded).then_some(MOST),
            doing: pieces(&operation.doing, operation, &texts),
            since: operation.since.as_deref(),
            method: &operation.method,
            path: pieces(&operation.path, operation, &texts),
            texts,
            query,
            needs: needs(operation),
            body,
            account: operation
                .account
                .as_ref()
                .map(|account| account.name.as_str()),
            already: operation.already,
            r#as: answer(&operation.returns.form),
            seconds: operation.seconds,
            impossible: operation.impossible.as_deref(),
        }
    }
}

/// The parameters that become part of the query: those that must be given first.
fn in_query(operation: &Operation) -> impl Iterator<Item = &QueryParameter> {
    let given = |wanted: bool| {
        let keys = operation.query.iter();
        keys.filter_map(move |key| match &key.value {
            QueryValue::Parameter(parameter) if parameter.required == wanted => Some(parameter),
            _ => None,
        })
    };
    given(true).chain(given(false))
}

/// The parameters that must be there, as text to begin with.
fn demanded(operation: &Operation) -> Vec<&str> {
    let places = operation.places.iter().map(|place| place.name.as_str());
    let required = in_query(operation).filter(|parameter| parameter.required);
    places
        .chain(required.map(|parameter| parameter.name.as_str()))
        .collect()
}

fn is_unbounded(parameter: &QueryParameter) -> bool {
    let (least, most) = parameter.range;
    parameter.data == DataType::Integer && (least.is_none() || most.is_none())
}

fn parameters(operation: &Operation) -> Vec<ParameterValues<'_>> {
    let places = operation.places.iter().map(|place| ParameterValues {
        name: &place.name,
        r#type: "string",
        description: one_line(&place.description),
    });
    let mut all: Vec<_> = places.collect();
    if let Some(body) = &operation.body {
        let mut description = one_line(&body.description);
        if !body.required {
            description.push_str(" (optional)");
        }
        all.push(ParameterValues {
            name: "body",
            r#type: match body.form {
                BodyForm::Object | BodyForm::List => "Any",
                BodyForm::Texts => "string[]",
                BodyForm::Tar => "string",
            },
            description,
        });
    }
    all.extend(in_query(operation).map(|parameter| ParameterValues {
        name: &parameter.name,
        r#type: type_of(parameter.data),
        description: described(parameter),
    }));
    if let Some(account) = &operation.account
        && let Some(description) = &account.description
    {
        all.push(ParameterValues {
            name: &account.name,
            r#type: "string",
            description: format!("{} (optional)", one_line(description)),
        });
    }
    if operation.already {
        all.push(ParameterValues {
            name: "failIfSo",
            r#type: "boolean",
            description: "whether it is a failure when it is so already (optional)".to_owned(),
        });
    }
    all
}

fn type_of(data: DataType) -> &'static str {
    match data {
        DataType::String => "string",
        DataType::Integer | DataType::Number => "number",
        DataType::Boolean => "boolean",
        DataType::Strings => "string[]",
        DataType::Objects | DataType::Object | DataType::Json | DataType::Any => "Any",
    }
}

/// The description with what else there is to know.
fn described(parameter: &QueryParameter) -> String {
    let mut facts = Vec::new();
    match &parameter.default {
        Some(literal) => facts.push(format!("left out: {literal}")),
        None if parameter.required => {}
        None => facts.push("optional".to_owned()),
    }
    if !parameter.choices.is_empty() {
        facts.push(format!("one of {}", parameter.choices.join(", ")));
    }
    match parameter.range {
        (Some(least), Some(most)) => facts.push(format!("{least} to {most}")),
        (Some(least), None) => facts.push(format!("from {least} on")),
        (None, Some(most)) => facts.push(format!("up to {most}")),
        (None, None) => {}
    }
    if let Some(version) = &parameter.since {
        facts.push(format!("since API {version}"));
    }
    let mut text = one_line(&parameter.description);
    if !facts.is_empty() {
        text = format!("{text} ({})", facts.join("; "));
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn returns(operation: &Operation) -> Option<ReturnsValues> {
    if operation.impossible.is_some() {
        return None;
    }
    let r#type = match operation.returns.form {
        Answer::Nothing => return None,
        Answer::Json | Answer::Log => "Any",
        Answer::Progress | Answer::Lines => "Any[]",
        Answer::Text | Answer::Header(_) => "string",
    };
    Some(ReturnsValues {
        r#type,
        description: one_line(&operation.returns.description),
    })
}

fn answer(form: &Answer) -> String {
    match form {
        Answer::Json => "json".to_owned(),
        Answer::Text => "text".to_owned(),
        Answer::Progress => "progress".to_owned(),
        Answer::Lines => "lines".to_owned(),
        Answer::Log => "log".to_owned(),
        Answer::Header(name) => format!("header {name}"),
        Answer::Nothing => "nothing".to_owned(),
    }
}

fn pieces<'a>(
    pieces: &'a [Piece],
    operation: &Operation,
    demanded: &[&str],
) -> Vec<PieceValues<'a>> {
    let values = |piece: &'a Piece| match piece {
        Piece::Text(text) => PieceValues {
            text: Some(text),
            name: None,
            optional: false,
            how: "",
        },
        Piece::Parameter(name) => PieceValues {
            text: None,
            name: Some(name),
            optional: !demanded.contains(&name.as_str()),
            how: match operation.places.iter().find(|place| place.name == *name) {
                Some(place) if !place.slashes => "segment",
                _ => "path",
            },
        },
    };
    pieces.iter().map(values).collect()
}

fn query_values<'a>(key: &str, value: &'a QueryValue) -> QueryValues<'a> {
    match value {
        QueryValue::Fixed(literal) => QueryValues {
            key: property(key),
            how: None,
            value: literal,
            arguments: Vec::new(),
            default: None,
        },
        QueryValue::Parameter(parameter) => converted(key, parameter),
    }
}

/// A parameter as one of the project's `values` takes it.
fn converted<'a>(key: &str, parameter: &'a QueryParameter) -> QueryValues<'a> {
    let named = literal(&parameter.name);
    let (how, arguments) = match parameter.data {
        DataType::String if !parameter.choices.is_empty() => {
            let choices: Vec<_> = parameter.choices.iter().map(|text| literal(text)).collect();
            let list = format!("[{}]", choices.join(", "));
            (Some("choice"), vec![named, list])
        }
        DataType::String if parameter.required => (None, Vec::new()),
        DataType::String => (Some("text"), vec![named]),
        DataType::Integer => {
            let (least, most) = parameter.range;
            let least = least.map_or_else(|| "-most".to_owned(), |least| least.to_string());
            let most = most.map_or_else(|| "most".to_owned(), |most| most.to_string());
            (Some("integer"), vec![named, least, most])
        }
        DataType::Boolean => (Some("yesOrNo"), vec![named]),
        DataType::Strings => (Some("texts"), Vec::new()),
        DataType::Object | DataType::Json => (Some("json"), vec![named]),
        DataType::Objects | DataType::Number | DataType::Any => (Some("plain"), vec![named]),
    };
    QueryValues {
        key: property(key),
        how,
        value: &parameter.name,
        arguments,
        default: parameter.default.as_deref(),
    }
}

fn needs(operation: &Operation) -> Vec<NeedValues<'_>> {
    let query = operation.query.iter();
    let query = query.filter_map(|key| Some((&key.key, key.since()?)));
    let fields = operation.body.iter().flat_map(|body| &body.fields);
    let fields = fields.filter_map(|field| Some((&field.key, field.since()?)));
    query
        .chain(fields)
        .map(|(key, version)| NeedValues {
            key: property(key),
            version,
        })
        .collect()
}

fn body(body: &RequestBody) -> BodyValues<'_> {
    let (mut fields, mut fixed) = (Vec::new(), Vec::new());
    for field in &body.fields {
        match &field.value {
            BodyValue::Fixed(value) => fixed.push(FixedValues {
                access: match property(&field.key) {
                    key if key == field.key => format!(".{key}"),
                    quoted => format!("[{quoted}]"),
                },
                value,
            }),
            // What is deeper inside is only held against the node's version.
            BodyValue::Given { .. } if field.key.contains('.') => {}
            BodyValue::Given { data, required, .. } => fields.push(FieldValues {
                key: property(&field.key),
                r#type: data.word(),
                required: *required,
            }),
        }
    }
    BodyValues {
        required: body.required,
        list: body.form == BodyForm::List,
        texts: body.form == BodyForm::Texts,
        tar: body.form == BodyForm::Tar,
        fields,
        fixed,
    }
}

/// A key as the name of a property: bare where every engine reads it so.
fn property(key: &str) -> String {
    let mut letters = key.chars();
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '$';
    let bare =
        letters.next().is_some_and(letter) && letters.all(|c| letter(c) || c.is_ascii_digit());
    if bare { key.to_owned() } else { literal(key) }
}
