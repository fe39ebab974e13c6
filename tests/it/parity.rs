//! Whoever used the original plug-in finds its actions and workflows here, by name, place and id.

use std::collections::BTreeSet;

use coopto::codec::{categories, configuration};
use coopto::model::Kind;

use crate::content::{actions, elements, workflows};

const ORIGINAL: &str = include_str!("../parity.tsv");
const TABLE: &str = include_str!("../../docs/parity.md");

/// Kind, module or folder, name and id of an element.
type Place = (String, String, String, String);

fn place(kind: &str, category: &str, root: &str, name: &str, id: &str) -> Place {
    let below = category.strip_prefix(root).unwrap_or(category);
    let below = below.trim_start_matches(['.', '/']);
    (
        kind.to_owned(),
        below.to_owned(),
        name.to_owned(),
        id.to_owned(),
    )
}

fn here() -> BTreeSet<Place> {
    let mut all = BTreeSet::new();
    for it in actions() {
        let category = it.category.to_string();
        all.insert(place(
            "action",
            &category,
            "de.fum.coopto",
            &it.name,
            it.id.as_str(),
        ));
    }
    for it in workflows() {
        let category = it.category.to_string();
        all.insert(place(
            "workflow",
            &category,
            "Library/Coopto",
            &it.name,
            it.id.as_str(),
        ));
    }
    for element in elements() {
        if element.kind == Kind::Configuration {
            let path = categories::read(element.member("categories").unwrap()).unwrap();
            let category = path.to_string();
            let it = configuration::read(element.member("data").unwrap(), path).unwrap();
            all.insert(place(
                "configuration",
                &category,
                "Library/Coopto",
                &it.name,
                it.id.as_str(),
            ));
        }
    }
    all
}

#[test]
fn each_element_of_the_original_has_its_successor() {
    let here = here();
    let mut counts = [0; 3];
    let mut missing = Vec::new();
    for line in ORIGINAL.lines().filter(|line| !line.starts_with('#')) {
        let [kind, folder, name, id] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let kinds = ["action", "workflow", "configuration"];
        counts[kinds.iter().position(|known| *known == kind).unwrap()] += 1;
        let place = (
            kind.to_owned(),
            folder.to_owned(),
            name.to_owned(),
            id.to_owned(),
        );
        if !here.contains(&place) {
            missing.push(line);
        }
        // What became of it stands in the table.
        let written = match kind {
            "action" => format!("action `{folder}.{name}`"),
            "workflow" => format!("workflow `{folder}/{name}`"),
            _ => format!("`{name}`"),
        };
        assert!(
            TABLE.contains(&written),
            "docs/parity.md does not tell of {written}"
        );
    }
    assert_eq!(missing, Vec::<&str>::new());
    assert_eq!(counts, [26, 22, 3]);
}
