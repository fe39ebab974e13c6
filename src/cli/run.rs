mod face;
mod failure;
mod given;
mod machinery;
mod message;
mod terminal;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use serde_json::{Map, Value as Json, json};

use self::face::Face;
pub(super) use self::failure::lines as failure_lines;
use self::given::GivenArgs;
pub(super) use self::machinery::{MachineryArgs, in_thread, stop_on_interrupt};
use self::message::{Message, Seen};
use self::terminal::{Remote, answer};
use super::{Console, Format, Outcome};
use crate::runner::content::Content;
use crate::runner::find::{Found, find};
use crate::runner::inputs::Given;
use crate::runner::interpreter::{Failure, Runs, State, Step, Thrown};
use crate::runner::machine::{Machine, Stop};
use crate::runner::shown;
use crate::runner::start::{Ended, NotBegun, Start};

/// How many messages may wait to be told; whoever says more waits.
const AHEAD: usize = 1000;

/// How long a run that was told to end may stay silent.
const PATIENCE: Duration = Duration::from_secs(5);

/// Run a workflow or an action here, against a real Docker Engine
#[derive(clap::Args)]
#[command(
    after_help = "NAME is a workflow's path or an action's name; the beginning may be left out:\n  \
    coopto run \"Images/Pull Image\" --set node=laptop --set reference=postgres:latest\n  \
    coopto run values.integer --set value=8080.0\n\n\
    What happens is told on standard error, the outputs on standard output. Nodes, configuration\n\
    elements and what else a server keeps stay in a folder of the project, for the next run.\n\n\
    Exit codes: 0 it completed, 1 it failed, 2 it could not be run."
)]
pub(super) struct Run {
    /// Workflow or action
    name: String,
    #[command(flatten)]
    given: GivenArgs,
    /// Answers to user interactions (YAML or JSON): title of the item, below it the fields
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Show every value that goes into an item or comes out of it
    #[arg(long)]
    trace: bool,
    /// Go on at once where a timer would wait
    #[arg(long)]
    no_wait: bool,
    /// Stop after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    machinery: MachineryArgs,
}

/// Whole or fractional seconds.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok();
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "a number of seconds above 0 is needed, such as 60".to_owned())
}

/// Bytes of so many megabytes; without any, the engine would set no limit.
pub(super) fn megabytes(text: &str) -> Result<usize, String> {
    let bytes = text.parse::<usize>().ok().filter(|number| *number > 0);
    bytes
        .and_then(|number| number.checked_mul(1 << 20))
        .ok_or_else(|| "a whole number above 0 is needed, such as 256".to_owned())
}

impl Run {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let content = self.machinery.content(console)?;
        let found = find(&content, &self.name)?;
        let stop = Arc::new(Stop::default());
        stop_on_interrupt(&stop)?;
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let answers = self.answers.as_deref().map(given::map).transpose()?;
        let is_terminal = io::stdin().is_terminal() && self.format == Format::Text;
        let face = Arc::new(Face::new(sender.clone(), self.trace, answers, is_terminal));
        let machine = self
            .machinery
            .machine(&content, face, &stop, !self.no_wait)?;
        if let Some(timeout) = self.timeout {
            stop.after(timeout);
        }
        let given = self.given.read()?;
        let mut seen = Seen::new(self.format == Format::Json);
        let result = std::thread::scope(|scope| {
            let (machine, found, stop) = (&machine, &found, &stop);
            let work = in_thread(scope, move || {
                let runs = machine.runs();
                let ran = perform(machine, &runs, found, &given, is_terminal, &sender);
                runs.join();
                let mut ended = ran?;
                if let (None, Some(reason)) = (&ended.failure, stop.reason()) {
                    let cut = format!("{reason}, before what it started had ended");
                    ended.failure = Some(Failure::new(&Thrown::stopped(cut), &[]));
                    ended.state = State::Failed.as_str();
                }
                anyhow::Ok(ended)
            })?;
            // Everything that is said comes through here, so that lines do not mix.
            let mut quiet = None;
            while !work.is_finished() {
                match receiver.recv_timeout(Duration::from_millis(50)) {
                    Ok(message) => {
                        quiet = None;
                        take(console, message, &mut seen, stop);
                    }
                    Err(mpsc::RecvTimeoutError::Timeout) => {
                        let Some(reason) = stop.reason() else {
                            continue;
                        };
                        if quiet.get_or_insert_with(Instant::now).elapsed() > PATIENCE {
                            // The thread that hangs cannot be ended, only the program can.
                            let hung = hung(&reason, &seen);
                            let told = self.tell(
                                console,
                                found,
                                &hung,
                                std::mem::take(&mut seen),
                                &content,
                            );
                            std::process::exit(if told.is_ok() { 1 } else { 2 });
                        }
                    }
                    Err(mpsc::RecvTimeoutError::Disconnected) => break,
                }
            }
            for message in receiver.try_iter() {
                take(console, message, &mut seen, stop);
            }
            work.join()
                .map_err(|_| anyhow::anyhow!("the run ended in a fault of this program"))?
        })?;
        self.tell(console, &found, &result, seen, &content)
    }

    fn tell(
        &self,
        console: &mut Console,
        found: &Found,
        ended: &Ended,
        seen: Seen,
        content: &Content,
    ) -> anyhow::Result<Outcome> {
        match self.format {
            Format::Text => write_text(console, ended)?,
            Format::Json => write_json(console, found, ended, seen)?,
        }
        let Some(failure) = &ended.failure else {
            return Ok(Outcome::Done);
        };
        failure::show(console, failure, content);
        Ok(Outcome::Faults)
    }
}

