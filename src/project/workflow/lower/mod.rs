//! From the syntax to the model: names, types and calls are understood here.

mod calls;
mod canvas;
mod decisions;
mod generated;
mod scope;
mod steps;

use std::collections::BTreeMap;
use std::ops::Range;

use super::context::{Context, Routine};
use super::form::Names;
use super::syntax::{File, OnError, Step, Then, Word};
use super::{Lowered, Sketch};
use crate::codec::value as text_form;
use crate::diagnostic::{Diagnostic, Report, closest};
use crate::model::schema::{self, Fault};
use crate::model::workflow::{ErrorHandler, Item, Variable};
use crate::model::{Parameter, Target, TypeName, Workflow};
use crate::project::value;
use crate::script::ModuleCall;
use scope::Scope;

/// Understands one file.
pub(super) struct Lowering<'a> {
    pub(super) file: &'a str,
    pub(super) source: &'a str,
    pub(super) context: &'a dyn Context,
    pub(super) report: &'a mut Report,
    pub(super) scope: Scope,
    items: Vec<Item>,
    /// Calls of actions in scripts.
    calls: Vec<ModuleCall>,
    /// Where each item was written.
    spans: BTreeMap<String, Range<usize>>,
    /// Names of steps, with the numbers of their items.
    labels: BTreeMap<String, usize>,
}

