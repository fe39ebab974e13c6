use std::path::PathBuf;

use super::super::Console;
use super::super::input::now;
use super::{existing, new_passphrase, refuse_existing, store_for};
use crate::signing::{self, KeySize, Store, Subject, moment};

/// Make a new key with its self-signed certificate
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  coopto identity new -o release.p12 --subject \"CN=Release,O=Example Ltd\" --days 730")]
pub(super) struct New {
    /// File to write: .pem, .p12, .jks or .jceks; without it, this machine's own identity
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Who signs, of CN, OU, O, L, ST and C; without it, a name for development
    #[arg(long, value_name = "NAME")]
    subject: Option<Subject>,
    /// Days until the certificate expires
    #[arg(long, value_name = "N", default_value_t = 3650,
          value_parser = clap::value_parser!(u32).range(1..=36_500))]
    days: u32,
    /// Size of the key: 2048, 3072 or 4096
    #[arg(long, value_name = "N", default_value = "2048", value_parser = key_size)]
    bits: KeySize,
    /// File whose first line is the passphrase for the new file
    #[arg(long, env = "COOPTO_PASSPHRASE_FILE", value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

fn key_size(text: &str) -> Result<KeySize, String> {
    [KeySize::Rsa2048, KeySize::Rsa3072, KeySize::Rsa4096]
        .into_iter()
        .find(|size| size.bits().to_string() == text)
        .ok_or_else(|| "write 2048, 3072 or 4096".to_owned())
}

impl New {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<()> {
        let (path, store, passphrase) = match self.output {
            Some(path) => {
                let store = store_for(&path, None)?;
                refuse_existing(&path, self.force)?;
                let passphrase = new_passphrase(self.passphrase_file.as_deref(), store, &path)?;
                (path, store, passphrase)
            }
            None => (signing::prepare(&signing::home()?)?, Store::Pem, None),
        };
        refuse_existing(&path, self.force)?;
        let subject = self.subject.map_or_else(signing::development_subject, Ok)?;
        let identity = signing::Identity::generate(&subject, self.bits, self.days, now()?)?;
        identity.store(&path, store, passphrase.as_ref(), existing(self.force))?;
        console.line(format!("{}", path.display()))?;
        console.note(format!(
            "made `{}`, valid until {}",
            identity.certificate().name(),
            moment(identity.certificate().not_after())
        ));
        Ok(())
    }
}