/// A run that does not end though it was told to: it is inside one built-in function of the engine.
fn hung(reason: &str, seen: &Seen) -> Ended {
    let step = seen.standing().map(|place| Step {
        workflow_id: String::new(),
        place: place.clone(),
    });
    let text = format!("{reason}, and a built-in function of the engine was still at work");
    Ended {
        outputs: Vec::new(),
        failure: Some(Failure::new(&Thrown::stopped(text), step.as_slice())),
        state: State::Failed.as_str(),
        business_state: None,
    }
}

fn take(console: &mut Console, message: Message, seen: &mut Seen, stop: &Stop) {
    match message {
        Message::Said(said) => {
            if let Some(line) = said.line() {
                console.note(line);
            }
            seen.keep(said);
        }
        Message::Ask(question, reply) => {
            // Whoever asked may be gone by now.
            let _ = reply.send(answer(console, &question, stop));
        }
    }
}

/// Finds the inputs, asks for what is missing, and runs it.
fn perform(
    machine: &Machine,
    runs: &Arc<Runs>,
    found: &Found,
    given: &Given,
    is_terminal: bool,
    sender: &mpsc::SyncSender<Message>,
) -> Result<Ended, NotBegun> {
    let start = Start {
        machine,
        runs,
        folder: Path::new(""),
        checked: true,
    };
    let mut remote = Remote::new(sender.clone());
    start.run(
        found,
        |inputs, outside| {
            given.values(inputs, outside).map_err(|errors| {
                let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                lines.join("\n  ")
            })
        },
        if is_terminal { Some(&mut remote) } else { None },
        &mut |text| {
            let _ = sender.send(Message::notice(text));
        },
    )
}

fn write_text(console: &mut Console, ran: &Ended) -> io::Result<()> {
    for (name, type_name, value) in &ran.outputs {
        console.line(format!("{name} = {}", shown::text_of(value, type_name)))?;
    }
    Ok(())
}

fn write_json(console: &mut Console, found: &Found, ran: &Ended, seen: Seen) -> io::Result<()> {
    let outputs: Map<String, Json> = ran
        .outputs
        .iter()
        .map(|(name, type_name, value)| (name.clone(), shown::json_of(value, type_name)))
        .collect();
    let failure = ran.failure.as_ref().map(|failure| {
        json!({
            "text": failure.text,
            "exception": failure.exception,
            "line": failure.line,
            "stack": failure.stack,
            "path": failure.path.iter().map(|step| json!({
                "workflow": step.place.workflow,
                "item": step.place.item,
                "title": step.place.title,
            })).collect::<Vec<_>>(),
        })
    });
    console.json(&json!({
        "name": found.name(),
        "state": ran.state,
        "businessState": ran.business_state,
        "outputs": outputs,
        "error": failure,
        "events": seen.into_json(),
    }))
}
