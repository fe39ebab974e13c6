//! `workflows/`: files of the workflow language, exported workflows, and the forms of both.

use super::calls::Call;
use super::context::Surroundings;
use super::exported::{self, Exported};
use super::form::{self, Form};
use super::identifier::{self, Unique};
use super::manifest::Manifest;
use super::place::Place;
use super::plugins::{self, Use};
use super::sources::{self, Loaded, Source};
use super::tree::Tree;
use super::workflow::{self, Signature, Sketch};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::workflow::ItemKind;
use crate::model::{Category, Kind, Workflow};
use crate::script;

/// A workflow with its forms.
#[derive(Debug, Clone)]
pub struct WorkflowElement {
    /// The file it was made of.
    pub file: String,
    /// What it says.
    pub workflow: Workflow,
    /// The document as a server exported it, which then goes into the package; without its byte
    /// order mark. None: the document is rendered.
    pub exported: Option<String>,
    /// Its forms, that before the run first.
    pub forms: Vec<Form>,
}

/// All workflows, and what has to be held against the rest of the project.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) elements: Vec<WorkflowElement>,
    pub(super) calls: Vec<Call>,
    pub(super) uses: Vec<Use>,
}

/// A file of which is known what it takes and returns.
enum Known {
    Sketch(Box<Sketch>),
    Exported(Box<Exported>),
}

impl Known {
    fn signature(&self) -> Signature {
        match self {
            Self::Sketch(sketch) => sketch.signature().clone(),
            Self::Exported(exported) => Signature {
                id: exported.workflow.id.clone(),
                name: exported.workflow.name.clone(),
                inputs: exported.workflow.inputs.clone(),
                outputs: exported.workflow.outputs.clone(),
            },
        }
    }

    fn category(&self) -> &Category {
        match self {
            Self::Sketch(sketch) => &sketch.place().category,
            Self::Exported(exported) => &exported.workflow.category,
        }
    }
}

/// A workflow that is understood.
struct Understood {
    element: WorkflowElement,
    path: String,
    calls: Vec<Call>,
    uses: Vec<Use>,
}

/// Reads all workflows: first what each takes and returns, as they call one another, then the rest.
pub(super) fn read(
    tree: &Tree,
    mut around: Surroundings<'_>,
    unique: &mut Unique,
    report: &mut Report,
) -> Read {
    let (forms, files): (Vec<_>, Vec<_>) = sources::of(tree, "workflows")
        .into_iter()
        .partition(|source| source.below.ends_with(form::ENDING));
    let manifest = around.manifest;
    let known = sources::read_all(&files, report, |source, report| {
        known(tree, source, manifest, report)
    });
    for Loaded {
        file,
        path,
        element,
    } in &known
    {
        let signature = element.signature();
        let name = format!("{}/{}", element.category(), signature.name);
        unique.note(file, &Kind::Workflow, &signature.id, &name, report);
        around.workflows.insert(path.clone(), signature);
    }
    let mut understood = sources::read_all(&known, report, |loaded, report| {
        understand(loaded, &around, report)
    });
    // Of every file: what is wrong with a workflow has been said, and is no fault of its form.
    let paths: Vec<&str> = files.iter().filter_map(|file| path(file.below)).collect();
    for source in &forms {
        attach(source, &paths, &mut understood, report);
    }
    let mut read = Read::default();
    for workflow in understood {
        read.elements.push(workflow.element);
        read.calls.extend(workflow.calls);
        read.uses.extend(workflow.uses);
    }
    read
}

/// A workflow's path: that of its file, without the ending. None for other files.
fn path(file: &str) -> Option<&str> {
    file.strip_suffix(".yaml").or(file.strip_suffix(".xml"))
}

fn known(
    tree: &Tree,
    source: &Source<'_>,
    manifest: &Manifest,
    report: &mut Report,
) -> Option<Loaded<Known>> {
    let file = source.file.as_str();
    let yaml = source.below.strip_suffix(".yaml");
    let Some(path) = path(source.below) else {
        let help = "workflows are `<Name>.yaml` or `<Name>.xml`, their forms `<Name>.form.json`";
        sources::left_out(file, report, help);
        return None;
    };
    let place = Place::read(file, path, report)?;
    let category = place.category(&manifest.category);
    let element = if yaml.is_none() {
        let exported = exported::read(file, source.content, category, report)?;
        warn_of_other_name(file, &place.name, &exported.workflow.name, report);
        Known::Exported(Box::new(exported))
    } else {
        let text = tree.read_text(file, report)?;
        let described = workflow::Place {
            file: file.to_owned(),
            path: place.path.clone(),
            name: place.name.clone(),
            category,
            id: identifier::derived(&manifest.name, &Kind::Workflow, &place.path),
            version: manifest.version,
        };
        Known::Sketch(Box::new(Sketch::read(
            described,
            text,
            &manifest.types,
            report,
        )?))
    };
    Some(Loaded {
        file: file.to_owned(),
        path: place.path,
        element,
    })
}

