use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use serde_json::json;

use super::input::now;
use super::signer::prompt;
use super::{Console, Format, Outcome};
use crate::signing::{
    self, Certificate, Credentials, Existing, Found, KeySize, Passphrase, Store, Subject, moment,
};

/// Signing keys and their certificates
#[derive(clap::Args)]
#[command(after_help = "\
EXAMPLE
  Make a key for releases, look at it, and give it to a build:

    coopto identity new -o release.p12 --subject 'CN=Release,O=Example Ltd'
    coopto identity show release.p12
    coopto build --identity release.p12

  The passphrase comes from --passphrase-file, from COOPTO_PASSPHRASE, or from you.
  Without a file these commands are about this machine's own identity, which lies in
  COOPTO_HOME or in your folder for application data.")]
pub(super) struct Identity {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    New(New),
    Show(Show),
    Import(Import),
    Export(Export),
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

/// Make a new key with its self-signed certificate
#[derive(clap::Args)]
#[command(after_help = "\
EXAMPLE
    coopto identity new -o release.p12 --subject 'CN=Release,O=Example Ltd' --days 730")]
struct New {
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
    fn run(self, console: &mut Console) -> anyhow::Result<()> {
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

/// Say what a key store or certificate holds: subject, validity, fingerprints
#[derive(clap::Args)]
#[command(after_help = "\
EXAMPLE
    coopto identity show release.p12 --format json")]
struct Show {
    /// Key store or certificate; without it, this machine's own identity
    file: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// File with the passphrase in its first line
    #[arg(long, env = "COOPTO_PASSPHRASE_FILE", value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Show {
    fn run(self, console: &mut Console) -> anyhow::Result<()> {
        let path = match self.file {
            Some(path) => path,
            None => own_identity()?,
        };
        let now = now()?;
        let credentials = Credentials {
            identity: path.clone(),
            certificate: None,
            passphrase_file: self.passphrase_file,
        };
        let (certificates, private_key) = match credentials.find(&mut prompt)? {
            Found::Identity(identity) => (vec![identity.certificate().clone()], true),
            Found::Certificates(certificates) => (certificates, false),
        };
        match self.format {
            Format::Json => {
                let certificates: Vec<serde_json::Value> = certificates
                    .iter()
                    .map(|certificate| facts(certificate, now))
                    .collect();
                console.json(&json!({
                    "file": path.to_string_lossy(),
                    "private_key": private_key,
                    "certificates": certificates,
                }))?;
            }
            Format::Text => {
                for (index, certificate) in certificates.iter().enumerate() {
                    if index > 0 {
                        console.line("")?;
                    }
                    describe(console, certificate, private_key)?;
                    for warning in warnings(certificate, now) {
                        console.warning(warning);
                    }
                }
            }
        }
        Ok(())
    }
}

fn describe(console: &mut Console, certificate: &Certificate, private_key: bool) -> io::Result<()> {
    let signed = if certificate.is_self_signed() {
        "itself"
    } else {
        "another"
    };
    console.line(format!("Subject      {}", certificate.name()))?;
    console.line(format!("Valid from   {}", moment(certificate.not_before())))?;
    console.line(format!("Valid until  {}", moment(certificate.not_after())))?;
    console.line(format!("Serial       {}", certificate.serial()))?;
    console.line(format!("Key          {} bits", certificate.key_bits()))?;
    console.line(format!("Signed by    {signed}"))?;
    console.line(format!(
        "Private key  {}",
        if private_key { "here" } else { "not here" }
    ))?;
    console.line(format!("SHA-1        {}", certificate.fingerprint_sha1()))?;
    console.line(format!("SHA-256      {}", certificate.fingerprint_sha256()))
}

fn facts(certificate: &Certificate, now: i64) -> serde_json::Value {
    json!({
        "subject": certificate.name(),
        "common_name": certificate.common_name(),
        "not_before": certificate.not_before(),
        "not_after": certificate.not_after(),
        "serial": certificate.serial(),
        "key_bits": certificate.key_bits(),
        "self_signed": certificate.is_self_signed(),
        "sha1": certificate.fingerprint_sha1(),
        "sha256": certificate.fingerprint_sha256(),
        "warnings": warnings(certificate, now),
    })
}

fn warnings(certificate: &Certificate, now: i64) -> Vec<String> {
    let mut warnings: Vec<String> = certificate
        .check(now)
        .iter()
        .map(ToString::to_string)
        .collect();
    if let Some(what) = certificate.well_known() {
        warnings.push(format!(
            "this is {what}: everybody has its private key, so its signatures prove nothing"
        ));
    }
    warnings
}

/// Make the key of a store this machine's own identity
#[derive(clap::Args)]
#[command(after_help = "\
EXAMPLE
    coopto identity import archetype.keystore --passphrase-file passphrase.txt")]
struct Import {
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
    fn run(self, console: &mut Console) -> anyhow::Result<()> {
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

/// Write this machine's own identity into a key store, for another machine or a Java tool
#[derive(clap::Args)]
#[command(after_help = "\
EXAMPLE
    coopto identity export -o server.vmokeystore --as jceks")]
struct Export {
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

impl Export {
    fn run(self, console: &mut Console) -> anyhow::Result<()> {
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
    let is_given = file.is_some() || std::env::var_os("COOPTO_PASSPHRASE").is_some();
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
