use std::path::PathBuf;

use anyhow::Context;

use super::Console;
use super::plural::plural;
use crate::diagnostic::{Level, Report};
use crate::model::Target;
use crate::project::{self, Project, Tree};

/// Which sources to work on.
#[derive(clap::Args)]
#[command(next_help_heading = "Sources")]
pub(super) struct SourceArgs {
    /// Folder of the project; else the nearest one upwards with a coopto.toml, else the Docker
    /// content that this program carries
    #[arg(long, env = "COOPTO_PROJECT", value_name = "DIR")]
    project: Option<PathBuf>,
    /// Servers to build for: 7 (up to 8.2) or 8 (8.3 to 9); else what coopto.toml says
    #[arg(long, env = "COOPTO_TARGET", value_name = "7|8")]
    target: Option<Target>,
}

impl SourceArgs {
    /// Loads the project and shows every finding. None when something cannot be built.
    pub(super) fn load(&self, console: &mut Console) -> anyhow::Result<Option<Project>> {
        Ok(self.load_with_tree(console)?.map(|(_, project)| project))
    }

    /// The same, with the files it was read from.
    pub(super) fn load_with_tree(
        &self,
        console: &mut Console,
    ) -> anyhow::Result<Option<(Tree, Project)>> {
        let tree = self.tree(console)?;
        let mut report = Report::new();
        let project = project::load(&tree, self.target, &mut report);
        let count = |level| {
            report
                .diagnostics()
                .iter()
                .filter(|diagnostic| diagnostic.level == level)
                .count()
        };
        let (errors, warnings) = (count(Level::Error), count(Level::Warning));
        console.report(report, |file| tree.text(file));
        if errors + warnings > 0 {
            console.note(format!(
                "{}, {}",
                plural(errors, "error"),
                plural(warnings, "warning")
            ));
        }
        Ok(project.map(|project| (tree, project)))
    }

    /// The folder of the project, when one is named or found.
    pub(super) fn folder(&self) -> anyhow::Result<Option<PathBuf>> {
        if self.project.is_some() {
            return Ok(self.project.clone());
        }
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        Ok(Tree::find(&here))
    }

    fn tree(&self, console: &mut Console) -> anyhow::Result<Tree> {
        let Some(folder) = self.folder()? else {
            console.detail("no coopto.toml here or above: working on the content of this program");
            return Ok(Tree::embedded());
        };
        Tree::read(&folder)
            .with_context(|| format!("cannot read the project in `{}`", folder.display()))
    }
}
