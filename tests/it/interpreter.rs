//! Small workflows, one behaviour each: `tests/interpreter/*.txt`.
//!
//! A file begins with the line of `docs/engine.md` that it shows, word by word, and what follows
//! are files of a project (`-- path --`), what is given (`given.json`, `answers.json`), and what is
//! expected (`expected.json`: the path, the log, the outputs, the error). The whole chain runs:
//! sources, package, XML, and the workflows read back from it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use coopto::diagnostic::Report;
use coopto::project::{self, Tree};
use coopto::runner::content::Content;
use coopto::runner::engine::{Engine, Limits, Strictness};
use coopto::runner::http::{self, Address, Presented, Request, Response};
use coopto::runner::interpreter::{
    Event, Host, Question, Runs, Scripts, State as Stands, Thrown, Token,
};
use coopto::runner::objects::{Http, Level, Services, Sink, World};
use coopto::runner::state::State;
use coopto::runner::value::Value;
use coopto::runner::{shipped, shown};
use serde_json::{Value as Json, json};

const MANIFEST: &str = "[project]\nname = \"small\"\nversion = \"1.0.0\"\nmodule = \"com.example\"\n\
    package = \"com.example\"\ncategory = \"Small\"\n[orchestrator]\nplugins = []\n";

/// 2024-01-01T00:00:00Z: when every run begins.
const START: f64 = 1_704_067_200_000.0;

