//! The language against a small project: what it becomes, and what is said about its faults.

use std::path::{Path, PathBuf};

use super::*;
use crate::codec::workflow as codec;
use crate::diagnostic::{Level, Sourced};
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
            keys: vec![(
                "timeout".to_owned(),
                self.types.resolve("number").expect("known"),
            )],
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

/// A workflow around some steps, with variables of several types.
fn with_steps(steps: &str) -> String {
    let steps = steps.replace('\n', "\n  ");
    format!(
        "inputs: {{ node: Node, reference: string, count: number, names: \"string[]\" }}\n\
         attributes: {{ image: Image, text: string, done: boolean, fixed: {{ type: string, value: a, read-only: true }} }}\n\
         steps:\n  {steps}\n"
    )
}

/// Faults of some steps, besides that nothing uses the attributes.
fn faults_of(steps: &str) -> Vec<(&'static str, String)> {
    let mut found = faults(&with_steps(steps));
    found.retain(|(code, _)| *code != "unused-attribute");
    found
}

#[test]
fn calls_are_checked_against_what_they_call() {
    for (steps, code, place) in [
        (
            "- action: images.pul\n  with: {}",
            "unknown-action",
            "images.pul",
        ),
        (
            "- action: images.pull\n  with: { node: node }\n  result: image",
            "missing-argument",
            "action",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference, tag: text }\n  result: image",
            "unknown-parameter",
            "tag",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: count }\n  result: image",
            "type-mismatch",
            "count",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: refernce }\n  result: image",
            "unknown-variable",
            "refernce",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: 5 }\n  result: image",
            "wrong-type",
            "5",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference }\n  result: text",
            "type-mismatch",
            "text",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference }\n  result: imge",
            "unknown-variable",
            "imge",
        ),
        (
            "- action: nodes.refresh\n  with: { node: node }\n  result: text",
            "no-result",
            "text",
        ),
        ("- action: /mail\n", "illegal-action", "/mail"),
        (
            "- workflow: Images/Pul\n  with: {}",
            "unknown-workflow",
            "Images/Pul",
        ),
        (
            "- workflow: Images/Pull\n  with: { node: node, reference: reference }\n  outputs: { img: image }",
            "unknown-parameter",
            "img",
        ),
        (
            "- workflow: Images/Pull\n  mode: later\n  with: { node: node, reference: reference }",
            "unknown-word",
            "later",
        ),
        (
            "- workflow: Images/Pull\n  mode: schedule\n  with: { node: node, reference: reference }",
            "missing-key",
            "w",
        ),
        (
            "- foreach: Images/Pull\n  over: { reference: text }\n  with: { node: node }",
            "type-mismatch",
            "text",
        ),
        (
            "- foreach: Images/Pull\n  over: { reference: names }\n  with: {}",
            "missing-argument",
            "foreach",
        ),
        (
            "- decide: images.defaultTag\n  then: []",
            "type-mismatch",
            "images.defaultTag",
        ),
        (
            "- decide: { workflow: Images/Pull }\n  with: { node: node, reference: reference }\n  then: []",
            "type-mismatch",
            "decide",
        ),
        ("- together: []", "no-calls", "together"),
    ] {
        let found = faults_of(steps);
        assert!(
            found.contains(&(code, place.to_owned())),
            "{steps}\n{found:?}"
        );
    }
}

