//! Names that file systems refuse come out legal, and come back.

use super::*;

/// Names that some system does not take, or does not tell apart.
const NAMES: &[&str] = &[
    "a/b",
    "what?",
    "nul",
    "NUL",
    "com1.log",
    "aux",
    "trailing.",
    "trailing ",
    " leading",
    ".hidden",
    "..",
    "c:",
    "a\\b",
    "a|b",
    "<a>",
    "\"a\"",
    "100%",
    "%2F",
    "a*",
    "größe",
    "GRÖSSE",
    "GRÖẞE",
    "Größe",
    "Case",
    "case",
    "CASE",
    "x.meta.yaml",
    "x",
    "日本語",
    "a~2",
    "dots...",
];

/// Whether Windows, macOS and Linux all take this as one step of a path.
fn is_legal(step: &str) -> bool {
    let stem = step.split('.').next().unwrap().trim_end().to_lowercase();
    let device = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    !device
        && !step.is_empty()
        && !step.ends_with(['.', ' '])
        && !step.starts_with(['.', ' '])
        && !step.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*'])
        && !step.chars().any(char::is_control)
}

/// Every step is legal, and no two paths are one where capitals do not count, nor is any folder
/// written in two ways.
#[track_caller]
pub(super) fn assert_portable(names: &[String]) {
    let mut written: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        assert!(name.split('/').all(is_legal), "{name}");
        for (end, _) in name.match_indices('/').chain([(name.len(), "")]) {
            let path = &name[..end];
            let first = *written.entry(path.to_lowercase()).or_insert(path);
            assert_eq!(first, path);
        }
    }
}