/// The server shows the name inside, and people look for the file.
fn warn_of_other_name(file: &str, name: &str, inside: &str, report: &mut Report) {
    if name != inside {
        report.push(
            Diagnostic::warning(
                "other-name",
                file,
                format!(
                    "the workflow in this file is called `{}`",
                    inside.escape_debug()
                ),
            )
            .help("rename the file, so that both have one name"),
        );
    }
}

fn understand(
    loaded: &Loaded<Known>,
    around: &Surroundings<'_>,
    report: &mut Report,
) -> Option<Understood> {
    let file = loaded.file.as_str();
    let (workflow, calls, exported) = match &loaded.element {
        Known::Sketch(sketch) => {
            let lowered = sketch.lower(around, report)?;
            (lowered.workflow, lowered.calls, None)
        }
        Known::Exported(exported) => {
            let text = exported.text.clone();
            (exported.workflow.clone(), Vec::new(), Some(text))
        }
    };
    let calls = calls
        .into_iter()
        .map(|call| Call::new(file, call))
        .collect();
    let uses = uses_of(&workflow, file, around.manifest);
    Some(Understood {
        element: WorkflowElement {
            file: loaded.file.clone(),
            workflow,
            exported,
            forms: Vec::new(),
        },
        path: loaded.path.clone(),
        calls,
        uses,
    })
}

/// The plug-ins that a workflow needs, by its types and its scripts.
fn uses_of(workflow: &Workflow, file: &str, manifest: &Manifest) -> Vec<Use> {
    let parameters = workflow.inputs.iter().chain(&workflow.outputs);
    let variables = workflow.attributes.iter();
    let types = parameters
        .map(|parameter| &parameter.type_name)
        .chain(variables.map(|variable| &variable.type_name));
    let mut uses: Vec<Use> = types
        .flat_map(|type_name| plugins::of(type_name, file, None))
        .collect();
    for script in workflow
        .items
        .iter()
        .filter_map(|item| item.script.as_ref())
    {
        let objects = plugins::objects(script, script::lint::Kind::Condition, manifest);
        uses.extend(
            objects
                .into_iter()
                .map(|(plugin, _)| Use::new(plugin, file, None)),
        );
    }
    uses
}

fn interactions_of(workflow: &Workflow) -> Vec<&str> {
    workflow
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Interaction { .. }))
        .map(|item| item.name.as_str())
        .collect()
}

