//! `elements/<id>/<member>`: elements that have no other form as sources (policy templates, actions in
//! other languages), as `extract` lays them down, carried along unchanged.

use std::collections::BTreeMap;

use super::file_name;
use super::identifier::Unique;
use super::sources;
use super::tree::Tree;
use crate::archive::Limits;
use crate::artifact::outline;
use crate::codec::{action, properties};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Action, Element, ElementId, Kind, Member};

const FOLDER: &str = "elements";

/// Reads all of them, by id.
pub(super) fn read(tree: &Tree, unique: &mut Unique, report: &mut Report) -> Vec<Element> {
    let mut folders: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for source in sources::of(tree, FOLDER) {
        let member = source.below.split_once('/').and_then(|(folder, member)| {
            let name = file_name::decode(member).ok()?;
            (!member.contains('/')).then_some((folder, name))
        });
        let Some((folder, name)) = member else {
            let help = "members of an element lie in the folder of its id";
            sources::left_out(&source.file, report, help);
            continue;
        };
        folders.entry(folder).or_default().push(Member {
            name,
            content: source.content.clone(),
        });
    }
    folders
        .into_iter()
        .filter_map(|(folder, members)| {
            let place = format!("{FOLDER}/{folder}");
            element(folder, members)
                .and_then(|element| {
                    note(&place, &element, unique, report)?;
                    Ok(element)
                })
                .map_err(|problem| {
                    let help = "extract it once more, or remove the folder";
                    report.push(Diagnostic::error("carried-element", &place, problem).help(help));
                })
                .ok()
        })
        .collect()
}

/// Those that scripts can call.
pub(super) fn actions(elements: &[Element]) -> Vec<Action> {
    let actions = elements
        .iter()
        .filter(|element| element.kind == Kind::Action);
    actions
        .filter_map(|element| {
            let category = outline::outline(element, &Limits::default()).ok()?.category;
            action::read(element.member("data")?, category).ok()
        })
        .collect()
}

fn element(folder: &str, members: Vec<Member>) -> Result<Element, String> {
    let id = file_name::decode(folder).map_err(str::to_owned)?;
    let id = ElementId::new(id).map_err(|error| format!("the id {error}"))?;
    let info = members.iter().find(|member| member.name == "info");
    let info = info.ok_or("there is no file `info` in it, which says what it is")?;
    let info = properties::read(&info.content).map_err(|error| format!("`info`: {error}"))?;
    let kind = properties::get(&info, "type").ok_or("`info` has no key `type`")?;
    Ok(Element {
        id,
        kind: Kind::from_info(kind),
        // Both name who signed last, and are made anew.
        members: members
            .into_iter()
            .filter(|member| !["info", "content-signature"].contains(&member.name.as_str()))
            .collect(),
    })
}

fn note(
    place: &str,
    element: &Element,
    unique: &mut Unique,
    report: &mut Report,
) -> Result<(), String> {
    for member in ["categories", "data"] {
        if element.member(member).is_none() {
            return Err(format!("there is no file `{member}` in it"));
        }
    }
    let outline =
        outline::outline(element, &Limits::default()).map_err(|error| error.to_string())?;
    let path = format!("{}/{}", outline.category, outline.name);
    unique.note(place, &element.kind, &element.id, &path, report);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::assemble;
    use super::super::load::tests::{found, with};
    use super::super::{Project, load};
    use super::*;

    const ACTION: &str = "<dunes-script-module name='greet' id='a-1' version='1.0.0'>\
        <runtime>python:3.10</runtime><param n='name' t='string'/></dunes-script-module>";
    const MODULE: &str = "<categories><category name='com.example.mail'><name>com.example.mail</name></category></categories>";
    const INFO: &str = "<properties><entry key='id'>a-1</entry>\
        <entry key='type'>ScriptModule</entry><entry key='signature-owner'>CN=X</entry></properties>";

    fn files<'a>(more: &[(&'a str, &'a str)]) -> Tree {
        let whole = [
            ("elements/a-1/categories", MODULE),
            ("elements/a-1/content-signature", "old"),
            ("elements/a-1/data", ACTION),
            ("elements/a-1/info", INFO),
            ("elements/a-1/m%2Ft", "more"),
            ("elements/a-1/tags", "<tags/>"),
        ];
        with(&[&whole, more].concat())
    }

    fn project(tree: &Tree) -> Project {
        let mut report = Report::new();
        load(tree, None, &mut report).unwrap_or_else(|| panic!("{report:?}"))
    }

    #[test]
    fn members_are_packed_as_they_are_and_signed_anew() {
        let package = assemble::package(&project(&files(&[]))).expect("assembles");
        let carried = package.elements.last().expect("the last");
        assert_eq!((carried.id.as_str(), &carried.kind), ("a-1", &Kind::Action));
        let members: Vec<_> = carried
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect();
        assert_eq!(members, ["categories", "data", "m/t", "tags"]);
    }

    #[test]
    fn scripts_may_call_them() {
        let call = "/**\n * Calls.\n *\n * @returns {Any} it\n */\n(function () {\n    \
            return System.getModule(\"com.example.mail\").greet(\"x\");\n});\n";
        project(&files(&[("actions/caller.js", call)]));
    }

    #[test]
    fn faults_name_the_folder() {
        let tree = files(&[
            ("elements/a-2/data", ACTION),
            ("elements/a-3/data", ACTION),
            ("elements/a-3/info", INFO),
            ("elements/loose", ""),
        ]);
        assert_eq!(
            found(&tree),
            [
                "elements/a-2 carried-element: there is no file `info` in it, which says what it is",
                "elements/a-3 carried-element: there is no file `categories` in it",
                "elements/loose unknown-file: this file is not part of anything that is built",
            ]
        );
    }
}
