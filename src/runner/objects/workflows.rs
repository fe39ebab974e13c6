//! Workflows, their tokens, and finders that are workflows.

use std::cell::Cell;
use std::sync::Arc;

use super::Services;
use super::answer::{
    Answer, Arguments, Refusal, described, optional, record, text, texts, unknown,
};
use crate::model::{Parameter, Workflow};
use crate::runner::interpreter::{Runs, Thrown, Token};
use crate::runner::value::Value;

pub(super) fn call(services: &Services, operation: &str, with: Arguments<'_>) -> Answer {
    Ok(match operation {
        "workflow.all" => Value::Array(
            services
                .content
                .workflows()
                .map(|workflow| {
                    record([
                        ("id", text(workflow.id.as_str())),
                        ("category", text(workflow.category.to_string())),
                    ])
                })
                .collect(),
        ),
        "workflow.get" => match services.content.workflow(with.text(0)?) {
            Some(workflow) => shown(workflow),
            None => Value::Null,
        },
        "workflow.tokens" => {
            let tokens = match &services.runs {
                Some(runs) => runs.tokens_of(with.text(0)?),
                None => Vec::new(),
            };
            texts(tokens.iter().map(|token| token.id.clone()))
        }
        "workflow.start" => {
            let inputs = with.fields(1)?.to_vec();
            let at = match with.value(2) {
                Value::Number(moment) => Some(*moment),
                _ => None,
            };
            let started = runs(services)?.start(with.text(0)?, inputs, at);
            text(started.map_err(refusal)?.id.clone())
        }
        "token" => match &services.token {
            Some(token) => record([
                ("id", text(token.id.as_str())),
                ("workflow", text(token.workflow.id.as_str())),
            ]),
            None => Value::Null,
        },
        "token.item" => services.token.as_deref().map(item).unwrap_or_default(),
        "token.get" => match token(services, with.text(0)?) {
            Some(token) => status(&token),
            None => Value::Null,
        },
        "token.cancel" => {
            if let Some(token) = token(services, with.text(0)?) {
                token.cancel();
            }
            Value::Null
        }
        "finder" => found(services, with)?,
        _ => return Err(unknown(operation)),
    })
}

fn runs(services: &Services) -> Result<&Arc<Runs>, Refusal> {
    let none = || Refusal::Stop("no workflow can be started from here".to_owned());
    services.runs.as_ref().ok_or_else(none)
}

fn refusal(thrown: Thrown) -> Refusal {
    match thrown {
        Thrown::Exception { text, .. } => Refusal::Exception(text),
        Thrown::Stopped { reason } => Refusal::Stop(reason),
    }
}

fn token(services: &Services, id: &str) -> Option<Arc<Token>> {
    let own = services.token.as_ref().filter(|token| token.id == id);
    own.cloned()
        .or_else(|| services.runs.as_ref().and_then(|runs| runs.token(id)))
}

/// A finder that is a workflow takes values by name, and has one output.
fn found(services: &Services, with: Arguments<'_>) -> Answer {
    let id = with.text(0)?;
    let Some(workflow) = services.content.workflow(id) else {
        let problem =
            format!("there is no workflow with the id {id}, which a dynamic type is bound to");
        return Err(Refusal::Exception(problem));
    };
    let names = with.items(2)?.iter();
    let values = with.items(1)?.iter().cloned();
    let inputs = names.zip(values).filter_map(|(name, value)| match name {
        Value::Text(name) => Some((name.clone(), value)),
        _ => None,
    });
    let inputs = inputs.collect();
    let finished = apart(|| runs(services).map(|runs| runs.run(workflow, inputs)))??;
    match finished.failure {
        None => Ok(finished.first()),
        Some(failure) if failure.exception => Err(Refusal::Exception(failure.text)),
        Some(failure) => Err(Refusal::Stop(failure.text)),
    }
}

thread_local! {
    /// How many finders wait for the one that runs on this thread.
    static WAITING: Cell<usize> = const { Cell::new(0) };
}

/// Nobody nests finders deeper on purpose.
const DEEPEST: usize = 20;

/// Runs something on a stack of its own: a finder's scripts may look for objects, too.
fn apart<R: Send>(work: impl FnOnce() -> R + Send) -> Result<R, Refusal> {
    let depth = WAITING.get() + 1;
    if depth > DEEPEST {
        return Err(Refusal::Stop(
            "finders look for each other without end".to_owned(),
        ));
    }
    let no_thread = |error| Refusal::Stop(format!("cannot start a thread: {error}"));
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().spawn_scoped(scope, move || {
            WAITING.set(depth);
            work()
        });
        match thread.map_err(no_thread)?.join() {
            Ok(result) => Ok(result),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn shown(workflow: &Workflow) -> Value {
    let parameters = |parameters: &[Parameter]| {
        let parameters = parameters.iter();
        let parameters =
            parameters.map(|found| described(&found.name, &found.type_name, &found.description));
        Value::Array(parameters.collect())
    };
    let attributes = workflow.attributes.iter();
    let attributes =
        attributes.map(|found| described(&found.name, &found.type_name, &found.description));
    record([
        ("name", text(workflow.name.as_str())),
        ("description", text(workflow.description.as_str())),
        ("version", text(workflow.version.to_string())),
        ("category", text(workflow.category.to_string())),
        ("inputs", parameters(&workflow.inputs)),
        ("outputs", parameters(&workflow.outputs)),
        ("attributes", Value::Array(attributes.collect())),
    ])
}

fn item(token: &Token) -> Value {
    let Some(step) = token.status().standing else {
        return Value::Null;
    };
    record([
        ("name", text(step.place.item)),
        ("title", text(step.place.title)),
    ])
}

fn status(token: &Token) -> Value {
    let status = token.status();
    record([
        ("name", text(token.workflow.name.as_str())),
        ("workflow", text(token.workflow.id.as_str())),
        (
            "current",
            match status.standing {
                Some(step) => text(step.workflow_id),
                None => text(token.workflow.id.as_str()),
            },
        ),
        ("state", text(status.state.as_str())),
        ("exception", optional(status.exception)),
        ("businessState", optional(status.business_state)),
        ("started", Value::Number(status.started)),
        ("ended", status.ended.map_or(Value::Null, Value::Number)),
        ("inputs", Value::Properties(status.inputs)),
        ("outputs", Value::Properties(status.outputs)),
        ("attributes", Value::Properties(status.attributes)),
    ])
}
