//! What running costs: a start, calls of actions, turns of a loop; and what it would cost with a new
//! context for each call, or with the run's values kept on disk after each turn.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use coopto::archive;
use coopto::diagnostic::Report;
use coopto::project::{self, Tree, assemble};
use coopto::runner::content::Content;
use coopto::runner::engine::{Limits, Strictness};
use coopto::runner::find::{Found, find};
use coopto::runner::http::Client;
use coopto::runner::interpreter::{Event, Question, Scripts, Thrown, Token};
use coopto::runner::machine::{Face, Machine, Settings, Stop};
use coopto::runner::objects::{Level, Sink};
use coopto::runner::shipped;
use coopto::runner::state::State;
use coopto::runner::value::Value;
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

const FILES: &[(&str, &str)] = &[
    (
        "coopto.toml",
        "[project]\nname = \"small\"\nversion = \"1.0.0\"\nmodule = \"com.example\"\n\
         package = \"com.example\"\ncategory = \"Small\"\n[orchestrator]\nplugins = []\n",
    ),
    (
        "actions/add.js",
        "/**\n * Add.\n *\n * @param {number} a - one\n * @param {number} b - the other\n\
         * @returns {number} the sum\n */\n(function (a, b) {\n    return a + b;\n});\n",
    ),
    (
        "workflows/Call.yaml",
        "inputs: { n: number }\noutputs: { sum: number }\nsteps:\n  - script: Sum\n    in: [n]\n    out: [sum]\n    \
         code: |\n      sum = 0;\n      for (var i = 0; i < n; i++) { sum = System.getModule(\"com.example\").add(sum, 1); }\n",
    ),
    (
        "workflows/Double.yaml",
        "inputs: { a: number }\noutputs: { b: number }\nsteps:\n  \
         - { script: Double, in: [a], out: [b], code: b = a * 2; }\n",
    ),
    (
        "workflows/Loop.yaml",
        "inputs: { numbers: Array/number }\noutputs: { doubles: Array/number }\nsteps:\n  \
         - { foreach: Double, over: { a: numbers }, collect: { b: doubles } }\n",
    ),
];

/// Calls from one script, and turns of one loop.
const CALLS: u32 = 10_000;
const TURNS: u32 = 1_000;
/// A context for each of them takes long.
const FEW: u32 = 100;

/// Looks on, and keeps each turn if there is a place for it.
struct Onlooker(Option<State>);

impl Face for Onlooker {
    fn log(&self, _: Sink, _: Level, _: &str) {}

    fn event(&self, token: &Token, event: Event<'_>) {
        if let (Some(state), Event::Turn { number, .. }) = (&self.0, event) {
            let status = token.status();
            let kept = Value::Array(vec![
                Value::Text(format!("{number}")),
                Value::Properties(status.inputs),
                Value::Properties(status.attributes),
            ]);
            state
                .set_custom_property("WorkflowToken", &token.id, "values", kept)
                .expect("a disk");
        }
    }

    fn ask(&self, _: &Question<'_>, _: &mut dyn Scripts) -> Result<Vec<(String, Value)>, Thrown> {
        Err(Thrown::stopped("nobody is there"))
    }
}

struct Bench {
    content: Arc<Content>,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let files = FILES.iter();
        let files = files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let mut report = Report::new();
        let project = project::load(&Tree::from_files(files), None, &mut report);
        let project = project.unwrap_or_else(|| panic!("{:?}", report.sorted()));
        let package = assemble::package(&project).expect("assembles");
        let mut content = Content::default();
        content
            .add(&package, &archive::Limits::default())
            .expect("own");
        Self {
            content: Arc::new(content),
            folder: TempDir::new().expect("a disk"),
        }
    }

    /// As `coopto run` makes it, except that nothing was read from a project.
    fn machine(&self, keeps: bool) -> Arc<Machine> {
        let state = State::open(&self.folder.path().join("state")).expect("a disk");
        let state = shipped::into(state, &self.content);
        let settings = Settings {
            limits: Limits::default(),
            strictness: Strictness::default(),
            waits: true,
            user: "somebody".to_owned(),
        };
        Machine::new(
            Arc::clone(&self.content),
            state.clone(),
            Arc::new(Client::new()),
            settings,
            Arc::new(Onlooker(keeps.then_some(state))),
            Arc::<Stop>::default(),
        )
    }

    fn run(&self, machine: &Arc<Machine>, name: &str, input: (&str, Value)) -> Value {
        let Ok(Found::Workflow(workflow)) = find(&self.content, name) else {
            panic!("no workflow {name}");
        };
        let runs = machine.runs();
        let inputs = vec![(input.0.to_owned(), input.1)];
        let finished = runs.run(&workflow, inputs);
        assert_eq!(finished.failure, None);
        finished.outputs[0].1.clone()
    }
}

fn starts(criterion: &mut Criterion) {
    let bench = Bench::new();
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("a workflow of one script", |bencher| {
        bencher.iter(|| {
            let machine = bench.machine(false);
            black_box(bench.run(&machine, "Double", ("a", Value::Number(1.0))))
        });
    });
    let machine = bench.machine(false);
    group.bench_function("the same, on a machine that stands", |bencher| {
        bencher.iter(|| black_box(bench.run(&machine, "Double", ("a", Value::Number(1.0)))));
    });
    group.finish();
}

fn calls(criterion: &mut Criterion) {
    let bench = Bench::new();
    let machine = bench.machine(false);
    let mut group = criterion.benchmark_group("calls of an action");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    group.bench_function(format!("by a script/{CALLS}"), |bencher| {
        bencher.iter(|| {
            let count = Value::Number(f64::from(CALLS));
            let sum = bench.run(&machine, "Call", ("n", count.clone()));
            assert_eq!(sum, count);
        });
    });
    let two = || vec![Value::Number(1.0), Value::Number(2.0)];
    group.bench_function(format!("one engine/{FEW}"), |bencher| {
        bencher.iter(|| {
            let mut engine = machine.engine(None).expect("memory");
            for _ in 0..FEW {
                let sum = engine.action("com.example", "add", two());
                assert_eq!(sum, Ok(Value::Number(3.0)));
            }
        });
    });
    group.bench_function(format!("an engine for each/{FEW}"), |bencher| {
        bencher.iter(|| {
            for _ in 0..FEW {
                let mut engine = machine.engine(None).expect("memory");
                let sum = engine.action("com.example", "add", two());
                assert_eq!(sum, Ok(Value::Number(3.0)));
            }
        });
    });
    group.finish();
}

fn turns(criterion: &mut Criterion) {
    let bench = Bench::new();
    let mut group = criterion.benchmark_group("turns of a loop");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    for (name, keeps) in [("ours", false), ("values kept after each", true)] {
        let machine = bench.machine(keeps);
        group.bench_function(format!("{name}/{TURNS}"), |bencher| {
            bencher.iter(|| {
                let numbers = (0..TURNS).map(|number| Value::Number(f64::from(number)));
                let numbers = Value::Array(numbers.collect());
                let doubles = bench.run(&machine, "Loop", ("numbers", numbers));
                assert!(matches!(doubles, Value::Array(all) if all.len() == 1_000));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, starts, calls, turns);
criterion_main!(benches);
