//! One test, in a state of its own.

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::fault::Fault;
use super::outside::configure;
use super::ran::Ran;
use super::recording::Exchange;
use super::script::Script;
use super::test::{Step, Test};
use super::watcher::Watcher;
use crate::model::Parameter;
use crate::project::document::{Node, Value as Written};
use crate::runner::content::Content;
use crate::runner::engine::{Limits, Strictness};
use crate::runner::find::find;
use crate::runner::inputs::{Outside, from_json, json};
use crate::runner::interpreter::Runs;
use crate::runner::machine::{Machine, Settings, Stop};
use crate::runner::objects::Http;
use crate::runner::shipped;
use crate::runner::shown::is_secret;
use crate::runner::start::Start;
use crate::runner::state::State;
use crate::runner::value::Value;

/// What all tests stand on.
pub struct Ground {
    /// What can run.
    pub content: Arc<Content>,
    /// The folder that `@file` is looked for in.
    pub folder: PathBuf,
    /// Where what tests leave behind is kept until they end.
    pub states: TempDir,
    /// What one script may use.
    pub limits: Limits,
    /// Raised by Ctrl-C: tests that have not begun do not.
    pub stop: Arc<Stop>,
    /// Whether what the real network answers is recorded, for tests that want a recording.
    pub records: bool,
}

/// How a test ended.
#[derive(Debug)]
pub struct Verdict {
    /// What is not as it should be; empty when it passed.
    pub faults: Vec<Fault>,
    /// The step with the faults.
    pub ran: Ran,
    /// How long it took.
    pub time: Duration,
    /// What the real network answered, when that was to be recorded.
    pub recording: Option<Vec<Exchange>>,
}

/// Runs a test on this thread, which needs room for deep calls.
#[must_use]
pub fn perform(test: &Test, ground: &Ground) -> Verdict {
    let begun = Instant::now();
    let (faults, ran, recording) = match Bench::new(test, ground) {
        Ok(bench) => {
            let script = Arc::clone(&bench.script);
            let (faults, ran) = bench.steps();
            (faults, ran, script.recording())
        }
        Err(fault) => (vec![fault], Ran::default(), None),
    };
    Verdict {
        faults,
        ran,
        time: begun.elapsed(),
        recording,
    }
}

/// A machine with what a test looks at.
struct Bench<'a> {
    test: &'a Test,
    ground: &'a Ground,
    machine: Arc<Machine>,
    runs: Arc<Runs>,
    watcher: Arc<Watcher>,
    script: Arc<Script>,
    stop: Arc<Stop>,
    /// Outputs of earlier steps, by `step.output`.
    kept: Vec<(String, Value)>,
    _clock: mpsc::Sender<()>,
}

impl<'a> Bench<'a> {
    fn new(test: &'a Test, ground: &'a Ground) -> Result<Self, Fault> {
        if !test.checks() {
            let what = "this test checks nothing: say with `expect` what must come of it";
            return Err(Fault::plain(Some(test.line()), what));
        }
        let state = State::temporary_in(ground.states.path())
            .map_err(|error| Fault::plain(None, error.to_string()))?;
        let state = shipped::into(state, &ground.content);
        let stop = Arc::new(Stop::default());
        let script = Arc::new(Script::new(test, &stop, ground.records));
        configure(test, &state, &mut |secret| script.hide(secret))?;
        let clock = watch(&stop, &ground.stop, test.timeout);
        let watcher = Arc::<Watcher>::default();
        let settings = Settings {
            limits: ground.limits,
            strictness: Strictness::default(),
            waits: false,
            user: "tester".to_owned(),
        };
        let http: Arc<dyn Http> = Arc::<Script>::clone(&script);
        let machine = Machine::new(
            Arc::clone(&ground.content),
            state,
            http,
            settings,
            Arc::<Watcher>::clone(&watcher),
            Arc::clone(&stop),
        );
        Ok(Self {
            test,
            ground,
            runs: machine.runs(),
            machine,
            watcher,
            script,
            stop,
            kept: Vec::new(),
            _clock: clock,
        })
    }

