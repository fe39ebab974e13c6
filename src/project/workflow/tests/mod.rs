//! The language against a small project: what it becomes, and what is said about its faults.

mod head;
mod steps;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::codec::workflow as codec;
use crate::diagnostic::Sourced;
use crate::model::{Category, ElementId, Target, TypeName, schema};
use crate::project::types::Types as ProjectTypes;
use crate::template::Templates;

/// A project with some actions and workflows.
struct Small {
    target: Target,
    types: ProjectTypes,
}

impl Small {
    fn new(target: Target) -> Self {
        let short = ["Node", "Image"].map(|name| {
            let long = TypeName::new(format!("DynamicTypes:Small.{name}")).expect("legal");
            (name.to_owned(), long)
        });
        Self {
            target,
            types: ProjectTypes::new(short.into_iter().collect()),
        }
    }

    fn parameters(&self, list: &[(&str, &str)]) -> Vec<Parameter> {
        list.iter()
            .map(|(name, type_name)| Parameter {
                name: (*name).to_owned(),
                type_name: self.types.resolve(type_name).expect("known"),
                description: String::new(),
            })
            .collect()
    }
}

fn id(text: &str) -> ElementId {
    ElementId::new(text).expect("legal")
}

/// Name, parameters with their types, result.
type Known = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

const ACTIONS: &[Known] = &[
    (
        "images.pull",
        &[("node", "Node"), ("reference", "string")],
        "Image",
    ),
    (
        "images.search",
        &[("term", "string"), ("limit", "number"), ("node", "Node")],
        "string[]",
    ),
    ("images.isPulled", &[("reference", "string")], "boolean"),
    ("images.defaultTag", &[], "string"),
    ("images.valid", &[("reference", "string")], "string"),
    ("nodes.refresh", &[("node", "Node")], "void"),
    ("ping", &[("node", "Node")], "boolean"),
];

impl Types for Small {
    fn type_name(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName> {
        self.types.read(file, text, report)
    }
}

impl Context for Small {
    fn target(&self) -> Target {
        self.target
    }

    fn module(&self) -> &'static str {
        "org.example"
    }

    fn action(&self, module: &str, name: &str) -> Option<Routine> {
        let whole = format!("{module}.{name}");
        let found = ACTIONS
            .iter()
            .find(|(action, ..)| format!("org.example.{action}") == whole);
        found.map(|(_, parameters, result)| Routine {
            parameters: self.parameters(parameters),
            result: self.types.resolve(result).expect("known"),
            description: format!("What {name} does."),
        })
    }

    fn actions(&self) -> Vec<String> {
        ACTIONS
            .iter()
            .map(|(action, ..)| format!("org.example.{action}"))
            .collect()
    }

    fn workflow(&self, path: &str) -> Option<Signature> {
        (path == "Images/Pull").then(|| Signature {
            id: id("11111111-2222-5333-8444-555555555555"),
            name: "Pull".to_owned(),
            inputs: self.parameters(&[("node", "Node"), ("reference", "string")]),
            outputs: self.parameters(&[("image", "Image")]),
        })
    }

    fn workflows(&self) -> Vec<String> {
        vec!["Images/Pull".to_owned()]
    }

    fn configuration(&self, path: &str) -> Option<Settings> {
        (path == "Shared/Settings").then(|| Settings {
            id: id("settings-id"),
            keys: BTreeMap::from([(
                "timeout".to_owned(),
                self.types.resolve("number").expect("known"),
            )]),
        })
    }

    fn configurations(&self) -> Vec<String> {
        vec!["Shared/Settings".to_owned()]
    }

    fn resource(&self, path: &str) -> Option<ElementId> {
        (path == "Icons/image.png").then(|| id("icon-id"))
    }

    fn resources(&self) -> Vec<String> {
        vec!["Icons/image.png".to_owned()]
    }
}

fn place(name: &str) -> Place {
    Place {
        file: format!("workflows/{name}.yaml"),
        path: name.to_owned(),
        name: name.to_owned(),
        category: Category::from_path("Library/Small"),
        id: id("00000000-0000-5000-8000-000000000000"),
        version: "1.2.3".parse().expect("legal"),
    }
}

