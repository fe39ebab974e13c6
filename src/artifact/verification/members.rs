use rayon::prelude::*;

use super::{Policy, Problem, Verification};
use crate::archive::{Archive, Entry};
use crate::artifact::package::{ELEMENTS, INFO};
use crate::artifact::resource::DATA;
use crate::codec::{categories, properties, text, xml};
use crate::model::Kind;

/// Checks that what is inside the elements can be read at all: a signature holds over rubbish as
/// well, and no server reads that. What the content means is the server's to judge.
pub(super) fn check(archive: &Archive, policy: &Policy<'_>, verification: &mut Verification) {
    let found: Vec<Problem> = archive
        .entries()
        .par_iter()
        .filter_map(|entry| {
            let (id, member) = entry.name.below(ELEMENTS)?.split_once('/')?;
            let cause = match member {
                "categories" => categories::read(&entry.content).err()?.to_string(),
                "data" => data(&kind(archive, id), entry, policy)?,
                form if form.starts_with("input_form_") => {
                    text::decode(&entry.content).err()?.to_string()
                }
                _ => return None,
            };
            Some(Problem::Unreadable {
                entry: entry.name.to_string(),
                cause,
            })
        })
        .collect();
    verification.problems.extend(found);
}

/// What an element is; an `info` that cannot be read is reported elsewhere.
fn kind(archive: &Archive, id: &str) -> Kind {
    archive
        .get(&format!("{ELEMENTS}{id}/{INFO}"))
        .and_then(|info| properties::read(info).ok())
        .and_then(|info| properties::get(&info, "type").map(Kind::from_info))
        .unwrap_or(Kind::Unknown)
}

fn data(kind: &Kind, entry: &Entry, policy: &Policy<'_>) -> Option<String> {
    match kind {
        Kind::Action | Kind::Workflow | Kind::Configuration | Kind::Policy => {
            let document = text::decode(&entry.content)
                .map_err(xml::Error::from)
                .and_then(|text| xml::parse(&text));
            Some(document.err()?.to_string())
        }
        // A zip inside a zip is held to the same rules.
        Kind::Resource => match Archive::read(&entry.content, &policy.limits) {
            Ok(inside) if inside.get(DATA).is_some() => None,
            Ok(_) => Some(format!("there is no `{DATA}` in it")),
            Err(error) => Some(error.to_string()),
        },
        Kind::Environment | Kind::Other(_) | Kind::Unknown => None,
    }
}