#[test]
fn steps_are_checked_one_by_one() {
    for (steps, code, place) in [
        ("- acton: images.pull", "unknown-key", "acton"),
        ("- title: Nothing", "missing-key", "t"),
        ("- script: A\n  action: b\n  code: x", "two-steps", "action"),
        ("- script: A\n  cod: x", "unknown-key", "cod"),
        (
            "- script: A\n  in: [txt]\n  code: System.log(txt);",
            "unknown-variable",
            "txt",
        ),
        (
            "- script: A\n  code: System.log(text);",
            "unbound-name",
            "script",
        ),
        (
            "- script: A\n  out: [text]\n  code: System.log(1);",
            "unset-binding",
            "text",
        ),
        (
            "- script: A\n  out: [fixed]\n  code: fixed = 1;",
            "read-only",
            "fixed",
        ),
        (
            "- script: A\n  in: [text, text]\n  code: System.log(text);",
            "duplicate-name",
            "text",
        ),
        ("- if: txet == 1\n  then: []", "unknown-variable", "txet"),
        (
            "- if: done\n  on-error: []\n  then: []",
            "no-error-path",
            "on-error",
        ),
        (
            "- switch: text\n  cases: [ { equals: 1, steps: [] } ]",
            "wrong-type",
            "1",
        ),
        (
            "- switch: node\n  cases: [ { equals: a, steps: [] } ]",
            "type-mismatch",
            "node",
        ),
        (
            "- switch: text\n  cases: [ { equals: a, if: done, steps: [] } ]",
            "two-tests",
            "if",
        ),
        ("- while: done\n  steps: []", "empty-loop", "while"),
        ("- wait: text", "type-mismatch", "text"),
        ("- throw: nothing", "unknown-variable", "nothing"),
        ("- throw: count", "type-mismatch", "count"),
        ("- goto: nowhere", "unknown-step", "nowhere"),
        ("- goto: x\n  name: x", "useless-name", "x"),
        (
            "- script: A\n  code: a()\n  on-error: { into: count, steps: [] }",
            "type-mismatch",
            "count",
        ),
        (
            "- script: A\n  code: a()\n  on-error: { goto: nowhere }",
            "unknown-step",
            "nowhere",
        ),
        (
            "- ask: Who?\n  fields: { who: string }",
            "unknown-variable",
            "who",
        ),
        (
            "- ask: Who?\n  users: names\n  fields: { text: string }",
            "type-mismatch",
            "names",
        ),
        (
            "- { script: A, name: x, code: a() }\n- { script: B, name: x, code: a() }",
            "duplicate-name",
            "x",
        ),
    ] {
        let found = faults_of(steps);
        assert!(
            found.contains(&(code, place.to_owned())),
            "{steps}\n{found:?}"
        );
    }
}

#[test]
fn what_is_never_reached_is_said_once() {
    let found = faults_of(
        "- end\n- action: nodes.refresh\n  with: { node: node }\n- script: B\n  code: a()",
    );
    assert_eq!(found, [("unreachable-step", "action".to_owned())]);
    let jumped =
        "- goto: b\n- throw: text\n  name: a\n- script: B\n  name: b\n  code: f()\n- goto: a";
    assert_eq!(faults_of(jumped), []);
}

#[test]
fn a_loop_needs_a_way_out() {
    let found = faults_of("- script: A\n  name: a\n  code: f()\n- goto: a");
    assert_eq!(found, [("endless-loop", "script".to_owned())]);
    let handled = "- script: A\n  name: a\n  code: f()\n  on-error: [ end ]\n- goto: a";
    assert_eq!(faults_of(handled), []);
}

#[test]
fn code_is_underlined_inside_its_block() {
    let text = with_steps("- script: A\n  in: [text]\n  code: |\n    // größe\n    let x = text;");
    let (_, report) = lower("Test", &text, Target::Eight);
    let fault = report
        .diagnostics()
        .iter()
        .find(|d| d.level == Level::Error)
        .expect("`let` is not understood");
    assert!(
        text[fault.span.clone().expect("a place")].starts_with("let"),
        "{fault:?}"
    );
}

