use std::path::PathBuf;

use anyhow::bail;

use super::plural::plural;
use super::source::SourceArgs;
use super::{Console, Outcome, output};
use crate::project::generate::generate;

/// Write the generated JavaScript and XML out to look at; `build` does the same in memory
#[derive(clap::Args)]
#[command(after_help = "Example:\n  coopto generate -o generated")]
pub(super) struct Generate {
    /// Folder for the files
    #[arg(short, long, value_name = "DIR", default_value = "generated")]
    output: PathBuf,
    #[command(flatten)]
    source: SourceArgs,
}

impl Generate {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let Some(project) = self.source.load(console)? else {
            bail!("nothing was generated");
        };
        let files = generate(&project)?;
        for file in &files {
            let path = output::below(&self.output, &file.path);
            output::write(&path, &file.content, true)?;
            console.line(path.display().to_string())?;
        }
        console.note(plural(files.len(), "file"));
        Ok(Outcome::Done)
    }
}
