//! The names in a test against what can run.

use super::{Step, Test};
use crate::diagnostic::{Diagnostic, Report, Sourced, closest};
use crate::model::{Parameter, TypeName};
use crate::runner::content::Content;
use crate::runner::find::{Found, find};

/// Reports every workflow, action, input, output and configuration element that is not there.
pub fn check(test: &Test, content: &Content, report: &mut Report) {
    let file = &test.source.file;
    for (path, attributes) in &test.configurations {
        let paths = || {
            content
                .configurations()
                .map(|element| format!("{}/{}", element.category, element.name))
        };
        let Some(element) = content
            .configurations()
            .find(|element| format!("{}/{}", element.category, element.name) == path.value)
        else {
            let paths: Vec<String> = paths().collect();
            let message = format!("there is no configuration element `{}`", path.value);
            report.push(unknown(
                "unknown-configuration",
                file,
                path,
                message,
                &paths,
            ));
            continue;
        };
        let names: Vec<String> = element
            .attributes
            .iter()
            .map(|attribute| attribute.name.clone())
            .collect();
        for (name, _) in attributes {
            if !names.contains(&name.value) {
                let message = format!("`{}` has no attribute `{}`", path.value, name.value);
                report.push(unknown("unknown-attribute", file, name, message, &names));
            }
        }
    }
    for step in &test.steps {
        check_step(step, file, content, report);
    }
}

fn check_step(step: &Step, file: &str, content: &Content, report: &mut Report) {
    let found = match find(content, &step.run) {
        Ok(found) => found,
        Err(error) => {
            let fault = Diagnostic::error("unknown-run", file, error.to_string());
            report.push(fault.at(step.run.span.clone()));
            return;
        }
    };
    let names = |parameters: &[Parameter]| -> Vec<String> {
        parameters
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect()
    };
    let (inputs, outputs, result) = match &found {
        Found::Workflow(workflow) => (names(&workflow.inputs), names(&workflow.outputs), false),
        Found::Action(_, action) => (
            names(&action.parameters),
            Vec::new(),
            action.result != TypeName::void(),
        ),
    };
    let run = &step.run.value;
    for (name, _) in &step.with {
        if !inputs.contains(&name.value) {
            let message = format!("`{run}` has no input `{}`", name.value);
            report.push(unknown("unknown-input", file, name, message, &inputs));
        }
    }
    for (name, _) in &step.expect.outputs {
        if !outputs.contains(&name.value) {
            let message = format!("`{run}` has no output `{}`", name.value);
            let fault = unknown("unknown-output", file, name, message, &outputs);
            report.push(match found {
                Found::Action(..) => fault.help("what an action returns is its `result`"),
                Found::Workflow(_) => fault,
            });
        }
    }
    if let Some(node) = step.expect.result.as_ref().filter(|_| !result) {
        let message = format!("`{run}` returns nothing");
        let fault = Diagnostic::error("unknown-output", file, message).at(node.span.clone());
        report.push(match found {
            Found::Workflow(_) => fault.help("a workflow has `outputs`"),
            Found::Action(..) => fault,
        });
    }
}

fn unknown(
    code: &'static str,
    file: &str,
    name: &Sourced<String>,
    message: String,
    known: &[String],
) -> Diagnostic {
    let fault = Diagnostic::error(code, file, message).at(name.span.clone());
    match closest(&name.value, known.iter().map(String::as_str)) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => fault,
        None => fault.help(format!("there are `{}`", known.join("`, `"))),
    }
}
