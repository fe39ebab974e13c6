//! What the templates write is what servers write, to the letter.

use coopto::archive::{Archive, Limits};
use coopto::artifact::package::unpack;
use coopto::codec::{self, text};
use coopto::model::{Category, Element, Kind};
use coopto::project::{Tree, assemble, load};
use coopto::template::Templates;

use crate::support::fixtures;

fn rendered(templates: &Templates, element: &Element, data: &[u8]) -> Option<String> {
    let category = Category::default();
    match element.kind {
        Kind::Action => {
            let action = codec::action::read(data, category).expect("an action");
            Some(templates.action(&action).expect("renders"))
        }
        Kind::Configuration => {
            let read = codec::configuration::read(data, category).expect("a configuration");
            Some(templates.configuration(&read).expect("renders"))
        }
        _ => None,
    }
}

/// Null is written by old servers as a value of its own, and by new ones as none.
fn without_nulls(text: &str) -> String {
    text.replace(
        "\n      <value encoded=\"n\"><![CDATA[__NULL__]]></value>",
        "",
    )
}

#[test]
fn actions_and_configurations_of_real_packages_come_out_as_they_went_in() {
    let templates = Templates::built_in().expect("sound");
    for path in fixtures() {
        let bytes = fs_err::read(&path).expect("readable");
        let archive = Archive::read(&bytes, &Limits::default()).expect("a sound archive");
        for element in unpack(&archive).expect("a package").elements {
            let data = element.member("data").expect("there").clone();
            if let Some(text) = rendered(&templates, &element, &data) {
                let original = text::decode(&data).expect("text");
                assert_eq!(text, without_nulls(&original), "{}", element.id);
            }
        }
    }
}

const MANIFEST: &str = "[project]\nname = \"real\"\nversion = \"1.0.0\"\nmodule = \"org.real\"\n\
    package = \"org.real\"\ncategory = \"Library/Real\"\n";

#[test]
fn exported_workflows_and_forms_of_real_packages_stay_as_they_are() {
    for path in fixtures() {
        let bytes = fs_err::read(&path).expect("readable");
        let archive = Archive::read(&bytes, &Limits::default()).expect("a sound archive");
        let mut tree = Tree::from_files([("coopto.toml", MANIFEST)]);
        let mut originals = Vec::new();
        for element in unpack(&archive).expect("a package").elements {
            if element.kind != Kind::Workflow {
                continue;
            }
            let file = format!("workflows/{}", element.id);
            for member in &element.members {
                match member.name.strip_prefix("input_form_") {
                    Some("") => tree.insert(format!("{file}.form.json"), &*member.content),
                    Some(item) => tree.insert(format!("{file}.{item}.form.json"), &*member.content),
                    None if member.name == "data" => {
                        tree.insert(format!("{file}.xml"), &*member.content);
                    }
                    None => continue,
                }
                originals.push((element.id.clone(), member.clone()));
            }
        }
        let mut report = coopto::diagnostic::Report::new();
        let project = load(&tree, None, &mut report);
        let project = project.unwrap_or_else(|| panic!("{}: {report:#?}", path.display()));
        let package = assemble::package(&project).expect("assembles");
        for (id, original) in originals {
            let element = package.elements.iter().find(|element| element.id == id);
            let content = element.expect("there").member(&original.name);
            assert_eq!(content, Some(&original.content), "{id}/{}", original.name);
        }
    }
}
