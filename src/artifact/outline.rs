//! What `inspect` shows of an element: enough to know it, without its content.

use super::{Error, resource};
use crate::archive::Limits;
use crate::codec::xml::Node;
use crate::codec::{action, categories, text, xml};
use crate::model::{Category, Element, Kind};

/// An element in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its folder; an action's module.
    pub category: Category,
    /// Its name; the id when the element does not tell.
    pub name: String,
    /// Its version, if it tells.
    pub version: Option<String>,
    /// First line of its description.
    pub description: String,
    /// What goes in and comes out, such as `(node, reference): string`; empty for what has none.
    pub signature: String,
    /// Names of its input forms' entries.
    pub forms: Vec<String>,
}

/// Reads an element's outline.
///
/// # Errors
/// When a member that is needed cannot be read, or a resource is larger than the limits allow.
pub fn outline(element: &Element, limits: &Limits) -> Result<Outline, Error> {
    let entry = |member: &str| format!("elements/{}/{member}", element.id);
    let category = match element.member("categories") {
        Some(bytes) => categories::read(bytes).map_err(Error::entry(entry("categories")))?,
        None => Category::default(),
    };
    let mut outline = Outline {
        kind: element.kind.clone(),
        id: element.id.to_string(),
        category,
        name: element.id.to_string(),
        version: None,
        description: String::new(),
        signature: String::new(),
        forms: element
            .members
            .iter()
            .filter(|member| member.name.starts_with("input_form_"))
            .map(|member| member.name.clone())
            .collect(),
    };
    if let Some(data) = element.member("data") {
        fill(&mut outline, data, limits).map_err(|error| match error {
            Fault::Codec(cause) => Error::entry(entry("data"))(cause),
            Fault::Resource(cause) => Error::Content {
                entry: entry("data"),
                problem: cause.to_string(),
            },
        })?;
    }
    Ok(outline)
}

enum Fault {
    Codec(xml::Error),
    Resource(Box<Error>),
}

impl From<xml::Error> for Fault {
    fn from(error: xml::Error) -> Self {
        Self::Codec(error)
    }
}

fn fill(outline: &mut Outline, data: &[u8], limits: &Limits) -> Result<(), Fault> {
    match outline.kind {
        Kind::Action => {
            let action = action::read(data, outline.category.clone())?;
            let names: Vec<&str> = action
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str())
                .collect();
            outline.signature = format!("({}): {}", names.join(", "), action.result);
            outline.version = Some(action.version.to_string());
            outline.description = first_line(&action.description);
            outline.name = action.name;
        }
        Kind::Workflow => {
            let root = parse(data)?.expect_root("workflow")?;
            describe(outline, &root, root.text_of("display-name"));
            let names = |list: &str| -> Vec<String> {
                root.child(list)
                    .into_iter()
                    .flat_map(|list| list.all("param"))
                    .filter_map(|parameter| parameter.attribute("name").map(str::to_owned))
                    .collect()
            };
            let inputs = names("input").join(", ");
            let outputs = names("output").join(", ");
            outline.signature = if outputs.is_empty() {
                format!("({inputs})")
            } else {
                format!("({inputs}): {outputs}")
            };
        }
        Kind::Configuration => {
            let root = parse(data)?.expect_root("config-element")?;
            describe(outline, &root, root.text_of("display-name"));
        }
        Kind::Policy => {
            let root = parse(data)?.expect_root("dunes-policy")?;
            describe(outline, &root, root.attribute("name").unwrap_or_default());
        }
        Kind::Resource => {
            let resource = resource::unpack(data, outline.category.clone(), limits)
                .map_err(|error| Fault::Resource(Box::new(error)))?;
            outline.version = resource.version.map(|version| version.to_string());
            outline.description = first_line(&resource.description.unwrap_or_default());
            outline.name = resource.name;
        }
        Kind::Environment | Kind::Other(_) | Kind::Unknown => {}
    }
    Ok(())
}

fn parse(data: &[u8]) -> Result<Node, xml::Error> {
    xml::parse(&text::decode(data)?)
}

fn describe(outline: &mut Outline, root: &Node, name: &str) {
    if !name.is_empty() {
        name.clone_into(&mut outline.name);
    }
    outline.version = root.attribute("version").map(str::to_owned);
    outline.description = first_line(root.text_of("description"));
}

fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().to_owned()
}
