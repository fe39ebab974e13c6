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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Color;
    use crate::signing::{Existing, KeySize, Store, Subject};

    fn stored(folder: &tempfile::TempDir, made: i64) -> SignerArgs {
        let subject = Subject::common_name("Release").unwrap();
        let identity = Identity::generate(&subject, KeySize::Rsa2048, 1, made).unwrap();
        let path = folder.path().join("release.pem");
        identity
            .store(&path, Store::Pem, None, Existing::Keep)
            .unwrap();
        SignerArgs {
            identity: Some(path),
            certificate: None,
            passphrase_file: None,
        }
    }

    #[test]
    fn a_named_identity_signs() {
        let folder = tempfile::tempdir().unwrap();
        let signer = stored(&folder, now().unwrap());
        let mut console = Console::new(Color::Never, true, false);
        let identity = signer.resolve(&mut console).unwrap();
        assert_eq!(identity.certificate().name(), "CN=Release");
    }

    #[test]
    fn an_expired_one_is_refused_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        let signer = stored(&folder, now().unwrap() - 2 * 86_400);
        let mut console = Console::new(Color::Never, true, false);
        let error = format!("{:#}", signer.resolve(&mut console).unwrap_err());
        assert!(error.contains("release.pem"), "{error}");
        assert!(error.contains("coopto identity new"), "{error}");
    }
}