/// An action that is called.
pub(super) struct Called {
    pub(super) module: String,
    pub(super) name: String,
    /// None for an action that is not the project's.
    pub(super) routine: Option<Routine>,
}

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

    fn declare(&mut self, file: &File) {
        for field in &file.inputs {
            self.declare_one(&field.name, field.type_name.clone(), scope::Kind::Input);
        }
        for output in &file.outputs {
            self.declare_one(&output.name, output.type_name.clone(), scope::Kind::Output);
        }
        for attribute in &file.attributes {
            let kind = if attribute.read_only {
                scope::Kind::Constant
            } else {
                scope::Kind::Attribute
            };
            self.declare_one(&attribute.name, attribute.type_name.clone(), kind);
        }
    }

    /// Attributes as declared, then those that error paths and thrown texts made.
    fn attributes(&mut self, file: &File) -> Vec<Variable> {
        let mut attributes = Vec::new();
        for attribute in &file.attributes {
            let Some(type_name) = attribute.type_name.clone() else {
                continue;
            };
            let value = attribute.value.as_ref().and_then(|node| {
                let value = value::read(self.file, node, &type_name, self.report)?;
                Some(text_form::write(&value, &type_name, self.context.target()))
            });
            attributes.push(Variable {
                name: attribute.name.value.clone(),
                configuration: attribute
                    .from
                    .as_ref()
                    .and_then(|from| self.setting(from, &type_name)),
                type_name,
                read_only: attribute.read_only,
                value,
                description: attribute.description.clone(),
            });
        }
        attributes.extend(self.scope.made());
        attributes
    }

    /// `path/Settings.key`: id and key of a configuration element.
    fn setting(&mut self, from: &Word, type_name: &TypeName) -> Option<(String, String)> {
        let Some((path, key)) = from.value.rsplit_once('.') else {
            let help = "write `Settings.key` or `path/Settings.key`";
            self.error(
                "illegal-setting",
                from.span.clone(),
                "this names no key of a configuration element",
                help,
            );
            return None;
        };
        let Some(settings) = self.context.configuration(path) else {
            let word = Word::new(path.to_owned(), from.span.clone());
            self.unknown(
                "unknown-configuration",
                "configuration element",
                &word,
                self.context.configurations(),
            );
            return None;
        };
        let Some((_, found)) = settings.keys.iter().find(|(name, _)| name == key) else {
            let keys = settings.keys.iter().map(|(name, _)| name.clone()).collect();
            let word = Word::new(key.to_owned(), from.span.clone());
            self.unknown("unknown-setting", &format!("key of `{path}`"), &word, keys);
            return None;
        };
        self.fits(&from.value, found, type_name, from);
        Some((settings.id.to_string(), key.to_owned()))
    }

    fn icon(&mut self, file: &File) -> Option<String> {
        let word = file.icon.as_ref()?;
        if let Some(id) = self.context.resource(&word.value) {
            return Some(id.to_string());
        }
        self.unknown(
            "unknown-icon",
            "file below `resources/`",
            word,
            self.context.resources(),
        );
        None
    }

    /// `(VC:VirtualMachine)`; the second one is marked with `>`, and so on.
    fn start_types(&mut self, file: &File) -> Option<String> {
        let mut text = String::new();
        for (index, word) in file.start_from.iter().enumerate() {
            let type_name = self.context.type_name(self.file, word, self.report)?;
            text.push_str(&">".repeat(index));
            text.push_str(&format!("({type_name})"));
        }
        (!text.is_empty()).then_some(text)
    }

    /// Checks the finished graph: what only the whole shows.
    fn check(&mut self, workflow: &Workflow) {
        let faults = schema::check(workflow);
        let mut unreachable_before = None;
        for fault in &faults {
            let Some(span) = fault.item().and_then(|item| self.spans.get(item)).cloned() else {
                continue;
            };
            match fault {
                Fault::Unreachable { item } => {
                    // What follows an unreachable step is unreachable as well, and not worth a word.
                    let number = item
                        .trim_start_matches("item")
                        .parse::<usize>()
                        .unwrap_or_default();
                    let follows = unreachable_before == number.checked_sub(1);
                    unreachable_before = Some(number);
                    if !follows {
                        let help = "remove it, or give it a `name` and go to it";
                        self.error("unreachable-step", span, "this step is never reached", help);
                    }
                }
                Fault::NoWayToEnd { .. } => {
                    let help = "add a way out of the loop";
                    self.error(
                        "endless-loop",
                        span,
                        "from this step on, no end is ever reached",
                        help,
                    );
                    return;
                }
                _ => {}
            }
        }
        // Everything else follows from what was checked step by step; should one slip through,
        // better a plain word than a broken workflow.
        if let (Some(fault), false) = (faults.first(), self.report.has_errors()) {
            self.report
                .push(Diagnostic::error("schema", self.file, fault.to_string()));
        }
    }

    pub(super) fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report.push(
            Diagnostic::error(code, self.file, message)
                .at(span)
                .help(help),
        );
    }

    pub(super) fn warning(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report.push(
            Diagnostic::warning(code, self.file, message)
                .at(span)
                .help(help),
        );
    }

    /// Reports a name that does not exist, with the closest that does.
    pub(super) fn unknown(
        &mut self,
        code: &'static str,
        kind: &str,
        word: &Word,
        known: Vec<String>,
    ) {
        let help = match closest(&word.value, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "there is none".to_owned(),
            None => {
                let mut names: Vec<String> = known
                    .iter()
                    .take(8)
                    .map(|name| format!("`{name}`"))
                    .collect();
                if known.len() > names.len() {
                    names.push("…".to_owned());
                }
                format!("there are {}", names.join(", "))
            }
        };
        let message = format!("there is no {kind} `{}`", word.value.escape_debug());
        self.error(code, word.span.clone(), message, help);
    }

    /// Reports a value that does not fit its place.
    pub(super) fn fits(&mut self, name: &str, found: &TypeName, expected: &TypeName, at: &Word) {
        if !found.fits(expected) {
            let message = format!("`{name}` is a `{found}`, and a `{expected}` is needed here");
            self.error(
                "type-mismatch",
                at.span.clone(),
                message,
                "use a variable of that type, or convert it in a `script` step",
            );
        }
    }

    /// An action by what people write: below the project's module, or whole behind a `/`.
    pub(super) fn action(&mut self, word: &Word) -> Option<Called> {
        let root = self.context.module().to_owned();
        let (module, name) = match word.value.strip_prefix('/') {
            Some(whole) => {
                let Some((module, name)) = whole.rsplit_once('/') else {
                    self.error(
                        "illegal-action",
                        word.span.clone(),
                        "this names no action",
                        "write `/com.acme.mail/send`",
                    );
                    return None;
                };
                (module.to_owned(), name.to_owned())
            }
            None => match word.value.rsplit_once('.') {
                Some((path, name)) => (format!("{root}.{path}"), name.to_owned()),
                None => (root.clone(), word.value.clone()),
            },
        };
        let routine = self.context.action(&module, &name);
        let ours = module == root || module.starts_with(&format!("{root}."));
        if routine.is_none() && ours {
            let prefix = format!("{root}.");
            let known = self.context.actions();
            let known = known
                .iter()
                .map(|action| action.strip_prefix(&prefix).unwrap_or(action).to_owned());
            let known = known.collect();
            self.unknown("unknown-action", "action", word, known);
            return None;
        }
        Some(Called {
            module,
            name,
            routine,
        })
    }

    fn label(&mut self, steps: &[Step]) {
        for step in steps {
            if let Some(label) = &step.label {
                if self
                    .labels
                    .insert(label.value.clone(), step.number)
                    .is_some()
                {
                    let message =
                        format!("two steps have the name `{}`", label.value.escape_debug());
                    self.error(
                        "duplicate-name",
                        label.span.clone(),
                        message,
                        "choose another name",
                    );
                }
            }
            for steps in step.branches() {
                self.label(steps);
            }
            if let Some(on_error) = &step.on_error {
                self.label_error(on_error);
            }
        }
    }

    fn label_error(&mut self, on_error: &OnError) {
        if let Then::Steps(steps) = &on_error.then {
            self.label(steps);
        }
    }

    fn parameter<'p>(parameters: &'p [Parameter], name: &str) -> Option<&'p Parameter> {
        parameters.iter().find(|parameter| parameter.name == name)
    }
}