fn lower(name: &str, text: &str, target: Target) -> (Option<Workflow>, Report) {
    let small = Small::new(target);
    let mut report = Report::new();
    let sketch = Sketch::read(place(name), text, &small, &mut report);
    let lowered = sketch.and_then(|sketch| sketch.lower(&small, &mut report));
    (lowered.map(|lowered| lowered.workflow), report)
}

fn good(text: &str) -> Workflow {
    let (workflow, report) = lower("Test", text, Target::Eight);
    assert_eq!(report.diagnostics(), &[], "{text}");
    workflow.expect("sound")
}

/// The code of each finding, with the text it underlines.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    let (workflow, report) = lower("Test", text, Target::Eight);
    assert_eq!(workflow.is_none(), report.has_errors(), "{report:?}");
    let sorted = report.sorted();
    for diagnostic in &sorted {
        // These say themselves what was expected.
        let said = diagnostic.help.is_some()
            || matches!(diagnostic.code, "wrong-type" | "illegal-version");
        assert!(said, "{diagnostic:?}");
    }
    sorted
        .into_iter()
        .map(|d| (d.code, text[d.span.expect("a place")].to_owned()))
        .collect()
}

/// A workflow around some steps, with variables of several types.
fn with_steps(steps: &str) -> String {
    let steps = steps.replace('\n', "\n  ");
    format!(
        "inputs: {{ node: Node, reference: string, count: number, names: \"string[]\" }}\n\
         attributes: {{ image: Image, text: string, done: boolean, fixed: {{ type: string, value: a, read-only: true }} }}\n\
         steps:\n  {steps}\n"
    )
}

fn goldens() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/workflows");
    let mut files: Vec<PathBuf> = fs_err::read_dir(folder)
        .expect("golden files")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn golden_files() {
    let templates = Templates::built_in().expect("templates");
    for path in goldens() {
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        let text = fs_err::read_to_string(&path).expect("readable");
        let target = if name.ends_with("-7") {
            Target::Seven
        } else {
            Target::Eight
        };
        let (workflow, report) = lower(name, &text, target);
        assert_eq!(report.diagnostics(), &[], "{name}");
        let workflow = workflow.expect(name);
        assert_eq!(schema::check(&workflow), [], "{name}");
        let xml = templates.workflow(&workflow).expect(name);
        assert!(xml.ends_with("</workflow>"), "nothing comes after the root");
        let read = codec::parse(&xml, workflow.category.clone()).expect(name);
        assert_eq!(read, workflow, "{name}");
        let expected = path.with_extension("xml");
        if std::env::var_os("COOPTO_UPDATE_GOLDEN").is_some() {
            fs_err::write(&expected, &xml).expect("written");
        }
        let expected = fs_err::read_to_string(&expected).expect("COOPTO_UPDATE_GOLDEN=1 writes it");
        assert!(
            xml == expected,
            "`{name}` differs; COOPTO_UPDATE_GOLDEN=1 writes it anew\n{xml}"
        );
    }
}

#[test]
fn nothing_that_is_written_makes_it_panic() {
    for text in [
        "",
        "[]",
        "steps",
        "steps: {}",
        "steps: [[]]",
        "steps: [1]",
        "steps: [null]",
        "inputs: []",
        "steps: [ { switch: } ]",
        "steps: [ { ask: , fields: { a: } } ]",
        "steps: [ { if: } ]",
        "steps: [ { foreach: { id: 1 } } ]",
        "steps: [ { together: [1, { workflow: }] } ]",
        "steps: [ { script: , in: { a: { variable: } } } ]",
        "form: { pages: [1, []] }",
        "steps: [ { switch: a, cases: [1, {}, { if: }, { equals: {} }] } ]",
        "notes: [ {} ]",
        "attributes: { a: { from: . , type: string } }\nsteps: []",
        "on-error: 1\nsteps: []",
        "inputs: { \"\": string }\nsteps: [ { throw: \"\" } ]",
        "start-from: [x]\nsteps: []",
    ] {
        let (workflow, report) = lower("Test", text, Target::Eight);
        assert_eq!(workflow.is_none(), report.has_errors(), "{text}");
    }
}
