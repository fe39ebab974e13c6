use rayon::prelude::*;

use super::{Policy, Problem, Verification};
use crate::archive::{Archive, Entry, Limits};
use crate::artifact::package::{ELEMENTS, INFO};
use crate::artifact::resource::DATA;
use crate::codec::{categories, properties, text, xml};
use crate::model::Kind;

/// Checks that what is inside the elements can be read at all: a signature holds over rubbish as
/// well, and no server reads that. What the content means is the server's to judge.
pub(super) fn check(archive: &Archive, policy: &Policy<'_>, verification: &mut Verification) {
    let unreadable = |entry: &Entry, cause: String| Problem::Unreadable {
        entry: entry.name.to_string(),
        cause,
    };
    let found: Vec<Problem> = archive
        .entries()
        .par_iter()
        .filter_map(|entry| Some(unreadable(entry, text_member(archive, entry)?)))
        .collect();
    verification.problems.extend(found);
    // One after the other: which of them goes beyond the limit must not be a matter of luck.
    let resources = archive.entries().iter().filter(|entry| {
        member(entry)
            .is_some_and(|(id, member)| member == "data" && kind(archive, id) == Kind::Resource)
    });
    for entry in resources {
        if let Some(cause) = resource(entry, &policy.limits) {
            verification.problems.push(unreadable(entry, cause));
        }
    }
}

/// An element's id and the member's name.
fn member(entry: &Entry) -> Option<(&str, &str)> {
    entry.name.below(ELEMENTS)?.split_once('/')
}

/// What an element is; an `info` that cannot be read is reported elsewhere.
fn kind(archive: &Archive, id: &str) -> Kind {
    archive
        .get(&format!("{ELEMENTS}{id}/{INFO}"))
        .and_then(|info| properties::read(info).ok())
        .and_then(|info| properties::get(&info, "type").map(Kind::from_info))
        .unwrap_or(Kind::Unknown)
}

/// What is wrong with a member that is text.
fn text_member(archive: &Archive, entry: &Entry) -> Option<String> {
    let (id, member) = member(entry)?;
    match member {
        "categories" => Some(categories::read(&entry.content).err()?.to_string()),
        "data" => match kind(archive, id) {
            Kind::Action | Kind::Workflow | Kind::Configuration | Kind::Policy => {
                let document = text::decode(&entry.content)
                    .map_err(xml::Error::from)
                    .and_then(|text| xml::parse(&text));
                Some(document.err()?.to_string())
            }
            Kind::Resource | Kind::Environment | Kind::Other(_) | Kind::Unknown => None,
        },
        form if form.starts_with("input_form_") => {
            Some(text::decode(&entry.content).err()?.to_string())
        }
        _ => None,
    }
}

/// What is wrong with a resource: a zip inside a zip is held to the same rules.
fn resource(entry: &Entry, limits: &Limits) -> Option<String> {
    match Archive::read(&entry.content, limits) {
        Ok(inside) if inside.get(DATA).is_some() => None,
        Ok(_) => Some(format!("there is no `{DATA}` in it")),
        Err(error) => Some(error.to_string()),
    }
}
