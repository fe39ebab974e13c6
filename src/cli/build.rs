use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::{Value, json};

use super::signer::SignerArgs;
use super::source::SourceArgs;
use super::{Console, Format, Outcome, output};
use crate::archive::Archive;
use crate::artifact::Signing;
use crate::project::build::{Wanted, build, names, previous};

/// Check, generate, bundle and sign into one folder
#[derive(clap::Args)]
#[command(
    after_help = "Without --package, --dar or --vmoapp, all three are built.\n\n\
    Example:\n  coopto build\n  coopto build --package --target 7 --identity release.p12"
)]
pub(super) struct Build {
    /// Build the .package, for importing by hand
    #[arg(long)]
    package: bool,
    /// Build the .dar
    #[arg(long)]
    dar: bool,
    /// Build the .vmoapp
    #[arg(long)]
    vmoapp: bool,
    /// Folder for the results
    #[arg(short, long, value_name = "DIR", default_value = "dist")]
    output: PathBuf,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    source: SourceArgs,
    #[command(flatten)]
    signer: SignerArgs,
}

impl Build {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let Some(project) = self.source.load(console)? else {
            bail!("nothing was built");
        };
        let identity = self.signer.resolve(console)?;
        let previous = earlier(&self.output, &names(&project));
        let progress = console.progress("signing");
        let signing = Signing {
            identity: &identity,
            target: project.target,
            previous: previous.as_ref(),
            progress: &|| progress.inc(1),
        };
        let all = !(self.package || self.dar || self.vmoapp);
        let wanted = Wanted {
            package: self.package || all,
            dar: self.dar || all,
            vmoapp: self.vmoapp || all,
        };
        let outputs = build(&project, &signing, wanted)?;
        progress.finish_and_clear();
        let staged = outputs
            .iter()
            .map(|built| output::stage(&self.output.join(&built.name), &built.content))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let mut results = Vec::new();
        for (built, staged) in outputs.iter().zip(staged) {
            let path = self.output.join(&built.name);
            staged.publish()?;
            match self.format {
                Format::Text => console.line(path.display().to_string())?,
                Format::Json => results.push(json!({
                    "file": path.display().to_string(),
                    "bytes": built.content.len(),
                })),
            }
        }
        if self.format == Format::Json {
            console.json(&json!({
                "target": project.target.to_string(),
                "signer": identity.certificate().name(),
                "files": Value::Array(results),
            }))?;
        } else {
            console.note(format!("signed by {}", identity.certificate().name()));
        }
        Ok(Outcome::Done)
    }
}

/// The package built before, whose signatures may still hold.
fn earlier(folder: &Path, names: &[String]) -> Option<Archive> {
    names
        .iter()
        .filter_map(|name| fs_err::read(folder.join(name)).ok())
        .find_map(|bytes| previous(&bytes))
}
