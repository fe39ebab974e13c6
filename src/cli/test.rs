mod junit;
mod recorded;
mod report;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::plural::plural;
use super::run::{in_thread, megabytes, stop_on_interrupt};
use super::source::SourceArgs;
use super::{Console, Outcome, output};
use crate::archive;
use crate::diagnostic::Report;
use crate::project::{assemble, test_files};
use crate::runner::content::Content;
use crate::runner::engine::Limits;
use crate::runner::machine::Stop;
use crate::runner::testing::{
    Ground, Test as Case, Verdict, check::check, parse, perform::perform,
};

/// Run the tests beside the content, without a server and without Docker
#[derive(clap::Args)]
#[command(
    after_help = "Tests are the files `tests/**/*.test.yaml` of the project. They call workflows and actions, say\n\
    what must come of it, and script the answers of the network.\n\n\
    Exit codes: 0 all passed, 1 some failed, 2 they could not be run."
)]
pub(super) struct Test {
    /// Only tests whose name, `content/images: pulls an image`, has one of these in it
    filter: Vec<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Write the result to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Let tests with `network: recorded` ask the real network, and keep its answers beside them
    #[arg(long)]
    record: bool,
    /// How many tests run at once; else as many as there are processors
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Megabytes of memory for a script
    #[arg(long, value_name = "MB", default_value = "256", value_parser = megabytes)]
    memory: usize,
    #[command(flatten)]
    source: SourceArgs,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// `JUnit` XML, for CI
    Junit,
}

