//! One row: an operation, with every fault at once.

use std::ops::Range;

use super::reader::Reader;
use super::request::{Known, Request};
use super::{body, query, request};
use crate::diagnostic::{Report, Sourced, closest};
use crate::model::Operation;
use crate::model::operation::{Account, Answer, Place, QueryKey, RequestBody, Returns};
use crate::project::document::{Fields, Node, Value};
use crate::script;

/// How long answers take.
const SECONDS: [(&str, u32); 3] = [("quick", 10), ("normal", 60), ("long", 1800)];

const ANSWERS: [(&str, Answer); 6] = [
    ("json", Answer::Json),
    ("text", Answer::Text),
    ("progress", Answer::Progress),
    ("lines", Answer::Lines),
    ("log", Answer::Log),
    ("nothing", Answer::Nothing),
];

/// Reads one row. None when nothing can be made of it.
pub(super) fn read(
    file: &str,
    name: &Sourced<String>,
    node: &Node,
    report: &mut Report,
) -> Option<Operation> {
    let mut reader = Reader::new(file, report);
    if !script::is_identifier(name) {
        let message = format!(
            "the name `{}` is not an identifier, so no script could call this action",
            name.escape_debug()
        );
        reader.fault("illegal-name", name.span.clone(), message, "rename it");
    }
    let mut fields = Fields::open(file, "an operation", node, reader.report)?;
    fields.require(&["description", "request"]);
    let description = fields.text("description");
    let description_span = fields.key_span("description");
    let has_description = description.is_some();
    let description = reader.words(description);
    if has_description && description.is_empty() {
        reader.fault(
            "illegal-text",
            description_span,
            "the description is empty",
            "say what the operation does",
        );
    }
    let request = fields
        .text("request")
        .and_then(|text| reader.request(&text));
    let since = fields.text("since");
    let since = reader.version(since);
    let doing = fields.text("doing");
    let places = reader.places(&mut fields, request.as_ref());
    let body = fields
        .node("body")
        .and_then(|node| body::read(&mut reader, node));
    if body.is_some() {
        reader.parameter("body", &fields.key_span("body"));
    }
    let query = query::read(&mut reader, fields.map("query").unwrap_or_default());
    let keys = fields.map("query").unwrap_or_default().iter();
    reader.check_versions(keys.map(|(key, _)| key), &query, body.as_ref());
    let account = fields.node("account");
    let account = account.and_then(|node| reader.account(node, &Known::new(&places, &query)));
    let returns = match fields.node("returns") {
        Some(node) => reader.returns(node),
        None => Some(Returns {
            description: String::new(),
            form: Answer::Nothing,
        }),
    };
    let seconds = fields
        .text("timeout")
        .map_or(Some(60), |word| reader.one_of(&word, &SECONDS));
    let already = fields
        .boolean("already")
        .is_some_and(|already| already.value);
    if already {
        reader.parameter("failIfSo", &fields.key_span("already"));
    }
    let impossible = fields
        .text("impossible")
        .map(|text| reader.words(Some(text)));
    let span = fields.span();
    fields.finish(reader.report);

    let doing = match doing {
        Some(text) => reader.doing(&text, &Known::new(&places, &query)),
        None => request::doing(&description),
    };
    let request = request?;
    reader.check_body(&request, body.is_some(), &span);
    Some(Operation {
        name: name.value.clone(),
        description,
        method: request.method,
        path: request.path,
        since,
        doing,
        places,
        query,
        account,
        body,
        returns: returns?,
        seconds: seconds?,
        already,
        impossible,
    })
}

