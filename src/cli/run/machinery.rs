//! What `run` and `inventory` have in common: the content, the state, the machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, Scope, ScopedJoinHandle};

use anyhow::{Context, bail};

use crate::archive::{self, Archive};
use crate::artifact::{Artifact, bundle, detect, package, plugin};
use crate::cli::Console;
use crate::cli::input::InputArgs;
use crate::cli::run::megabytes;
use crate::cli::source::SourceArgs;
use crate::model::Package;
use crate::project::assemble;
use crate::runner::content::Content;
use crate::runner::engine::{Limits, Strictness};
use crate::runner::http::Client;
use crate::runner::interpreter::STACK;
use crate::runner::machine::{Face, Machine, Settings, Stop};
use crate::runner::shipped;
use crate::runner::state::State;
use crate::signing;

/// Which content, and which state.
#[derive(clap::Args)]
pub(in crate::cli) struct MachineryArgs {
    /// A .package, .dar or .vmoapp, instead of the project
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Folder for what a server keeps; else .coopto in the project, or in the home of this program
    #[arg(long, env = "COOPTO_STATE", value_name = "DIR")]
    state: Option<PathBuf>,
    /// Megabytes of memory for a script
    #[arg(long, value_name = "MB", default_value = "256", value_parser = megabytes)]
    memory: usize,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    input: InputArgs,
}

impl MachineryArgs {
    /// What can run, of the project or the file.
    pub(in crate::cli) fn content(&self, console: &mut Console) -> anyhow::Result<Arc<Content>> {
        let mut content = Content::default();
        if let Some(path) = &self.from {
            let (packages, limits) = self.packages(path)?;
            for package in packages {
                for unreadable in content.add_readable(&package, &limits) {
                    // The alternate form shows the causes.
                    console.warning(format!(
                        "{:#}; it is left out",
                        anyhow::Error::from(unreadable)
                    ));
                }
            }
            return Ok(Arc::new(content));
        }
        let Some((tree, project)) = self.source.load_with_tree(console)? else {
            bail!("nothing was run");
        };
        // What runs is what a server would get, not what the files say.
        content.add(&assemble::package(&project)?, &archive::Limits::default())?;
        content.locate(&tree, &project.manifest);
        Ok(Arc::new(content))
    }

    fn packages(&self, path: &Path) -> anyhow::Result<(Vec<Package>, archive::Limits)> {
        let (archive, limits) = self.input.archive(path)?;
        let shown = path.display();
        let found = within(&archive, &limits);
        let packages = found.with_context(|| format!("cannot read `{shown}`"))?;
        if packages.is_empty() {
            bail!("`{shown}` holds no package");
        }
        Ok((packages, limits))
    }

    /// The machine for a content.
    pub(in crate::cli) fn machine(
        &self,
        content: &Arc<Content>,
        face: Arc<dyn Face>,
        stop: &Arc<Stop>,
        waits: bool,
    ) -> anyhow::Result<Arc<Machine>> {
        let settings = Settings {
            limits: Limits {
                memory: self.memory,
                ..Limits::default()
            },
            strictness: Strictness::default(),
            waits,
            user: user(),
        };
        Ok(Machine::new(
            Arc::clone(content),
            self.state(content)?,
            Arc::new(Client::stopped_by(Arc::clone(stop.flag()))),
            settings,
            face,
            Arc::clone(stop),
        ))
    }

    fn state(&self, content: &Content) -> anyhow::Result<State> {
        let folder = self.folder()?;
        let state = State::open(&folder)
            .with_context(|| format!("cannot use the state in `{}`", folder.display()))?;
        Ok(shipped::into(state, content))
    }

    fn folder(&self) -> anyhow::Result<PathBuf> {
        if let Some(folder) = &self.state {
            return Ok(folder.clone());
        }
        Ok(match self.source.folder()? {
            Some(project) => project.join(".coopto"),
            None => signing::home()?.join("state"),
        })
    }
}

/// The name of whoever runs this.
fn user() -> String {
    let known = ["USER", "USERNAME", "LOGNAME"].into_iter();
    let named = known.filter_map(|variable| std::env::var(variable).ok());
    named
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "somebody".to_owned())
}

/// Ctrl-C stops the run, which then says where it stood; a second one ends the program.
pub(in crate::cli) fn stop_on_interrupt(stop: &Arc<Stop>) -> anyhow::Result<()> {
    let stop = Arc::clone(stop);
    ctrlc::set_handler(move || {
        if stop.reason().is_some() {
            std::process::exit(130);
        }
        stop.raise("it was interrupted");
    })
    .context("cannot listen for Ctrl-C")
}

/// A thread with room for deep calls.
pub(in crate::cli) fn in_thread<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> anyhow::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new()
        .stack_size(STACK)
        .spawn_scoped(scope, work)
        .context("cannot start a thread")
}

/// The packages of a file, however deep they lie.
fn within(archive: &Archive, limits: &archive::Limits) -> anyhow::Result<Vec<Package>> {
    let mut packages = Vec::new();
    match detect(archive)? {
        Artifact::Package => packages.push(package::unpack(archive)?),
        Artifact::Dar => {
            for (_, bytes) in plugin::packages(archive) {
                packages.push(package::unpack(&Archive::read(bytes, limits)?)?);
            }
        }
        Artifact::Vmoapp => {
            for (_, bytes) in bundle::dars(archive) {
                packages.extend(within(&Archive::read(bytes, limits)?, limits)?);
            }
        }
    }
    Ok(packages)
}
