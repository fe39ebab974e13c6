use std::io;
use std::path::PathBuf;

use serde_json::json;

use super::super::input::now;
use super::super::signer::prompt;
use super::super::{Console, Format};
use super::own_identity;
use crate::signing::{Certificate, Credentials, Found, moment};

/// Say what a key store or certificate holds: subject, validity, fingerprints
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  coopto identity show release.p12 --format json")]
pub(super) struct Show {
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
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<()> {
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
                    "privateKey": private_key,
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
        "commonName": certificate.common_name(),
        "notBefore": certificate.not_before(),
        "notAfter": certificate.not_after(),
        "serial": certificate.serial(),
        "keyBits": certificate.key_bits(),
        "selfSigned": certificate.is_self_signed(),
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
