use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::{Value, json};

use super::output::{below, stage};
use super::signer::SignerArgs;
use super::source::SourceArgs;
use super::{Console, Format, Outcome};
use crate::archive::Archive;
use crate::project::build::{Error, Order, SinkError, Wanted, build, names, previous};

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
        let all = !(self.package || self.dar || self.vmoapp);
        let wanted = Wanted {
            package: self.package || all,
            dar: self.dar || all,
            vmoapp: self.vmoapp || all,
        };
        // Before an identity is made, or a passphrase asked for, in vain.
        if (wanted.dar || wanted.vmoapp) && project.manifest.plugin.is_none() {
            return Err(Error::NoPlugin.into());
        }
        let identity = self.signer.resolve(console)?;
        let previous = earlier(&self.output, &names(&project));
        let progress = console.progress("signing");
        let target = project.target;
        let mut staged = Vec::new();
        let mut sink = |name: &str, content: &[u8]| -> Result<(), SinkError> {
            let path = below(&self.output, name);
            staged.push((stage(&path, content)?, path, content.len()));
            Ok(())
        };
        let order = Order {
            wanted,
            identity: &identity,
            previous,
            progress: &|| progress.inc(1),
        };
        build(project, order, &mut sink)?;
        progress.finish_and_clear();
        let mut results = Vec::new();
        for (file, path, bytes) in staged {
            file.publish()?;
            let file = path.display().to_string();
            match self.format {
                Format::Text => console.line(file)?,
                Format::Json => results.push(json!({ "file": file, "bytes": bytes })),
            }
        }
        if self.format == Format::Json {
            console.json(&json!({
                "target": target.to_string(),
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