fn element(number: usize, kind: Kind, category: &Category, data: impl Into<Bytes>) -> Element {
    let member = |name: &str, content: Bytes| Member {
        name: name.to_owned(),
        content,
    };
    Element {
        id: ElementId::new(format!("e-{number}")).unwrap(),
        kind,
        members: vec![
            member("data", data.into()),
            member("categories", categories::write(category).into()),
        ],
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

/// Elements of every kind by each name, in folders of that name and of another.
fn odd_elements() -> Vec<Element> {
    let mut elements = Vec::new();
    for name in NAMES {
        for folder in [name, "Plain"] {
            let number = elements.len();
            let category = Category::from_path("Library").join(folder);
            let resource = Resource {
                id: ElementId::new(format!("e-{number}")).unwrap(),
                name: (*name).to_owned(),
                category: category.clone(),
                version: Some("1.2.0".parse().unwrap()),
                description: None,
                mime_type: "text/plain".to_owned(),
                allowed: Some("vef".to_owned()),
                data: name.as_bytes().into(),
            };
            let data = coopto::artifact::resource::pack(&resource).unwrap();
            elements.push(element(number, Kind::Resource, &category, data));
            let xml = |root: &str, id: usize| {
                format!(
                    "<{root} id=\"e-{id}\" version=\"1.2.0\"><display-name><![CDATA[{name}]]></display-name></{root}>"
                )
            };
            for (kind, root) in [
                (Kind::Configuration, "config-element"),
                (Kind::Workflow, "workflow"),
            ] {
                let number = elements.len();
                let data = text::utf16be(&xml(root, number));
                elements.push(element(number, kind, &category, data));
            }
            let number = elements.len();
            let action = format!(
                "<dunes-script-module name=\"{}\" id=\"e-{number}\" version=\"1.2.0\"/>",
                escaped(name)
            );
            let module = Category::module(format!("com.{}", folder.replace('.', "-")));
            let data = text::utf16be(&action);
            elements.push(element(number, Kind::Action, &module, data));
        }
    }
    elements
}

fn stored(elements: Vec<Element>) -> Vec<u8> {
    packed_elements(elements).write(Shape::Server).unwrap()
}

#[test]
fn every_name_comes_out_legal_and_comes_back() {
    let elements = odd_elements();
    let project = Project::nothing().file("odd.package", stored(elements.clone()));
    project
        .run(&["extract", "odd.package", "-o", "out"])
        .assert_ok();
    let names = project.names("out");
    assert_portable(&names);
    let mut back: Vec<String> = names
        .iter()
        .filter(|name| !name.starts_with("certificates/"))
        .filter(|name| {
            !name.ends_with(".meta.yaml") || !names.contains(&name.replace(".meta.yaml", ""))
        })
        .map(|name| {
            let (root, path) = name.split_once('/').unwrap();
            let bare = match root {
                "resources" => path,
                _ => path.rsplit_once('.').unwrap().0,
            };
            let steps: Vec<String> = bare.split('/').map(|step| decode(step).unwrap()).collect();
            format!("{root} {steps:?}")
        })
        .collect();
    let mut expected: Vec<String> = elements
        .iter()
        .map(|element| {
            let outline = coopto::artifact::outline::outline(element, &Limits::default()).unwrap();
            let (root, mut steps) = match element.kind {
                Kind::Action => {
                    let module = outline.category.steps()[0].split('.').map(str::to_owned);
                    ("actions", module.collect::<Vec<_>>())
                }
                Kind::Workflow => ("workflows", outline.category.steps().to_vec()),
                Kind::Configuration => ("configurations", outline.category.steps().to_vec()),
                _ => ("resources", outline.category.steps().to_vec()),
            };
            steps.push(outline.name);
            format!("{root} {steps:?}")
        })
        .collect();
    back.sort();
    expected.sort();
    assert_eq!(back.len(), expected.len());
    assert_eq!(back, expected);
}

#[test]
fn configurations_and_resources_of_every_name_build_again() {
    let elements: Vec<Element> = odd_elements()
        .into_iter()
        .filter(|element| matches!(element.kind, Kind::Configuration | Kind::Resource))
        .collect();
    let project = Project::nothing().file("odd.package", stored(elements.clone()));
    project
        .run(&["extract", "odd.package", "-o", "out"])
        .assert_ok();
    let roots = [
        ("configurations/Library/", "configurations/"),
        ("resources/Library/", "resources/"),
    ];
    let manifest = MANIFEST.replace("Library/Mail", "Library");
    let manifest = &manifest[..manifest.find("[plugin]").unwrap()];
    let again = as_project(&project.files("out"), &roots).file("coopto.toml", manifest);
    again.run(&["build", "--package"]).assert_ok();
    let unpacked = package::unpack(&again.archive(PACKAGE)).unwrap();
    let outlines = |elements: &[Element]| -> BTreeSet<String> {
        elements
            .iter()
            .map(|element| {
                let outline =
                    coopto::artifact::outline::outline(element, &Limits::default()).unwrap();
                let (kind, id) = (&outline.kind, &outline.id);
                format!("{kind} {id} {:?} {:?}", outline.category, outline.name)
            })
            .collect()
    };
    assert_eq!(outlines(&unpacked.elements), outlines(&elements));
    for element in elements
        .iter()
        .filter(|element| element.kind == Kind::Resource)
    {
        let mut all = unpacked.elements.iter();
        let back = all.find(|back| back.id == element.id).unwrap();
        for member in ["data", "categories"] {
            assert!(
                back.member(member) == element.member(member),
                "{member} of {}",
                element.id
            );
        }
    }
}

/// A subject may hold what no file name on Windows can.
#[test]
fn certificates_come_out_legal_and_come_back() {
    let subject = Subject::common_name("what? \"x\": a*b, c|d <e>").unwrap();
    let identity = Identity::generate(&subject, KeySize::Rsa2048, 3650, NOW).unwrap();
    let package = Package {
        name: "com.acme".to_owned(),
        id: "0".repeat(32),
        ..Package::default()
    };
    let archive = packed(&package, &identity, Target::Eight);
    let entry = format!("certificates/{}.cer", identity.certificate().name());
    assert!(archive.get(&entry).is_some(), "{entry}");
    let project = Project::nothing().file("odd.package", archive.write(Shape::Server).unwrap());
    project
        .run(&["extract", "odd.package", "-o", "out"])
        .assert_ok();
    let names = project.names("out");
    assert_portable(&names);
    let file = names[0].strip_prefix("certificates/").unwrap();
    assert_eq!(decode(file).unwrap(), entry["certificates/".len()..]);
}
