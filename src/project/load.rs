//! A tree of sources to a project, with every fault of every file.

use super::actions;
use super::calls::Modules;
use super::carried;
use super::catalogue;
use super::clashes;
use super::configuration;
use super::context::Surroundings;
use super::file_name::META;
use super::identifier::Unique;
use super::manifest::Manifest;
use super::overrides;
use super::place::Place;
use super::plugins;
use super::resource;
use super::sources::{self, Loaded};
use super::tree::Tree;
use super::workflows::{self, WorkflowElement};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Action, Configuration, Element, Kind, Resource, Target};
use crate::template::Templates;

/// A project whose sources are sound.
pub struct Project {
    /// What `coopto.toml` says.
    pub manifest: Manifest,
    /// The servers to build for: the manifest's, or the one that was asked for.
    pub target: Target,
    /// Templates, with those that the project replaces.
    pub templates: Templates,
    /// Configuration elements, by path.
    pub configurations: Vec<Configuration>,
    /// Resource elements, by path.
    pub resources: Vec<Resource>,
    /// Actions, by path.
    pub actions: Vec<Action>,
    /// Workflows, by path.
    pub workflows: Vec<WorkflowElement>,
    /// Elements that are carried along as they are, by id.
    pub carried: Vec<Element>,
}

/// Reads a project. A target replaces the manifest's.
///
/// None when something cannot be built; whatever was found, warnings too, is in the report.
pub fn load(tree: &Tree, target: Option<Target>, report: &mut Report) -> Option<Project> {
    let mut found = tree.report().clone();
    let project = read(tree, target, &mut found);
    let sound = !found.has_errors();
    report.extend(found);
    project.filter(|_| sound)
}

fn read(tree: &Tree, target: Option<Target>, report: &mut Report) -> Option<Project> {
    clashes::check(tree, report);
    let templates = overrides::read(tree, report);
    let manifest = Manifest::read(tree, report)?;
    let target = target.unwrap_or(manifest.target);
    let mut unique = Unique::default();

    let resources = resources(tree, &manifest, &mut unique, report);
    let configurations = configurations(tree, &manifest, target, &mut unique, report);
    let mut calls = Vec::new();
    let mut uses = Vec::new();
    for Loaded { file, element, .. } in &configurations {
        for attribute in &element.attributes {
            uses.extend(plugins::of(&attribute.type_name, file, None));
        }
    }
    let (own, rows) = actions::written(tree, &manifest, report);
    let templates = templates?;
    let rendered = actions::rendered(&rows, &templates, &manifest, report);
    let mut actions = Vec::new();
    for read in actions::all(own, &rendered, &manifest, &mut unique, report) {
        actions.push(read.action);
        calls.extend(read.calls);
        uses.extend(read.uses);
    }
    let around = Surroundings::new(&manifest, target, &actions, &configurations, &resources);
    let workflows = workflows::read(tree, around, &mut unique, report);
    calls.extend(workflows.calls);
    uses.extend(workflows.uses);
    let carried = carried::read(tree, &mut unique, report);
    let callable = carried::actions(&carried);
    let modules = Modules::new(&manifest.module, actions.iter().chain(&callable));
    for call in &calls {
        modules.check(call, report);
    }
    plugins::check(&manifest, &uses, report);
    *report = catalogue::placed(report, &rendered);
    Some(Project {
        manifest,
        target,
        templates,
        configurations: elements(configurations),
        resources: elements(resources),
        actions,
        workflows: workflows.elements,
        carried,
    })
}

fn elements<T>(loaded: Vec<Loaded<T>>) -> Vec<T> {
    loaded.into_iter().map(|loaded| loaded.element).collect()
}