/// Each of these texts has this fault at this place, whatever else is wrong with it.
#[track_caller]
fn assert_found(cases: &[(&str, &'static str, &str)]) {
    for (text, code, place) in cases {
        let found = faults(text);
        assert!(
            found.contains(&(code, (*place).to_owned())),
            "{text}\n{found:?}"
        );
    }
}

#[test]
fn the_top_level_is_checked() {
    assert_found(&[
        ("steps: []\nicn: a", "unknown-key", "icn"),
        ("description: a", "missing-key", "d"),
        (
            "icon: Icons/imag.png\nsteps: []",
            "unknown-icon",
            "Icons/imag.png",
        ),
        ("inputs: { a: strng }\nsteps: []", "unknown-type", "strng"),
        ("inputs: { 1a: string }\nsteps: []", "illegal-name", "1a"),
        ("inputs: { for: string }\nsteps: []", "illegal-name", "for"),
        (
            "inputs: { a: string }\noutputs: { a: string }\nsteps: []",
            "duplicate-name",
            "a",
        ),
        ("outputs: { a: string }\nsteps: []", "unset-output", "a"),
        (
            "attributes: { a: string }\nsteps: []",
            "unused-attribute",
            "a",
        ),
        (
            "attributes: { a: { type: number, value: x } }\nsteps: []",
            "wrong-type",
            "x",
        ),
        (
            "attributes: { a: { type: SecureString, value: x } }\nsteps: []",
            "secret",
            "x",
        ),
        (
            "attributes: { a: { type: string, from: Shared/Settings.timeout } }\nsteps: []",
            "type-mismatch",
            "Shared/Settings.timeout",
        ),
        (
            "attributes: { a: { type: number, from: Shared/Settings.timout } }\nsteps: []",
            "unknown-setting",
            "Shared/Settings.timout",
        ),
        (
            "attributes: { a: { type: number, from: Settings.timeout } }\nsteps: []",
            "unknown-configuration",
            "Settings.timeout",
        ),
        (
            "attributes: { a: { type: number, value: 1, from: Shared/Settings.timeout } }\nsteps: []",
            "two-values",
            "Shared/Settings.timeout",
        ),
        ("on-resume: maybe\nsteps: []", "unknown-word", "maybe"),
        ("version: \"1.0\"\nsteps: []", "illegal-version", "\"1.0\""),
        ("id: a/b\nsteps: []", "illegal-id", "a/b"),
        (
            "notes: [ { text: a, x: 1, y: 1, width: 1, height: 1, color: red } ]\nsteps: []",
            "illegal-color",
            "red",
        ),
    ]);
}

#[test]
fn inputs_and_forms_are_checked() {
    assert_found(&[
        (
            "inputs: { a: string }\nform: { pages: [ { fields: [b] } ] }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: string }\nform: { pages: [ { fields: [a, a] } ] }\nsteps: []",
            "duplicate-field",
            "a",
        ),
        (
            "inputs: { a: { type: string, shown-if: b } }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: { type: string, shown-if: \"#b == 1\" } }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: { type: string, shown-if: a } }\nsteps: []",
            "type-mismatch",
            "a",
        ),
        (
            "inputs: { a: { type: string, choices: images.search(a) } }\nsteps: []",
            "wrong-arguments",
            "images.search(a)",
        ),
        (
            "inputs: { a: { type: string, choices: images.serch() } }\nsteps: []",
            "unknown-action",
            "images.serch",
        ),
        (
            "inputs: { a: { type: string, choices: images.defaultTag() } }\nsteps: []",
            "type-mismatch",
            "images.defaultTag()",
        ),
        (
            "inputs: { a: { type: string, choices: a b } }\nsteps: []",
            "illegal-expression",
            "a b",
        ),
        (
            "inputs: { a: { type: string, length: 5..2 } }\nsteps: []",
            "illegal-bounds",
            "5..2",
        ),
        (
            "inputs: { a: { type: string, length: 5 } }\nsteps: []",
            "wrong-type",
            "5",
        ),
        (
            "inputs: { a: { type: string, range: 1..2 } }\nsteps: []",
            "wrong-constraint",
            "a",
        ),
        (
            "inputs: { a: { type: number, length: 1..2 } }\nsteps: []",
            "wrong-constraint",
            "a",
        ),
        (
            "inputs: { a: { type: boolean, default: yes } }\nsteps: []",
            "wrong-type",
            "yes",
        ),
        ("inputs: { a: { label: A } }\nsteps: []", "missing-key", "{"),
    ]);
}

#[test]
fn words_that_are_nearly_right_are_suggested() {
    let (_, report) = lower(
        "Test",
        &with_steps("- action: images.pul\n  with: {}"),
        Target::Eight,
    );
    let help = report.diagnostics().iter().find_map(|d| d.help.clone());
    assert_eq!(help.as_deref(), Some("did you mean `images.pull`?"));
}

#[test]
fn an_error_path_alone_stores_the_text_in_a_variable_of_its_own() {
    let workflow = good("steps:\n  - script: A\n    code: f()\n    on-error: [ end ]");
    let item = workflow.item("item1").expect("the step");
    assert_eq!(item.throw_bind.as_deref(), Some("errorCode"));
    assert_eq!(workflow.variable("errorCode"), Some(&TypeName::string()));
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

#[test]
fn a_variable_of_an_error_path_may_be_used_before_it_is_written() {
    let workflow = good(
        "steps:\n  - if: problem != null\n    name: again\n    then: [ end ]\n  - script: A\n    code: f()\n    \
         on-error: { into: problem, goto: again }",
    );
    assert_eq!(workflow.variable("problem"), Some(&TypeName::string()));
}
