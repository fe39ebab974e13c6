use std::path::PathBuf;

use super::super::Console;
use super::super::signer::prompt;
use super::{Kind, existing, new_passphrase, own_identity, refuse_existing, store_for};
use crate::signing::Credentials;

/// Write this machine's own identity into a key store, for another machine or a Java tool
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  coopto identity export -o server.vmokeystore --as jceks")]
pub(super) struct Export {
    /// File to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Kind of store; without it, the file's ending says
    #[arg(long = "as", value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// File whose first line is the passphrase for the new file
    #[arg(long, env = "COOPTO_PASSPHRASE_FILE", value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

impl Export {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<()> {
        let store = store_for(&self.output, self.kind)?;
        refuse_existing(&self.output, self.force)?;
        let own = Credentials {
            identity: own_identity()?,
            certificate: None,
            passphrase_file: None,
        };
        let identity = own.load(&mut prompt)?;
        let passphrase = new_passphrase(self.passphrase_file.as_deref(), store, &self.output)?;
        identity.store(
            &self.output,
            store,
            passphrase.as_ref(),
            existing(self.force),
        )?;
        console.line(format!("{}", self.output.display()))?;
        if passphrase.is_none() {
            console.warning("the private key in it is not encrypted: keep the file to yourself");
        }
        Ok(())
    }
}
