mod content;
mod differential;
mod language;
mod limits;
mod objects;
mod plugins;
mod rest;
mod values;
mod workflows;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Engine, Limits, Strictness};
use crate::model::{Action, Version};
use crate::model::{Category, ElementId, Parameter, TypeName};
use crate::runner::content::Content;
use crate::runner::http::Client;
use crate::runner::interpreter::{Place, Scripts, Thrown};
use crate::runner::objects::{Level, Services, Sink, World};
use crate::runner::state::State;
use crate::runner::value::Value;

#[derive(Default)]
struct Desk {
    log: Mutex<Vec<String>>,
    stop: Arc<AtomicBool>,
}

impl World for Desk {
    fn log(&self, sink: Sink, level: Level, text: &str) {
        let line = format!("{sink:?} {} {text}", level.as_str());
        self.log.lock().unwrap().push(line);
    }

    fn now(&self) -> f64 {
        1_700_000_000_000.0
    }

    fn new_id(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn user(&self) -> String {
        "ada".to_owned()
    }

    fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }
}

pub(super) struct Bench {
    desk: Arc<Desk>,
    pub(super) services: Services,
    limits: Limits,
}

impl Bench {
    pub(super) fn new(content: Content) -> Self {
        let desk = Arc::new(Desk::default());
        let services = Services {
            world: desk.clone(),
            state: State::temporary().unwrap(),
            http: Arc::new(Client::new()),
            content: Arc::new(content),
            runs: None,
            token: None,
        };
        Self {
            desk,
            services,
            limits: Limits {
                time: Duration::from_secs(20),
                ..Limits::default()
            },
        }
    }

    /// With actions: `module/name(parameters)` and the body.
    fn with(actions: &[(&str, &str)]) -> Self {
        let mut content = Content::default();
        for (head, body) in actions {
            content.add_action(action(head, body));
        }
        Self::new(content)
    }

    pub(super) fn engine(&self) -> Engine {
        Engine::new(self.services.clone(), self.limits, Strictness::default()).unwrap()
    }

    fn body(&self, code: &str) -> Result<Value, Thrown> {
        self.engine().body(&place(), code, &[])
    }

    /// The text that an expression or a body gives.
    fn text(&self, code: &str) -> String {
        match self.body(&format!("return String(function () {{{code}}}());")) {
            Ok(Value::Text(text)) => text,
            other => panic!("{code}: {other:?}"),
        }
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.desk.log.lock().unwrap())
    }
}

fn action(head: &str, body: &str) -> Action {
    let (path, parameters) = head.trim_end_matches(')').split_once('(').unwrap();
    let (module, name) = path.split_once('/').unwrap();
    let parameters = parameters.split(',').map(str::trim);
    Action {
        id: ElementId::new(format!("{module}.{name}")).unwrap(),
        name: name.to_owned(),
        category: Category::module(module),
        version: Version::default(),
        description: String::new(),
        result: TypeName::any(),
        parameters: parameters
            .filter(|name| !name.is_empty())
            .map(|name| Parameter {
                name: name.to_owned(),
                type_name: TypeName::any(),
                description: String::new(),
            })
            .collect(),
        script: Some(body.to_owned()),
        api_version: "6.0.0".to_owned(),
        allowed: None,
        runtime: None,
        entry_point: None,
        environment: None,
        memory_limit: None,
        timeout: None,
    }
}

fn place() -> Place {
    Place {
        workflow: "Sort".to_owned(),
        item: "item1".to_owned(),
        title: "Count".to_owned(),
    }
}

fn named(name: &str) -> TypeName {
    TypeName::new(name).unwrap()
}

fn input(name: &str, type_name: &str, value: Value) -> (String, TypeName, Value) {
    (name.to_owned(), named(type_name), value)
}

fn output(name: &str, type_name: &str) -> (String, TypeName) {
    (name.to_owned(), named(type_name))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn exception(result: Result<Value, Thrown>) -> (String, Option<usize>) {
    match result {
        Err(Thrown::Exception { text, line, .. }) => (text, line),
        other => panic!("{other:?}"),
    }
}

fn stopped(result: Result<Value, Thrown>) -> String {
    match result {
        Err(Thrown::Stopped { reason }) => reason,
        other => panic!("{other:?}"),
    }
}