impl Reader<'_> {
    /// The parameters of the path, each with its description, in the order of the path.
    fn places(&mut self, fields: &mut Fields<'_>, request: Option<&Request>) -> Vec<Place> {
        let mut places = Vec::new();
        for (name, node) in fields.map("path").unwrap_or_default() {
            places.push(self.place(name, node));
            self.parameter(name, &name.span);
            let Some(request) = request else { continue };
            if !request.names().any(|placed| placed == name.value) {
                let message = format!(
                    "the path of the request has no `{{{}}}`",
                    name.escape_debug()
                );
                let help = match closest(name, request.names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "put it into the path, or remove it here".to_owned(),
                };
                self.fault("unknown-parameter", name.span.clone(), message, help);
            }
        }
        let Some(request) = request else {
            return places;
        };
        let order = |place: &Place| request.names().position(|name| name == place.name);
        places.sort_by_key(order);
        for name in request.names() {
            if !places.iter().any(|place| place.name == name) {
                let message = format!("`{{{name}}}` is not described");
                let help = format!("add `path: {{ {name}: what it is }}`");
                self.fault("unknown-parameter", request.span.clone(), message, help);
            }
        }
        places
    }

    /// `name: description`, or `name: { description, slashes }`.
    fn place(&mut self, name: &Sourced<String>, node: &Node) -> Place {
        let mut slashes = true;
        let description = if matches!(node.value, Value::Map(_)) {
            Fields::open(self.file, "a parameter of the path", node, self.report).and_then(
                |mut fields| {
                    let description = fields.text("description");
                    slashes = fields
                        .boolean("slashes")
                        .is_none_or(|slashes| slashes.value);
                    fields.require(&["description"]);
                    fields.finish(self.report);
                    description
                },
            )
        } else {
            node.text(self.file, self.report)
        };
        Place {
            name: name.value.clone(),
            description: self.words(description),
            slashes,
        }
    }

    /// A parameter that is there anyway, or `{ parameter, description }` for one of its own.
    fn account(&mut self, node: &Node, known: &Known<'_>) -> Option<Account> {
        if !matches!(node.value, Value::Map(_)) {
            let word = node.text(self.file, self.report)?;
            let name = self.known(&word, known)?;
            return Some(Account {
                name,
                description: None,
            });
        }
        let mut fields = Fields::open(self.file, "an account", node, self.report)?;
        let (name, description) = (fields.text("parameter"), fields.text("description"));
        fields.require(&["parameter", "description"]);
        fields.finish(self.report);
        let name = name?;
        self.parameter(&name, &name.span);
        Some(Account {
            name: name.value,
            description: Some(self.words(description)),
        })
    }

    /// The word alone, or `{ as, description }`.
    fn returns(&mut self, node: &Node) -> Option<Returns> {
        if let Value::Text(word) = &node.value {
            let form = self.answer(&Sourced::new(word.clone(), node.span.clone()))?;
            return Some(Returns {
                description: String::new(),
                form,
            });
        }
        let mut fields = Fields::open(self.file, "what an operation returns", node, self.report)?;
        let (description, form) = (fields.text("description"), fields.text("as"));
        fields.require(&["as"]);
        fields.finish(self.report);
        Some(Returns {
            description: self.words(description),
            form: self.answer(&form?)?,
        })
    }

    fn answer(&mut self, word: &Sourced<String>) -> Option<Answer> {
        let Some(header) = word.strip_prefix("header ") else {
            return self.one_of(word, &ANSWERS);
        };
        let token = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if header.is_empty() || !header.chars().all(token) {
            let message = format!("`{}` is not the name of a header", header.escape_debug());
            self.fault(
                "illegal-name",
                word.span.clone(),
                message,
                "write such as `header X-Name`",
            );
            return None;
        }
        Some(Answer::Header(header.to_owned()))
    }

    /// What needs a version is known by its name alone when a request is made, so a key of the query
    /// and a field of the body cannot share one.
    fn check_versions<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k Sourced<String>>,
        query: &[QueryKey],
        body: Option<&RequestBody>,
    ) {
        let fields = body.map(|body| body.fields.as_slice()).unwrap_or_default();
        for key in keys {
            let parameter = query.iter().find(|known| known.key == **key);
            let field = fields.iter().find(|field| field.key == **key);
            let (Some(parameter), Some(field)) = (parameter, field) else {
                continue;
            };
            if parameter.since().is_some() || field.since().is_some() {
                let message = format!(
                    "`{}` is a key of the query and a field of the body, and one of them has `since`",
                    key.escape_debug()
                );
                self.fault(
                    "duplicate-name",
                    key.span.clone(),
                    message,
                    "remove `since`, and say in the description which version it needs",
                );
            }
        }
    }

    fn check_body(&mut self, request: &Request, has_body: bool, span: &Range<usize>) {
        if has_body && ["GET", "HEAD"].contains(&request.method.as_str()) {
            let message = format!("a {} request has no body", request.method);
            self.fault(
                "illegal-body",
                span.start..span.start + 1,
                message,
                "remove `body`, or change the method",
            );
        }
    }
}