#[test]
fn every_small_workflow_behaves_as_the_reference_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interpreter");
    let only = std::env::var("COOPTO_CASE").ok();
    let mut faults = Vec::new();
    let mut count = 0;
    let mut files: Vec<_> = fs_err::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        count += 1;
        let case = Case::read(&fs_err::read_to_string(&file).unwrap());
        if let Err(fault) = quotes_the_reference(&case.head) {
            faults.push(format!("{name}: {fault}"));
        }
        match case.run() {
            Ok(found) => {
                let expected: Json = serde_json::from_str(case.file("expected.json"))
                    .unwrap_or_else(|error| panic!("{name}: expected.json: {error}"));
                assert!(
                    expected.as_object().is_some_and(|map| !map.is_empty()),
                    "{name} expects nothing"
                );
                for (key, wanted) in expected.as_object().unwrap() {
                    let got = &found[key.as_str()];
                    if got != wanted {
                        faults.push(format!(
                            "{name}: {key}\n  expected {wanted}\n  found    {got}"
                        ));
                    }
                }
                // A failure that nobody expects is one, whatever else is right.
                if expected.get("error").is_none() && !found["error"].is_null() {
                    faults.push(format!("{name}: failed with {}", found["error"]));
                }
            }
            Err(fault) => faults.push(format!("{name}: {fault}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(only.is_some() || count >= 60, "only {count} cases");
}

/// The first lines name a section of a page and repeat words of it.
fn quotes_the_reference(head: &str) -> Result<(), String> {
    let plain = |text: &str| -> String {
        let text = text.replace(['*', '`'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let head = plain(head);
    let (place, quoted) = head
        .split_once(": ")
        .ok_or("it does not begin with `docs/engine.md N: words`")?;
    let (page, section) = place.rsplit_once(' ').ok_or("it names no section")?;
    let folder = env!("CARGO_MANIFEST_DIR");
    let text = fs_err::read_to_string(format!("{folder}/{page}")).map_err(|e| e.to_string())?;
    let start = format!("\n## {section}. ");
    let body = text.split_once(&start).ok_or("no such section")?.1;
    let body = body.split_once("\n## ").map_or(body, |(body, _)| body);
    let words = quoted.split(" -- ").next().unwrap_or(quoted);
    if plain(body).contains(words) {
        Ok(())
    } else {
        Err(format!("{place} does not say `{words}`"))
    }
}

struct Case {
    head: String,
    files: BTreeMap<String, String>,
}

impl Case {
    fn read(text: &str) -> Self {
        let mut head = String::new();
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut current: Option<String> = None;
        for line in text.lines() {
            let marker = line
                .strip_prefix("-- ")
                .and_then(|rest| rest.strip_suffix(" --"));
            match (marker, &current) {
                (Some(name), _) => current = Some(name.to_owned()),
                (None, Some(name)) => {
                    let file = files.entry(name.clone()).or_default();
                    file.push_str(line);
                    file.push('\n');
                }
                (None, None) => {
                    head.push_str(line);
                    head.push('\n');
                }
            }
        }
        Self { head, files }
    }

    fn file(&self, name: &str) -> &str {
        self.files.get(name).map_or("{}", String::as_str)
    }

    fn content(&self) -> Result<Content, String> {
        let mut tree = Tree::from_files([("coopto.toml".to_owned(), MANIFEST.to_owned())]);
        for (path, text) in &self.files {
            if path
                .rsplit_once('.')
                .is_some_and(|(_, ending)| ending == "json")
            {
                continue;
            }
            let path = if path.contains('/') {
                path.clone()
            } else {
                format!("workflows/{path}")
            };
            tree.insert(path, text.clone());
        }
        let mut report = Report::new();
        let project = project::load(&tree, None, &mut report);
        let project = project.ok_or_else(|| format!("{:?}", report.sorted()))?;
        let package = project::assemble::package(&project).map_err(|error| error.to_string())?;
        let mut content = Content::default();
        content
            .add(&package, &coopto::archive::Limits::default())
            .map_err(|error| error.to_string())?;
        Ok(content)
    }

    fn run(&self) -> Result<Json, String> {
        let content = Arc::new(self.content()?);
        let main = content.workflows().find(|workflow| workflow.name == "Main");
        let main = Arc::clone(main.ok_or("there is no workflow `Main`")?);
        let given: Json =
            serde_json::from_str(self.file("given.json")).map_err(|e| e.to_string())?;
        let given = given
            .as_object()
            .ok_or("given.json is no object")?
            .iter()
            .map(|(name, value)| (name.clone(), from_json(value)))
            .collect();
        let answers = serde_json::from_str(self.file("answers.json")).map_err(|e| e.to_string())?;
        let stage = Arc::new(Stage {
            content: Arc::clone(&content),
            state: shipped::into(State::temporary().unwrap(), &content),
            clock: Arc::new(Mutex::new(START)),
            answers: Mutex::new(answers),
            ids: AtomicU64::new(0),
            seen: Arc::default(),
        });
        let runs = Runs::new(content, stage.clone());
        let finished = runs.run(&main, given);
        runs.join();
        let seen = stage.seen.lock().unwrap();
        let outputs: serde_json::Map<String, Json> = finished
            .outputs
            .iter()
            .map(|(name, value)| (name.clone(), shown::json(value)))
            .collect();
        let mut others = seen.others.clone();
        others.sort();
        let failure = finished.failure.as_ref();
        Ok(json!({
            "path": seen.path,
            "log": seen.log,
            "notices": seen.notices,
            "threw": seen.threw,
            "others": others,
            "outputs": outputs,
            "state": finished.token.status().state.as_str(),
            "business-state": finished.token.status().business_state,
            "error": failure.map(|failure| &failure.text),
            "catchable": failure.map(|failure| failure.exception),
            "at": failure.map(|failure| failure.path.iter().map(|step| {
                format!("{}/{}", step.place.workflow, step.place.title)
            }).collect::<Vec<_>>()),
        }))
    }
}

/// What a run is given and what is seen of it.
struct Stage {
    content: Arc<Content>,
    state: State,
    clock: Arc<Mutex<f64>>,
    answers: Mutex<Json>,
    ids: AtomicU64,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    path: Vec<String>,
    log: Vec<String>,
    notices: Vec<String>,
    threw: Vec<String>,
    others: Vec<String>,
}

impl Host for Stage {
    fn scripts(&self, runs: &Arc<Runs>, token: &Arc<Token>) -> Result<Box<dyn Scripts>, Thrown> {
        let services = Services {
            world: Arc::new(Around {
                clock: Arc::clone(&self.clock),
                seen: Arc::clone(&self.seen),
                stop: Arc::default(),
            }),
            state: self.state.clone(),
            http: Arc::new(NoNetwork),
            content: Arc::clone(&self.content),
            runs: Some(Arc::clone(runs)),
            token: Some(Arc::clone(token)),
        };
        let engine = Engine::new(services, Limits::default(), Strictness::default())?;
        Ok(Box::new(engine))
    }

    fn configuration(&self, id: &str, key: &str) -> Result<Option<Value>, Thrown> {
        let element = self.state.configuration(id).unwrap();
        let attribute = element.as_ref().and_then(|element| element.attribute(key));
        Ok(attribute.map(|attribute| attribute.value.clone()))
    }

    fn ask(&self, question: &Question<'_>) -> Result<Vec<(String, Value)>, Thrown> {
        let answers = self.answers.lock().unwrap();
        let Some(answers) = answers
            .get(&question.item.display_name)
            .and_then(Json::as_object)
        else {
            return Err(Thrown::stopped("nobody is there to answer"));
        };
        self.seen.lock().unwrap().log.push(format!(
            "asked {} for {}",
            shown::text(&question.users),
            question
                .fields
                .iter()
                .map(|(name, type_name, value)| format!(
                    "{name}: {type_name} = {}",
                    shown::text(value)
                ))
                .collect::<Vec<_>>()
                .join(", ")
        ));
        let seconds = answers.get("takes").and_then(Json::as_f64).unwrap_or(0.0);
        *self.clock.lock().unwrap() += seconds * 1000.0;
        Ok(answers
            .iter()
            .map(|(name, value)| (name.clone(), from_json(value)))
            .collect())
    }

    fn wait(&self, until: f64, _token: &Token) -> Result<(), Thrown> {
        let mut clock = self.clock.lock().unwrap();
        let seconds = (until - *clock) / 1000.0;
        self.seen
            .lock()
            .unwrap()
            .log
            .push(format!("waited {seconds} s"));
        *clock = clock.max(until);
        Ok(())
    }

    fn now(&self) -> f64 {
        *self.clock.lock().unwrap()
    }

    fn interrupted(&self) -> Option<String> {
        // A workflow that would run for ever is one that does not do what is expected.
        let seen = self.seen.lock().unwrap();
        (seen.path.len() > 500).then(|| "it took more than 500 steps".to_owned())
    }

    fn new_id(&self) -> String {
        format!("id-{}", self.ids.fetch_add(1, Ordering::Relaxed))
    }

    fn event(&self, token: &Token, event: Event<'_>) {
        let mut seen = self.seen.lock().unwrap();
        let first = token.id == "id-0";
        match event {
            Event::Item { item, depth, .. } if first => {
                let title = match item.display_name.as_str() {
                    "" => &item.name,
                    title => title,
                };
                seen.path.push(format!("{}{title}", "> ".repeat(depth)));
            }
            Event::Notice(text) => seen.notices.push(text.to_owned()),
            Event::Threw(text) => seen.threw.push(text.to_owned()),
            Event::Ends(state) if !first => {
                assert!(state.is_final());
                seen.others
                    .push(format!("{}: {state}", token.workflow.name));
            }
            Event::Ends(state) => assert_ne!(state, Stands::Running),
            _ => {}
        }
    }
}

/// `{"$date": 0}` is a date, `{"$properties": {}}` are properties, an object a composite value.
fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(boolean) => Value::Boolean(*boolean),
        Json::Number(number) => Value::Number(number.as_f64().unwrap()),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(values) => Value::Array(values.iter().map(from_json).collect()),
        Json::Object(map) => {
            if let Some(moment) = map.get("$date") {
                return Value::Date(moment.as_f64().unwrap());
            }
            let inner = map.get("$properties").and_then(Json::as_object);
            let fields = inner.unwrap_or(map).iter();
            let fields = fields
                .map(|(name, value)| (name.clone(), from_json(value)))
                .collect();
            if inner.is_some() {
                Value::Properties(fields)
            } else {
                Value::Composite(fields)
            }
        }
    }
}

/// Nothing here asks the network.
struct NoNetwork;

impl Http for NoNetwork {
    fn execute(&self, request: &Request) -> Result<Response, http::Failure> {
        panic!("asked for {request:?}");
    }

    fn certificates(&self, address: &Address) -> Result<Presented, http::Failure> {
        panic!("asked for {address:?}");
    }
}

/// Log, clock and ids of the scripts of one run.
struct Around {
    clock: Arc<Mutex<f64>>,
    seen: Arc<Mutex<Seen>>,
    stop: Arc<AtomicBool>,
}

impl World for Around {
    fn log(&self, _: Sink, level: Level, text: &str) {
        let line = format!("{}: {text}", level.as_str());
        self.seen.lock().unwrap().log.push(line);
    }

    fn now(&self) -> f64 {
        *self.clock.lock().unwrap()
    }

    fn new_id(&self) -> String {
        "an id".to_owned()
    }

    fn user(&self) -> String {
        "tester".to_owned()
    }

    fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }
}