    /// The steps up to the first with faults.
    fn steps(mut self) -> (Vec<Fault>, Ran) {
        let mut last = Ran::default();
        for step in &self.test.steps {
            let line = self.test.source.line(step.run.span.start);
            self.watcher.begin(&step.answers);
            let ran = self.step(step);
            self.runs.join();
            let seen = self.watcher.take();
            let mut faults = self.script.faults();
            let requests = self.script.requests();
            match ran {
                Ok(ran) => {
                    last = Ran {
                        log: seen.log,
                        path: seen.path,
                        requests,
                        ..ran
                    };
                    let stopped = self.stop.reason().filter(|_| faults.is_empty());
                    if let Some(reason) = stopped {
                        faults.push(Fault::plain(Some(line), reason));
                    }
                    // After an unexpected request nothing else means anything.
                    if faults.is_empty() {
                        faults = step.expect.faults(&last, &self.test.source, line);
                    }
                }
                Err(reason) => {
                    last = Ran {
                        log: seen.log,
                        path: seen.path,
                        requests,
                        ..Ran::default()
                    };
                    if faults.is_empty() {
                        let what = format!("`{}` cannot be run: {reason}", step.run.value);
                        faults.push(Fault::plain(Some(line), what));
                    }
                }
            }
            if !faults.is_empty() {
                return (faults, last);
            }
            self.keep(step, &last);
        }
        (self.script.unused(), last)
    }

    fn keep(&mut self, step: &Step, ran: &Ran) {
        let Some(name) = &step.keep else { return };
        for (output, _, value) in &ran.outputs {
            let key = format!("{}.{output}", name.value);
            self.kept.push((key, value.clone()));
        }
    }

    /// Runs one step; an error is about the test, not about what it runs.
    fn step(&self, step: &Step) -> Result<Ran, String> {
        let found = find(&self.ground.content, &step.run).map_err(|error| error.to_string())?;
        let start = Start {
            machine: &self.machine,
            runs: &self.runs,
            folder: &self.ground.folder,
            checked: false,
        };
        let ended = start.run(
            &found,
            |inputs, outside| self.inputs(step, inputs, outside),
            None,
            &mut |_| (),
        );
        let ended = ended.map_err(|error| error.to_string())?;
        Ok(Ran {
            outputs: ended.outputs,
            failure: ended.failure,
            business_state: ended.business_state,
            ..Ran::default()
        })
    }

    fn inputs(
        &self,
        step: &Step,
        inputs: &[Parameter],
        outside: &mut dyn Outside,
    ) -> Result<Vec<(String, Value)>, String> {
        let values = step.with.iter().map(|(name, node)| {
            let input = inputs.iter().find(|input| input.name == name.value);
            let input = input.ok_or_else(|| format!("there is no input `{}`", name.value))?;
            let value = match self.from(node)? {
                Some(value) => value,
                None => from_json(&json(node), &input.type_name, outside)
                    .map_err(|error| format!("`{}`: {error}", name.value))?,
            };
            if let (true, Value::Text(secret)) = (is_secret(&input.type_name), &value) {
                self.script.hide(secret);
            }
            Ok((name.value.clone(), value))
        });
        values.collect()
    }

    /// `{ from: step.output }`: what an earlier step gave.
    fn from(&self, node: &Node) -> Result<Option<Value>, String> {
        let Written::Map(fields) = &node.value else {
            return Ok(None);
        };
        let [(key, node)] = fields.as_slice() else {
            return Ok(None);
        };
        let Written::Text(wanted) = &node.value else {
            return Ok(None);
        };
        if key.value != "from" {
            return Ok(None);
        }
        let mut kept = self.kept.iter();
        let found = kept.find(|(name, _)| name == wanted);
        let found = found.map(|(_, value)| Some(value.clone()));
        found.ok_or_else(|| {
            let names = self.kept.iter().map(|(name, _)| format!("`{name}`"));
            let names: Vec<String> = names.collect();
            format!(
                "no earlier step gave `{wanted}`; there are {}",
                if names.is_empty() {
                    "none".to_owned()
                } else {
                    names.join(", ")
                }
            )
        })
    }
}

/// Ends the test when its time is up or the program is interrupted; until the sender is dropped.
fn watch(stop: &Arc<Stop>, all: &Arc<Stop>, time: Duration) -> mpsc::Sender<()> {
    let (sender, receiver) = mpsc::channel();
    let (stop, all) = (Arc::clone(stop), Arc::clone(all));
    std::thread::spawn(move || {
        let begun = Instant::now();
        while receiver.recv_timeout(Duration::from_millis(50))
            == Err(mpsc::RecvTimeoutError::Timeout)
        {
            if let Some(reason) = all.reason() {
                stop.raise(&reason);
            }
            if begun.elapsed() >= time {
                stop.raise(&format!("its time of {} s is up", time.as_secs_f64()));
            }
        }
    });
    sender
}
