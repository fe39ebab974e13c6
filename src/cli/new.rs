use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::plural::plural;
use super::{Console, Outcome, output};
use crate::diagnostic::{Level, Report};
use crate::project::create::{Beginning, Begun, create};
use crate::project::{self, Tree};

/// Begin an operation, an action, a workflow or a configuration element, with its test
#[derive(clap::Args)]
#[command(
    after_help = "Nothing that is there is overwritten, and what is written builds.\n\n\
    Example:\n  coopto new action images/tagImage\n  \
    coopto new operation engine/container/containerTop --request \"GET /containers/{id}/top\""
)]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
    /// Folder of the project; else the nearest one upwards with a coopto.toml
    #[arg(long, env = "COOPTO_PROJECT", value_name = "DIR", global = true)]
    project: Option<PathBuf>,
}

#[derive(clap::Subcommand)]
enum What {
    /// A row of a catalogue of operations, which becomes an action
    Operation {
        #[command(flatten)]
        named: Named,
        /// Method and path, with the parameters of the path in braces
        #[arg(long, value_name = "\"METHOD /PATH\"")]
        request: String,
    },
    /// An action: a documented function
    Action(Named),
    /// A workflow
    Workflow(Named),
    /// A configuration element
    Configuration(Named),
}

#[derive(clap::Args)]
struct Named {
    /// Its name, with its folders in front
    name: String,
    /// What it does, in a sentence
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
}

impl New {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let folder = if let Some(folder) = self.project {
            folder
        } else {
            let here = std::env::current_dir().context("cannot tell the current folder")?;
            Tree::find(&here).context(
                "there is no `coopto.toml` here or above; go to a project, or name one with `--project`",
            )?
        };
        let (beginning, named) = match &self.what {
            What::Operation { named, request } => (Beginning::Operation(request), named),
            What::Action(named) => (Beginning::Action, named),
            What::Workflow(named) => (Beginning::Workflow, named),
            What::Configuration(named) => (Beginning::Configuration, named),
        };
        let mut tree = Tree::read(&folder)
            .with_context(|| format!("cannot read the project in `{}`", folder.display()))?;
        let mut report = Report::new();
        let description = named.description.as_deref();
        let begun = create(&tree, beginning, &named.name, description, &mut report);
        if report.has_errors() {
            console.report(report, |file| tree.text(file));
        }
        let begun = begun?;
        let before = findings(&tree);
        for file in &begun {
            refuse_existing(&folder, file)?;
            // Tests are no part of what is built.
            if !file.path.starts_with("tests/") {
                tree.insert(file.path.as_str(), file.text.as_str());
            }
        }
        if !is_sound(console, &before, &tree) {
            bail!("nothing was written");
        }
        // All of them are complete before the first is in its place.
        let staged = begun
            .iter()
            .map(|file| {
                let path = folder.join(&file.path);
                output::stage(&path, with_its_line_ends(&path, &file.text)?.as_bytes())
            })
            .collect::<anyhow::Result<Vec<_>>>()?;
        for (file, staged) in begun.iter().zip(staged) {
            staged.publish()?;
            console.line(if file.is_longer {
                format!("{} (one more)", file.path)
            } else {
                file.path.clone()
            })?;
        }
        console.note(next(beginning, &begun));
        Ok(Outcome::Done)
    }
}

/// A file that is there keeps the line ends that it has.
fn with_its_line_ends<'a>(path: &Path, text: &'a str) -> anyhow::Result<Cow<'a, str>> {
    let has_pairs = path.exists() && fs_err::read_to_string(path)?.contains("\r\n");
    Ok(if has_pairs {
        text.replace('\n', "\r\n").into()
    } else {
        text.into()
    })
}

fn refuse_existing(folder: &Path, file: &Begun) -> anyhow::Result<()> {
    let path = folder.join(&file.path);
    let exists = path.symlink_metadata().is_ok();
    if exists && !file.is_longer {
        bail!(
            "`{}` exists already, and nothing was written; choose another name",
            file.path
        );
    }
    Ok(())
}

/// Whether the project takes the new files; what was wrong before is no reason against them.
fn is_sound(console: &mut Console, before: &Report, tree: &Tree) -> bool {
    let after = findings(tree);
    let mut ours = Report::new();
    for finding in after.diagnostics() {
        if finding.level == Level::Error && !before.diagnostics().contains(finding) {
            ours.push(finding.clone());
        }
    }
    let sound = !ours.has_errors();
    if !sound {
        console.report(ours, |file| tree.text(file));
    }
    sound
}

fn findings(tree: &Tree) -> Report {
    let mut report = Report::new();
    project::load(tree, None, &mut report);
    report
}

/// What there is to do.
fn next(beginning: Beginning<'_>, begun: &[Begun]) -> String {
    let what = match beginning {
        Beginning::Operation(_) => {
            "say what its query, its body and its answer are (docs/sources.md, \"Operation catalogues\")"
        }
        Beginning::Action => {
            "write what it does in the place of the example, and its parameters in the comment"
        }
        Beginning::Workflow => "write its inputs and steps in the place of the example",
        Beginning::Configuration => "write its attributes in the place of the example",
    };
    let test = begun.iter().find_map(|file| {
        let name = file.path.strip_prefix("tests/")?;
        name.strip_suffix(".test.yaml")
    });
    let test = test.map_or_else(String::new, |name| {
        let quote = if name.contains(' ') { "\"" } else { "" };
        format!("; `coopto test {quote}{name}{quote}` runs its test")
    });
    format!(
        "{} written; next, {what}{test}; `coopto build` checks all",
        plural(begun.len(), "file")
    )
}
