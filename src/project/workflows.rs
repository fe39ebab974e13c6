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
use super::workflow::{self, Lowered, Signature, Sketch};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::workflow::ItemKind;
use crate::model::{Category, Kind, TypeName, Workflow};
use crate::script::lint;

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
    let paths: Vec<&str> = known.iter().map(|loaded| loaded.path.as_str()).collect();
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

fn known(
    tree: &Tree,
    source: &Source<'_>,
    manifest: &Manifest,
    report: &mut Report,
) -> Option<Loaded<Known>> {
    let file = source.file.as_str();
    let ending = [".yaml", ".xml"]
        .into_iter()
        .find(|ending| source.below.ends_with(ending));
    let Some(ending) = ending else {
        let help = "workflows are `<Name>.yaml` or `<Name>.xml`, their forms `<Name>.form.json`";
        sources::left_out(file, report, help);
        return None;
    };
    let place = Place::read(file, source.below, ending, report)?;
    let category = place.category(&manifest.category);
    let element = if ending == ".xml" {
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
    let (workflow, calls, exported) = match &loaded.element {
        Known::Sketch(sketch) => {
            let Lowered { workflow, calls } = sketch.lower(around, report)?;
            (workflow, calls, None)
        }
        Known::Exported(exported) => {
            let text = Some(exported.text.clone());
            (exported.workflow.clone(), Vec::new(), text)
        }
    };
    let calls = calls
        .into_iter()
        .map(|call| Call::new(&loaded.file, call))
        .collect();
    let mut uses = objects_of(&workflow, &loaded.file, around);
    for type_name in types_of(&workflow) {
        uses.extend(plugins::of(type_name, &loaded.file, None));
    }
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

/// The plug-ins whose objects the workflow's scripts use.
fn objects_of(workflow: &Workflow, file: &str, around: &Surroundings<'_>) -> Vec<Use> {
    let scripts = workflow
        .items
        .iter()
        .filter_map(|item| item.script.as_deref());
    scripts
        .flat_map(|script| plugins::objects(script, lint::Kind::TaskScript(&[]), around.manifest))
        .map(|(plugin, _)| Use::new(plugin, file, None))
        .collect()
}

fn types_of(workflow: &Workflow) -> impl Iterator<Item = &TypeName> {
    let parameters = workflow.inputs.iter().chain(&workflow.outputs);
    let variables = workflow.attributes.iter();
    parameters
        .map(|parameter| &parameter.type_name)
        .chain(variables.map(|variable| &variable.type_name))
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
