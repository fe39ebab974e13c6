use std::path::PathBuf;

use anyhow::{Context, ensure};

use super::super::Console;
use super::super::input::now;
use super::super::signer::prompt;
use super::existing;
use crate::signing::{self, Credentials, Store};

/// Make the key of a store this machine's own identity
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  coopto identity import former-release.jks --passphrase-file passphrase.txt")]
pub(super) struct Import {
    /// Key store: PEM, PKCS#12, JKS or JCEKS
    file: PathBuf,
    /// Certificate of the key, if it is not in the store
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
    /// File with the passphrase in its first line
    #[arg(long, env = "COOPTO_PASSPHRASE_FILE", value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Replace the identity that this machine has
    #[arg(long)]
    force: bool,
}

impl Import {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<()> {
        let own = signing::identity_file(&signing::home()?);
        ensure!(
            self.force || !own.exists(),
            "this machine has an identity already, `{}`: replace it with `--force`, and if it is still \
             needed, keep it first with `coopto identity export`",
            own.display()
        );
        let credentials = Credentials {
            identity: self.file.clone(),
            certificate: self.certificate,
            passphrase_file: self.passphrase_file,
        };
        let identity = credentials
            .load(&mut prompt)?
            .checked(now()?)
            .with_context(|| format!("cannot import `{}`", self.file.display()))?;
        let path = signing::prepare(&signing::home()?)?;
        identity.store(&path, Store::Pem, None, existing(self.force))?;
        console.line(format!("{}", path.display()))?;
        console.note(format!(
            "this machine now signs as `{}`",
            identity.certificate().name()
        ));
        if let Some(what) = identity.certificate().well_known() {
            console.warning(format!(
                "this is {what}: everybody can sign with it, so its signatures prove nothing"
            ));
        }
        Ok(())
    }
}
