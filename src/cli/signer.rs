use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Context;

use super::Console;
use super::input::now;
use crate::signing::{self, Credentials, Identity, Origin};

/// With whose key to sign.
#[derive(clap::Args)]
#[command(next_help_heading = "Signing")]
pub(super) struct SignerArgs {
    /// Key store to sign with (PEM, PKCS#12, JKS, JCEKS); without it, this machine's own identity
    #[arg(long, env = "COOPTO_IDENTITY", value_name = "FILE")]
    identity: Option<PathBuf>,
    /// Certificate of the key, if it is not in the store
    #[arg(
        long,
        env = "COOPTO_CERTIFICATE",
        value_name = "FILE",
        requires = "identity"
    )]
    certificate: Option<PathBuf>,
    /// File with the store's passphrase; else COOPTO_PASSPHRASE, else you are asked
    #[arg(long, env = "COOPTO_PASSPHRASE_FILE", value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl SignerArgs {
    /// The identity to sign with, fit to sign now. Says on standard error if it had to make one.
    pub(super) fn resolve(&self, console: &mut Console) -> anyhow::Result<Identity> {
        if let Some(identity) = &self.identity {
            let credentials = Credentials {
                identity: identity.clone(),
                certificate: self.certificate.clone(),
                passphrase_file: self.passphrase_file.clone(),
            };
            return credentials
                .load(&mut prompt)?
                .checked(now()?)
                .with_context(|| format!("cannot sign with `{}`", identity.display()));
        }
        let development = signing::development(&signing::home()?, now()?)
            .context("cannot sign with this machine's own identity")?;
        let path = development.path.display();
        match development.origin {
            Origin::Stored => console.detail(format!("signing with `{path}`")),
            Origin::Made => console.note(format!(
                "made an identity for this machine, to sign with: `{path}`"
            )),
            Origin::Renewed => console.note(format!(
                "this machine's identity had expired, so there is a new one: `{path}`"
            )),
        }
        Ok(development.identity)
    }
}

/// Asks for a passphrase if somebody sits there.
pub(super) fn prompt(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password(question).map(Some)
}