fn resources(
    tree: &Tree,
    manifest: &Manifest,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<Loaded<Resource>> {
    let all = sources::read_all(&sources::of(tree, "resources"), report, |source, report| {
        if let Some(described) = source.file.strip_suffix(META) {
            if tree.get(described).is_none() {
                report.push(
                    Diagnostic::error(
                        "missing-file",
                        &source.file,
                        format!("there is no file `{described}` for this to describe"),
                    )
                    .help("rename or remove it"),
                );
            }
            return None;
        }
        let place = Place::read(&source.file, source.below, report)?;
        let meta_file = format!("{}{META}", source.file);
        let meta_text = tree.read_text(&meta_file, report);
        let meta = meta_text.map(|text| (meta_file.as_str(), text));
        let resource = resource::read(&source.file, &place, source.content, meta, manifest, report);
        Some(Loaded {
            file: source.file.clone(),
            path: place.path,
            element: resource,
        })
    });
    for Loaded { file, element, .. } in &all {
        let path = format!("{}/{}", element.category, element.name);
        unique.note(file, &Kind::Resource, &element.id, &path, report);
    }
    all
}

fn configurations(
    tree: &Tree,
    manifest: &Manifest,
    target: Target,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<Loaded<Configuration>> {
    let all = sources::read_all(
        &sources::of(tree, "configurations"),
        report,
        |source, report| {
            let Some(path) = source.below.strip_suffix(".yaml") else {
                sources::left_out(
                    &source.file,
                    report,
                    "configuration elements are `<Name>.yaml`",
                );
                return None;
            };
            let place = Place::read(&source.file, path, report)?;
            let text = tree.read_text(&source.file, report)?;
            let read = configuration::read(&source.file, &place, text, manifest, target, report)?;
            Some(Loaded {
                file: source.file.clone(),
                path: place.path,
                element: read,
            })
        },
    );
    for Loaded { file, element, .. } in &all {
        let path = format!("{}/{}", element.category, element.name);
        unique.note(file, &Kind::Configuration, &element.id, &path, report);
    }
    all
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::manifest::tests::SMALL;
    use super::*;

    /// A small project that has something of everything, for tests of other modules as well.
    pub(in crate::project) fn files() -> Vec<(String, String)> {
        let manifest = format!(
            "{SMALL}description = \"Mail\"\n[types]\nBox = \"DynamicTypes:Mail.Box\"\n\
             [plugin]\ndisplay-name = \"Mail\"\nicon = \"resources/Icons/mail.png\"\n\
             eula = \"LICENSE\"\n\
             [orchestrator]\nplugins = [\"REST#1.0.3\", \"DynamicTypes#1.0.0\"]\n"
        );
        let send = "/**\n * Send a text.\n *\n * @param {Box} box - where it goes\n \
            * @param {string} text - what it says\n * @returns {boolean} whether it went\n \
            * @throws when the box is full\n * @since 1.1.0\n */\n\
            (function (box, text) {\n    return post(box, text);\n\n    \
            function post(where, what) {\n        return RESTHostManager.getHost(where.id) !== what;\n    }\n});\n";
        let all = "/**\n * Send a text to all.\n *\n * @param {Box[]} boxes - where it goes\n */\n\
            (function (boxes) {\n    for (var i = 0; i < boxes.length; i++) {\n        \
            System.getModule(\"com.example.mail.boxes\").send(boxes[i], \"x\");\n    }\n});\n";
        [
            ("coopto.toml", manifest.as_str()),
            ("LICENSE", "Do as you like."),
            ("actions/boxes/send.js", send),
            ("actions/sendAll.js", all),
            (
                "configurations/Settings.yaml",
                "description: Shared\nattributes:\n  timeout: { type: number, value: 60 }\n  \
                 boxes: { type: \"string[]\", value: [a, b] }\n  secret: SecureString\n",
            ),
            ("resources/Icons/mail.png", "\u{89}PNG"),
            (
                "resources/Icons/mail.png.meta.yaml",
                "description: A letter\nversion: 2.0.0\n",
            ),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
    }

    /// The same with some files replaced or added.
    pub(in crate::project) fn with(changes: &[(&str, &str)]) -> Tree {
        let mut tree = Tree::from_files(files());
        for (path, text) in changes {
            tree.insert(*path, *text);
        }
        tree
    }

    pub(in crate::project) fn found(tree: &Tree) -> Vec<String> {
        let mut report = Report::new();
        let project = load(tree, None, &mut report);
        assert_eq!(project.is_none(), report.has_errors());
        report
            .sorted()
            .iter()
            .map(|d| format!("{} {}: {}", d.file, d.code, d.message))
            .collect()
    }

    fn help(tree: &Tree) -> String {
        let mut report = Report::new();
        load(tree, None, &mut report);
        report
            .sorted()
            .iter()
            .filter_map(|d| d.help.clone())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn sound() -> Project {
        let mut report = Report::new();
        let project = load(&with(&[]), None, &mut report);
        assert_eq!(report, Report::new());
        project.expect("sound")
    }

    #[test]
    fn an_action_has_all_that_its_file_says() {
        let project = sound();
        let send = &project.actions[0];
        assert_eq!(send.name, "send");
        assert_eq!(send.category.steps(), ["com.example.mail.boxes"]);
        assert_eq!(send.result.as_str(), "boolean");
        assert_eq!(
            send.parameters[0].type_name.as_str(),
            "DynamicTypes:Mail.Box"
        );
        assert_eq!(
            send.description,
            "Send a text.\nReturns: whether it went\nThrows: when the box is full\nSince: 1.1.0"
        );
        assert_eq!(send.version.to_string(), "1.2.3");
        let script = send.script.as_deref().expect("a body");
        assert!(script.starts_with("return post(box, text);\n"), "{script}");
        let all = &project.actions[1];
        assert_eq!(all.category.steps(), ["com.example.mail"]);
        assert_eq!(
            all.parameters[0].type_name.as_str(),
            "Array/DynamicTypes:Mail.Box"
        );
    }

    #[test]
    fn configurations_and_resources() {
        let project = sound();
        let settings = &project.configurations[0];
        assert_eq!(settings.category.to_string(), "Library/Mail");
        let values: Vec<_> = settings
            .attributes
            .iter()
            .map(|attribute| (attribute.type_name.as_str(), attribute.value.as_deref()))
            .collect();
        assert_eq!(
            values,
            [
                ("number", Some("60.0")),
                ("Array/string", Some("[8:string#a,8:string#b]")),
                ("SecureString", None),
            ]
        );
        let icon = &project.resources[0];
        assert_eq!(icon.name, "mail.png");
        assert_eq!(icon.mime_type, "image/png");
        assert_eq!(icon.category.to_string(), "Library/Mail/Icons");
        assert_eq!(icon.description.as_deref(), Some("A letter"));
        assert_eq!(
            icon.version.map(|version| version.to_string()).as_deref(),
            Some("2.0.0")
        );
        assert_eq!(project.resources.len(), 1);
    }

    #[test]
    fn a_target_that_is_asked_for_replaces_the_manifests() {
        let mut report = Report::new();
        let project = load(&with(&[]), Some(Target::Seven), &mut report).expect("sound");
        assert_eq!(project.target, Target::Seven);
        assert_eq!(
            project.configurations[0].attributes[1].value.as_deref(),
            Some("#{#string#a#;#string#b#}#")
        );
    }

    #[test]
    fn all_faults_of_all_files_at_once() {
        let tree = with(&[
            (
                "actions/a/one.js",
                "/**\n * @param {strng} x - y\n */\n(function (x) { return; });\n",
            ),
            ("actions/a/two.ts", ""),
            (
                "actions/3d/do-it.js",
                "/** Do it. */\n(function () { return; });\n",
            ),
            (
                "configurations/Broken.yaml",
                "atributes: {}\nversion: \"1\"\nid: a/b\n",
            ),
            ("configurations/notes.txt", ""),
            ("resources/gone.png.meta.yaml", "description: x\n"),
            ("resources/a%FFb.png", ""),
            ("templates/vso.xml.hbs", "{{#if}"),
        ]);
        assert_eq!(
            found(&tree),
            [
                "actions/3d/do-it.js file-name: the name `3d` is not an identifier, so no script could call this action",
                "actions/3d/do-it.js file-name: the name `do-it` is not an identifier, so no script could call this action",
                "actions/a/one.js unknown-type: unknown type `strng`",
                "actions/a/two.ts unknown-file: this file is not part of anything that is built",
                "configurations/Broken.yaml unknown-key: unknown key `atributes`",
                "configurations/Broken.yaml illegal-version: `1` is not a version: three whole numbers such as 1.0.0 are needed",
                "configurations/Broken.yaml illegal-id: the id `a/b` holds a slash, a backslash or a control character",
                "configurations/notes.txt unknown-file: this file is not part of anything that is built",
                "resources/a%FFb.png file-name: the name `a%FFb.png` has a `%` that is no UTF-8 character in hexadecimal",
                "resources/gone.png.meta.yaml missing-file: there is no file `resources/gone.png` for this to describe",
                "templates/vso.xml.hbs template: template `vso.xml.hbs`, line 1: the text cannot be read from column 6 on",
            ]
        );
    }

    #[test]
    fn a_broken_manifest_does_not_hide_the_rest() {
        let tree = with(&[
            ("coopto.toml", "[project]\nname = \"mail\"\n"),
            ("configurations/Broken.yaml", "atributes: {}\n"),
        ]);
        let codes: Vec<_> = found(&tree)
            .iter()
            .filter_map(|text| text.split(' ').nth(1).map(str::to_owned))
            .collect();
        assert!(codes.contains(&"missing-key:".to_owned()), "{codes:?}");
        assert!(codes.contains(&"unknown-key:".to_owned()), "{codes:?}");
    }

    #[test]
    fn calls_into_the_project_lead_somewhere() {
        let call = |code: &str| {
            with(&[(
                "actions/x.js",
                &format!("/** X. */\n(function () {{\n    {code}\n}});\n"),
            )])
        };
        for (code, message, suggestion) in [
            (
                "System.getModule(\"com.example.mail.boxes\").sned(1, 2);",
                "unknown-action: module `com.example.mail.boxes` has no action `sned`",
                "did you mean `send`?",
            ),
            (
                "System.getModule(\"com.example.mail\").send(1, 2);",
                "unknown-action: module `com.example.mail` has no action `send`",
                "it is in module `com.example.mail.boxes`",
            ),
            (
                "System.getModule(\"com.example.mail.boxs\").send(1, 2);",
                "unknown-module: there is no module `com.example.mail.boxs` in this project",
                "did you mean `com.example.mail.boxes`?",
            ),
            (
                "System.getModule(\"com.example.mail.boxes\").send(1);",
                "argument-count: `send` takes 2 arguments, and this call has 1",
                "",
            ),
        ] {
            let tree = call(code);
            assert_eq!(found(&tree), [format!("actions/x.js {message}")]);
            assert_eq!(help(&tree), suggestion);
        }
        for code in [
            "System.getModule(\"com.example.mail.boxes\").send(1, 2);",
            "System.getModule(\"com.example.mailing\").send(1);",
            "System.getModule(\"org.example\").send(1);",
        ] {
            assert_eq!(found(&call(code)), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn plugins_that_are_not_declared_are_named_once() {
        let tree = with(&[("coopto.toml", SMALL)]);
        let undeclared: Vec<_> = found(&tree)
            .into_iter()
            .filter(|text| text.contains("undeclared"))
            .collect();
        assert_eq!(
            undeclared,
            ["actions/boxes/send.js undeclared-plugin: this needs the plug-in `REST`"]
        );
        let typed = "attributes:\n  vm: Array/VC:VirtualMachine\n  vms: Array/VC:VirtualMachine\n";
        assert_eq!(
            found(&with(&[("configurations/VMs.yaml", typed)])),
            ["configurations/VMs.yaml undeclared-plugin: this needs the plug-in `VC`"]
        );
    }

    #[test]
    fn ids_and_names_are_unique() {
        let stated = "id: 5c5b4f2e-0000-0000-0000-000000000001\n";
        assert_eq!(
            found(&with(&[
                ("configurations/A.yaml", stated),
                ("configurations/B.yaml", stated)
            ])),
            [
                "configurations/B.yaml duplicate-id: `configurations/A.yaml` has the id \
              `5c5b4f2e-0000-0000-0000-000000000001` as well"
            ]
        );
        assert_eq!(
            found(&with(&[("resources/a b", "x"), ("resources/a%20b", "x")])),
            [
                "resources/a%20b duplicate-name: `resources/a b` is the resource \
              `Library/Mail/a b` as well"
            ]
        );
    }

    #[test]
    fn text_that_is_not_utf8_is_said_so() {
        let mut tree = with(&[]);
        tree.insert("actions/x.js", b"/** \xff */".to_vec());
        assert_eq!(
            found(&tree),
            ["actions/x.js not-utf8: not UTF-8 text: broken at byte 4"]
        );
    }
}