impl Test {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let Some(folder) = self.source.folder()? else {
            bail!(
                "tests belong to a project, and there is no coopto.toml here or above: the content that this \
                 program carries comes without its tests; name a project with `--project`"
            );
        };
        let Some((tree, project)) = self.source.load_with_tree(console)? else {
            bail!("nothing was tested");
        };
        let mut content = Content::default();
        content.add(&assemble::package(&project)?, &archive::Limits::default())?;
        content.locate(&tree, &project.manifest);
        let tests = self.tests(&folder, &content, console)?;
        let ground = Ground {
            content: Arc::new(content),
            folder,
            states: tempfile::Builder::new().prefix("coopto-tests-").tempdir()?,
            limits: Limits {
                memory: self.memory,
                ..Limits::default()
            },
            stop: Arc::default(),
            records: self.record,
        };
        stop_on_interrupt(&ground.stop)?;
        let verdicts = self.perform(&tests, &ground, console)?;
        let done: Vec<(&Case, &Verdict)> = tests.iter().zip(&verdicts).collect();
        if self.record {
            recorded::keep(&done, &ground.folder, console)?;
        }
        let result = match self.format {
            Format::Text => report::text(&done, &ground.content),
            Format::Json => report::json(&done, &ground.content),
            Format::Junit => junit::write(&done, &ground.content),
        };
        match &self.output {
            Some(path) => {
                output::write_to(path, format!("{result}\n").as_bytes())?;
                console.note(report::summary(&done));
            }
            None => console.line(result)?,
        }
        let passed = verdicts.iter().all(|verdict| verdict.faults.is_empty());
        Ok(if passed {
            Outcome::Done
        } else {
            Outcome::Faults
        })
    }

    /// The tests that are meant, all of them sound.
    fn tests(
        &self,
        folder: &std::path::Path,
        content: &Content,
        console: &mut Console,
    ) -> anyhow::Result<Vec<Case>> {
        let shown = folder.display();
        let files = test_files::read(folder)
            .with_context(|| format!("cannot read the tests in `{shown}`"))?;
        let mut report = Report::new();
        let mut tests = Vec::new();
        let paths = files.files().map(|(path, _)| path);
        let paths: Vec<&str> = paths
            .filter(|path| path.ends_with(test_files::ENDING))
            .collect();
        for path in paths {
            let Some(text) = files.read_text(path, &mut report) else {
                continue;
            };
            let mut of_file = parse::read(path, text, &mut report);
            if !self.record {
                recorded::attach(&mut of_file, path, &files, &mut report);
            }
            tests.extend(of_file);
        }
        for test in &tests {
            check(test, content, &mut report);
        }
        let unsound = report.has_errors();
        console.report(report, |file| files.text(file));
        if unsound {
            bail!("nothing was tested");
        }
        if tests.is_empty() {
            bail!(
                "there are no tests in `{shown}`: they are files `tests/**/*{}`",
                test_files::ENDING
            );
        }
        let wanted: Vec<String> = self.filter.iter().map(|text| text.to_lowercase()).collect();
        let count = tests.len();
        tests.retain(|test| {
            let title = test.title().to_lowercase();
            wanted.is_empty() || wanted.iter().any(|text| title.contains(text))
        });
        if tests.is_empty() {
            bail!(
                "none of the {} has `{}` in its name",
                plural(count, "test"),
                self.filter.join("` or `")
            );
        }
        if self.record && !tests.iter().any(|test| test.network.recorded) {
            bail!("none of the tests says `network: recorded`, so there is nothing to record");
        }
        Ok(tests)
    }

    /// Runs all of them side by side; the verdicts are in the order of the tests.
    fn perform(
        &self,
        tests: &[Case],
        ground: &Ground,
        console: &mut Console,
    ) -> anyhow::Result<Vec<Verdict>> {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = self
            .jobs
            .map_or_else(processors, usize::from)
            .min(tests.len());
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::channel();
        let progress = console.progress("testing");
        let mut verdicts: Vec<Option<Verdict>> = tests.iter().map(|_| None).collect();
        std::thread::scope(|scope| -> anyhow::Result<()> {
            for _ in 0..jobs {
                let (sender, next) = (sender.clone(), &next);
                in_thread(scope, move || {
                    while let Some((index, test)) = take(tests, next, &ground.stop) {
                        // Whoever collects them stays until all threads have ended.
                        let _ = sender.send(News::Begins(index));
                        let _ = sender.send(News::Ended(index, Box::new(perform(test, ground))));
                    }
                })?;
            }
            drop(sender);
            let mut running: Vec<(usize, Instant)> = Vec::new();
            loop {
                match receiver.recv_timeout(Duration::from_millis(200)) {
                    Ok(News::Begins(index)) => running.push((index, Instant::now())),
                    Ok(News::Ended(index, verdict)) => {
                        progress.inc(1);
                        running.retain(|(other, _)| *other != index);
                        verdicts[index] = Some(*verdict);
                    }
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                    Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
                }
                let hung = |(index, since): &&(usize, Instant)| {
                    since.elapsed() > tests[*index].timeout.saturating_add(PATIENCE)
                };
                if let Some((index, _)) = running.iter().find(hung) {
                    progress.finish_and_clear();
                    console.failure(&anyhow::anyhow!(
                        "`{}` does not end, though its time is up: a built-in function of the engine is still at \
                         work; the other tests were not finished",
                        tests[*index].title()
                    ));
                    // The thread that hangs cannot be ended, only the program can; what tests keep may be secret.
                    fs_err::remove_dir_all(ground.states.path())?;
                    std::process::exit(1);
                }
            }
        })?;
        progress.finish_and_clear();
        if let Some(reason) = ground.stop.reason() {
            bail!("the tests were not run to their end: {reason}");
        }
        let verdicts: Option<Vec<Verdict>> = verdicts.into_iter().collect();
        verdicts.context("a test ended in a fault of this program")
    }
}

/// What the threads that run tests tell.
enum News {
    Begins(usize),
    Ended(usize, Box<Verdict>),
}

/// How long a test may go on after its time is up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The next test that nobody has begun; none after Ctrl-C.
fn take<'a>(tests: &'a [Case], next: &AtomicUsize, stop: &Stop) -> Option<(usize, &'a Case)> {
    if stop.reason().is_some() {
        return None;
    }
    let index = next.fetch_add(1, Ordering::Relaxed);
    tests.get(index).map(|test| (index, test))
}
