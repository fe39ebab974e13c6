//! The rules of a plug-in's descriptor.
//!
//! Servers do not validate against the schema, so a breach of it is a concern; what they depend on
//! is a problem: resolved placeholders, resources that are there, references that lead somewhere.

use std::collections::{HashMap, HashSet};

use super::schema::breaches;
use super::{Concern, Problem, Verification};
use crate::archive::Archive;
use crate::artifact::plugin::{DESCRIPTOR, RESOURCES, descriptor};
use crate::codec::descriptor::Descriptor;
use crate::codec::xml::Node;

/// Checks the descriptor of a `.dar`.
pub(super) fn check(archive: &Archive, verification: &mut Verification) {
    let descriptor = match descriptor(archive) {
        Ok(descriptor) => descriptor,
        Err(error) => {
            verification.problems.push(Problem::Unreadable {
                entry: DESCRIPTOR.to_owned(),
                cause: error.to_string(),
            });
            return;
        }
    };
    let mut messages = placeholders(&descriptor);
    messages.extend(module(&descriptor));
    messages.extend(resources(&descriptor, archive));
    messages.extend(references(&descriptor));
    verification.problems.extend(
        messages
            .into_iter()
            .map(|message| Problem::Descriptor { message }),
    );
    for (path, node) in descriptor.elements() {
        let path = path.strip_prefix("module/").unwrap_or(&path);
        verification.concerns.extend(
            breaches(path, node)
                .into_iter()
                .map(|message| Concern::Schema { message }),
        );
    }
}

fn placeholders(descriptor: &Descriptor) -> Vec<String> {
    let mut messages = Vec::new();
    for (path, node) in descriptor.elements() {
        for (name, value) in &node.attributes {
            if value.contains("${") {
                messages.push(format!(
                    "`<{path} {name}>` still holds the placeholder `{value}`"
                ));
            }
        }
        if node.text.contains("${") {
            messages.push(format!(
                "`<{path}>` still holds the placeholder `{}`",
                node.text.trim()
            ));
        }
    }
    messages
}

fn module(descriptor: &Descriptor) -> Vec<String> {
    let mut messages = Vec::new();
    let (name, version, build) = (
        descriptor.attribute("name"),
        descriptor.attribute("version"),
        descriptor.attribute("build-number"),
    );
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let identifier = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    // A placeholder is reported as one, once.
    if !identifier && !name.contains("${") {
        messages.push(format!(
            "the module's name `{name}` is not an identifier, and types are named after it"
        ));
    }
    let numbers = version.strip_suffix("-SNAPSHOT").unwrap_or(version);
    if !numbers.split('.').all(digits) && !version.contains("${") {
        messages.push(format!(
            "the version `{version}` is not numbers separated by dots"
        ));
    }
    // The schema allows an empty one, and -9999.
    if !build.is_empty() && build != "-9999" && !digits(build) && !build.contains("${") {
        messages.push(format!("the build number `{build}` is not digits"));
    }
    messages
}

fn resources(descriptor: &Descriptor, archive: &Archive) -> Vec<String> {
    let image = descriptor.attribute("image");
    let actions = descriptor
        .actions()
        .map(|(_, resource)| ("installation/action resource", resource));
    std::iter::once(("module image", image))
        .chain(actions)
        .filter(|(_, path)| !path.contains("${"))
        .filter(|(_, path)| archive.get(&format!("{RESOURCES}{path}")).is_none())
        .map(|(place, path)| {
            format!("`<{place}>` names `{path}`, and there is no `{RESOURCES}{path}`")
        })
        .collect()
}

/// Which attribute of which element names what, as the schema has it.
const REFERENCES: [(&str, &str, &str); 7] = [
    ("finder", "datasource", "datasource"),
    ("singleton", "datasource", "datasource"),
    ("inventory", "type", "finder"),
    ("relation", "type", "finder"),
    ("inventory-tab", "finder-type", "finder"),
    ("finder", "script-object", "object"),
    ("property", "linked-enumeration", "enumeration"),
];

/// The references that the schema has keys for.
fn references(descriptor: &Descriptor) -> Vec<String> {
    let elements = descriptor.elements();
    let mut messages = Vec::new();
    let mut keys = |element: &str, attribute: &str| -> HashSet<String> {
        let mut keys = HashSet::new();
        for (_, node) in elements.iter().filter(|(_, node)| node.name == element) {
            let Some(key) = node.attribute(attribute) else {
                continue;
            };
            if !keys.insert(key.to_owned()) {
                messages.push(format!(
                    "`<{element} {attribute}>` is `{key}` more than once"
                ));
            }
        }
        keys
    };
    let kinds: HashMap<&str, HashSet<String>> = [
        ("datasource", keys("finder-datasource", "name")),
        ("finder", keys("finder", "type")),
        ("object", keys("object", "script-name")),
        ("enumeration", keys("enumeration", "type")),
    ]
    .into();
    for (_, node) in &elements {
        for (element, attribute, kind) in REFERENCES {
            if node.name == element
                && let Some(value) = node.attribute(attribute)
                && !kinds[kind].contains(value)
            {
                messages.push(format!(
                    "`<{element} {attribute}>` names `{value}`, and there is no such {kind}"
                ));
            }
        }
        if node.name == "finder" {
            messages.extend(relations(node));
        }
    }
    messages
}

/// Links to relations stay inside their finder.
fn relations(finder: &Node) -> Vec<String> {
    let named = |list: &'static str, item: &'static str| -> Vec<&str> {
        finder
            .child(list)
            .into_iter()
            .flat_map(|list| list.all(item))
            .filter_map(|node| node.attribute("name"))
            .collect()
    };
    let relations = named("relations", "relation");
    let mut messages = Vec::new();
    for (position, name) in relations.iter().enumerate() {
        if relations[..position].contains(name) {
            messages.push(format!(
                "`<relation name>` is `{name}` more than once in one finder"
            ));
        }
    }
    for name in named("inventory-children", "relation-link") {
        if !relations.contains(&name) {
            messages.push(format!(
                "`<relation-link name>` names `{name}`, and its finder has no such relation"
            ));
        }
    }
    messages
}
