mod export;
mod import;
mod new;
mod show;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::signer::prompt;
use super::{Console, Outcome};
use crate::signing::{self, Existing, Passphrase, Store};

/// Signing keys and their certificates
#[derive(clap::Args)]
#[command(after_help = "\
The passphrase comes from --passphrase-file, from COOPTO_PASSPHRASE, or from you.
Without a file these commands are about this machine's own identity, which lies in
COOPTO_HOME or in your folder for application data.

Example, a key for releases:
  coopto identity new -o release.p12 --subject \"CN=Release,O=Example Ltd\"
  coopto identity show release.p12
  coopto build --identity release.p12")]
pub(super) struct Identity {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    New(new::New),
    Show(show::Show),
    Import(import::Import),
    Export(export::Export),
}

impl Identity {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        match self.command {
            Command::New(command) => command.run(console)?,
            Command::Show(command) => command.run(console)?,
            Command::Import(command) => command.run(console)?,
            Command::Export(command) => command.run(console)?,
        }
        Ok(Outcome::Done)
    }
}

/// Kinds of key store.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// Text; encrypted if there is a passphrase
    Pem,
    /// .p12, .pfx
    Pkcs12,
    /// Java's old store
    Jks,
    /// Java's old store as servers keep it
    Jceks,
}

/// The file of this machine's identity, which must be there.
fn own_identity() -> anyhow::Result<PathBuf> {
    let path = signing::identity_file(&signing::home()?);
    ensure!(
        path.exists(),
        "this machine has no identity yet: make one with `coopto identity new`"
    );
    Ok(path)
}

fn store_for(path: &Path, kind: Option<Kind>) -> anyhow::Result<Store> {
    let store = match kind {
        Some(Kind::Pem) => Some(Store::Pem),
        Some(Kind::Pkcs12) => Some(Store::Pkcs12),
        Some(Kind::Jks) => Some(Store::Jks),
        Some(Kind::Jceks) => Some(Store::Jceks),
        None => Store::of_ending(path),
    };
    store.with_context(|| {
        format!(
            "`{}` has no ending that names a key store: use .pem, .p12, .jks or .jceks",
            path.display()
        )
    })
}

fn existing(force: bool) -> Existing {
    if force {
        Existing::Replace
    } else {
        Existing::Keep
    }
}

/// Before a key is made or a passphrase asked for; writing looks again.
fn refuse_existing(path: &Path, force: bool) -> anyhow::Result<()> {
    if path.exists() && !force {
        return Err(signing::Error::Exists(path.to_owned()).into());
    }
    Ok(())
}

/// The passphrase for a new file; a person types it twice. Only PEM can do without.
fn new_passphrase(
    file: Option<&Path>,
    store: Store,
    path: &Path,
) -> anyhow::Result<Option<Passphrase>> {
    let can_do_without = store == Store::Pem;
    let is_given = file.is_some() || Passphrase::in_environment().is_some();
    if can_do_without && !is_given && !io::stdin().is_terminal() {
        return Ok(None);
    }
    let hint = if can_do_without {
        " (empty for none)"
    } else {
        ""
    };
    let question = format!("new passphrase for `{}`{hint}: ", path.display());
    let passphrase = Passphrase::find(file, &question, &mut prompt_twice)?;
    if !passphrase.is_empty() {
        return Ok(Some(passphrase));
    }
    if !can_do_without {
        bail!("the passphrase is empty, and only a .pem file can do without one");
    }
    Ok(None)
}

fn prompt_twice(question: &str) -> io::Result<Option<String>> {
    let Some(first) = prompt(question)? else {
        return Ok(None);
    };
    let again = prompt("the same again: ")?;
    if again.as_ref() == Some(&first) {
        Ok(Some(first))
    } else {
        Err(io::Error::other("the two passphrases differ"))
    }
}