/// Gives a form to its workflow. That of a workflow with faults has nowhere to go, and no fault.
fn attach(source: &Source<'_>, paths: &[&str], workflows: &mut [Understood], report: &mut Report) {
    let path = source.below.strip_suffix(form::ENDING);
    let path = path.unwrap_or(source.below);
    let Some((owner, item)) = form::owner(path, |path| paths.contains(&path)) else {
        report.push(
            Diagnostic::error(
                "missing-file",
                &source.file,
                format!("there is no workflow `{path}` for this form"),
            )
            .help("it takes the name of the workflow's file, and `.form.json`"),
        );
        return;
    };
    let read = Form::read(&source.file, item, source.content, report);
    let workflow = workflows.iter_mut().find(|workflow| workflow.path == owner);
    let (Some(form), Some(workflow)) = (read, workflow) else {
        return;
    };
    let interactions = interactions_of(&workflow.element.workflow);
    if !item.is_empty() && !interactions.contains(&item) {
        report.push(
            Diagnostic::error(
                "unknown-item",
                &source.file,
                format!("workflow `{owner}` has no user interaction `{item}`"),
            )
            .help(match interactions.as_slice() {
                [] => "it has none at all".to_owned(),
                names => format!("there are `{}`", names.join("`, `")),
            }),
        );
    }
    // Files come by path, so the form before the run may come behind those of items.
    workflow.element.forms.push(form);
    workflow.element.forms.sort_by(|a, b| a.item.cmp(&b.item));
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::{found, with};
    use super::super::{Project, assemble, load};
    use super::*;
    use crate::codec::text;

    const NOTIFY: &str = "description: Tell everybody.\n\
        inputs:\n  boxes: { type: \"Box[]\", label: Where to, required: true }\n\
        attributes:\n  wait: { type: number, from: Settings.timeout }\n  more: boolean\n\
        steps:\n  - script: Log\n    in: [wait]\n    code: System.log(wait);\n  - action: sendAll\n    with: { boxes: boxes }\n  \
        - workflow: Old/Send\n    with: { text: null }\n  \
        - ask: More?\n    fields:\n      more: { type: boolean, label: More }\n";

    const OLD: &str = "<?xml version='1.0' encoding='UTF-8'?>\n\
        <workflow xmlns=\"http://vmware.com/vco/workflow\" root-name=\"item0\" id=\"old-1\" \
        version=\"1.0.0\" api-version=\"6.0.0\">\n  <display-name><![CDATA[Send]]></display-name>\n  \
        <position y=\"50.0\" x=\"105.0\"/>\n  \
        <input>\n    <param name=\"text\" type=\"string\"/>\n  </input>\n  \
        <workflow-item name=\"item0\" type=\"end\" end-mode=\"0\">\n    \
        <in-binding/>\n    <position y=\"10.0\" x=\"225.0\"/>\n  </workflow-item>\n  \
        <presentation/>\n</workflow>\n";

    fn tree(more: &[(&str, &str)]) -> Tree {
        let mut files = vec![
            ("workflows/Notify.yaml", NOTIFY),
            ("workflows/Old/Send.xml", OLD),
        ];
        files.extend(more);
        with(&files)
    }

    fn project(more: &[(&str, &str)]) -> Project {
        let mut report = Report::new();
        let project = load(&tree(more), None, &mut report);
        assert_eq!(report, Report::new());
        project.expect("sound")
    }

    #[test]
    fn workflows_of_both_kinds_know_the_project() {
        let project = project(&[]);
        let [notify, send] = project.workflows.as_slice() else {
            panic!("two workflows: {:?}", project.workflows)
        };
        assert_eq!(notify.workflow.name, "Notify");
        assert_eq!(notify.workflow.category.to_string(), "Library/Mail");
        assert!(notify.exported.is_none());
        let linked =
            notify.workflow.items.iter().any(
                |item| matches!(&item.kind, ItemKind::Link { workflow } if workflow == "old-1"),
            );
        assert!(linked, "{:?}", notify.workflow.items);
        assert_eq!(send.workflow.id.as_str(), "old-1");
        assert_eq!(send.workflow.category.to_string(), "Library/Mail/Old");
        assert_eq!(send.exported.as_deref(), Some(OLD));
    }

    #[test]
    fn an_exported_workflow_goes_into_the_package_as_it_is() {
        let form = "{\"layout\": {}}\n";
        let project = project(&[
            ("workflows/Old/Send.form.json", form),
            ("workflows/Notify.form.json", form),
        ]);
        let package = assemble::package(&project).expect("assembles");
        let workflows: Vec<_> = package
            .elements
            .iter()
            .filter(|element| element.kind == Kind::Workflow)
            .collect();
        for element in &workflows {
            let names: Vec<_> = element
                .members
                .iter()
                .map(|member| member.name.as_str())
                .collect();
            assert_eq!(names, ["input_form_", "data", "categories"]);
            let form_bytes = element.member("input_form_").expect("there");
            assert_eq!(**form_bytes, text::utf16be(form));
        }
        let data = workflows[1].member("data").expect("there");
        assert_eq!(**data, text::utf16be(OLD));
    }

    #[test]
    fn the_form_of_a_user_interaction() {
        let plain = project(&[]);
        let interactions = interactions_of(&plain.workflows[0].workflow);
        let [item] = interactions.as_slice() else {
            panic!("one interaction: {interactions:?}")
        };
        let file = format!("workflows/Notify.{item}.form.json");
        let project = project(&[("workflows/Notify.form.json", "{}"), (&file, "[]")]);
        let forms: Vec<_> = project.workflows[0]
            .forms
            .iter()
            .map(Form::member)
            .collect();
        assert_eq!(
            forms,
            ["input_form_".to_owned(), format!("input_form_{item}")]
        );
    }

    #[test]
    fn faults_of_workflows_and_forms() {
        assert_eq!(
            found(&tree(&[
                ("workflows/Gone.form.json", "{}"),
                ("workflows/Notify.form.json", "{"),
                ("workflows/Old/Send.item9.form.json", "{}"),
                ("workflows/Old/Copy.xml", OLD),
                ("workflows/Broken.xml", "<workflow"),
                ("workflows/Broken.form.json", "{}"),
                ("workflows/Call.yaml", "steps:\n  - workflow: Old/Sent\n"),
                ("workflows/notes.md", ""),
            ]))
            .into_iter()
            .map(|text| text.split(": ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>(),
            [
                "workflows/Broken.xml workflow-xml",
                "workflows/Call.yaml unknown-workflow",
                "workflows/Gone.form.json missing-file",
                "workflows/Notify.form.json json-syntax",
                "workflows/Old/Copy.xml other-name",
                "workflows/Old/Send.item9.form.json unknown-item",
                "workflows/Old/Send.xml duplicate-id",
                "workflows/Old/Send.xml duplicate-name",
                "workflows/notes.md unknown-file",
            ]
        );
    }

    #[test]
    fn scripts_of_workflows_are_held_against_the_project() {
        let steps = "steps:\n  - script: Send\n    code: |\n      \
            System.getModule(\"com.example.mail\").sendAll();\n      VcPlugin.x;\n";
        let typed = format!("inputs:\n  vm: VC:VirtualMachine\n{steps}");
        assert_eq!(
            found(&tree(&[("workflows/Call.yaml", &typed)])),
            [
                "workflows/Call.yaml undeclared-plugin: this needs the plug-in `VC`",
                "workflows/Call.yaml argument-count: `sendAll` takes 1 argument, and this call has 0",
            ]
        );
    }
}
