//! From the syntax to the model: names, types and calls are understood here.

mod binding;
mod calls;
mod canvas;
mod check;
mod decisions;
mod form;
mod generated;
mod header;
mod labels;
mod lowering;
mod messages;
mod scope;
mod several;
mod steps;
mod variables;

use std::collections::{BTreeMap, HashMap};

use super::context::Context;
use super::{Lowered, Sketch};
use crate::diagnostic::Report;
use crate::model::workflow::ErrorHandler;
use crate::model::{Target, Workflow};
use form::Names;
use lowering::Lowering;
use scope::Scope;

/// The end that the last step leads to.
const END: &str = "item0";

pub(super) fn lower(
    sketch: &Sketch,
    context: &dyn Context,
    report: &mut Report,
) -> Option<Lowered> {
    let mut own = Report::new();
    let mut lowering = Lowering {
        file: &sketch.place.file,
        source: &sketch.source,
        context,
        report: &mut own,
        scope: Scope::default(),
        items: Vec::new(),
        calls: Vec::new(),
        settings: HashMap::new(),
        spans: BTreeMap::new(),
        labels: BTreeMap::new(),
    };
    let workflow = lowering.workflow(sketch);
    let calls = lowering.calls;
    let failed = own.has_errors() || !sketch.sound;
    report.extend(own);
    (!failed).then_some(Lowered { workflow, calls })
}

impl Lowering<'_> {
    fn workflow(&mut self, sketch: &Sketch) -> Workflow {
        let file = &sketch.file;
        self.declare(file);
        self.label(&file.steps);
        if let Some(on_error) = &file.on_error {
            self.label_error(on_error);
        }
        let root = self.entry(&file.steps, END);
        self.list(&file.steps, END);
        let error_handler = file.on_error.as_ref().map(|on_error| {
            let (item, bind) = self.error_path(on_error, END);
            ErrorHandler {
                item,
                bind: Some(bind),
                position: None,
            }
        });
        let mut names = Names::of(&file.inputs, false);
        let presentation = self.presentation(&file.inputs, file.form.as_ref(), &mut names);
        let mut workflow = Workflow {
            id: sketch.signature.id.clone(),
            name: sketch.signature.name.clone(),
            category: sketch.place.category.clone(),
            version: sketch.version,
            description: file.description.clone(),
            api_version: "6.0.0".to_owned(),
            allowed: file.allowed.clone(),
            icon: self.icon(file),
            editor_version: match self.context.target() {
                Target::Seven => None,
                Target::Eight => Some("2.0".to_owned()),
            },
            restarts: !file.stops,
            resume: file.resume,
            start_types: self.start_types(file),
            root,
            start: super::layout::at(0, 0),
            inputs: sketch.signature.inputs.clone(),
            outputs: sketch.signature.outputs.clone(),
            attributes: self.attributes(file),
            notes: file.notes.clone(),
            items: std::mem::take(&mut self.items),
            error_handler,
            presentation,
        };
        canvas::arrange(&mut workflow, file);
        // Steps that could not be read would only cause faults that are none.
        if sketch.sound {
            self.unset_outputs(file);
            self.unused_attributes(file);
            self.check(&workflow);
        }
        workflow
    }
}
