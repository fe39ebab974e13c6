use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};

use super::input::{InputArgs, now};
use super::plural::plural;
use super::{Console, Format, Outcome};
use crate::archive::{Archive, Error as ArchiveError};
use crate::artifact::verification::{Policy, Signer, Verification, verify};
use crate::signing::{Certificate, day};

/// Check every signature, certificate and structural rule of a file
#[derive(clap::Args)]
#[command(
    after_help = "Every real package is self-signed, so an intact one by an unknown signer is no fault.\n\
    With --trust, the signer has to be one of those named.\n\n\
    Example:\n  coopto verify dist/coopto-1.0.0.vmoapp\n  coopto verify --trust colleague.cer theirs.package"
)]
pub(super) struct Verify {
    /// The .package, .dar or .vmoapp files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Accept only what this certificate signed; may be given more than once
    #[arg(long, value_name = "CERTIFICATE")]
    trust: Vec<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    input: InputArgs,
}

impl Verify {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let trust = self
            .trust
            .iter()
            .map(|path| certificate(path))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let trust = (!trust.is_empty()).then_some(trust.as_slice());
        let now = now()?;
        let mut outcome = Outcome::Done;
        let mut results = Vec::new();
        for path in &self.files {
            let result = self.check(path, now, trust)?;
            if !result.as_ref().is_ok_and(Verification::is_sound) {
                outcome = Outcome::Faults;
            }
            match self.format {
                Format::Json => results.push(as_json(path, &result)),
                Format::Text => show(console, path, &result)?,
            }
        }
        if self.format == Format::Json {
            console.json(&Value::Array(results))?;
        }
        Ok(outcome)
    }

    /// A file that cannot be opened stops everything; one that is broken is what we look for.
    fn check(
        &self,
        path: &Path,
        now: i64,
        trust: Option<&[Certificate]>,
    ) -> anyhow::Result<Result<Verification, String>> {
        let bytes = self.input.bytes(path)?;
        let limits = self.input.limits();
        let archive = match Archive::read(&bytes, &limits) {
            Ok(archive) => archive,
            Err(error @ (ArchiveError::TooLarge { .. } | ArchiveError::TooMany { .. })) => {
                return Err(error).with_context(|| format!("cannot read `{}`", path.display()));
            }
            Err(error) => return Ok(Err(error.to_string())),
        };
        let policy = Policy { now, trust, limits };
        Ok(verify(&archive, &policy).map_err(|error| error.to_string()))
    }
}

fn certificate(path: &Path) -> anyhow::Result<Certificate> {
    let bytes = fs_err::read(path)?;
    if bytes.starts_with(b"-----") {
        Certificate::from_pem(&bytes)
    } else {
        Certificate::from_der(&bytes)
    }
    .with_context(|| format!("cannot read the certificate `{}`", path.display()))
}

fn show(
    console: &mut Console,
    path: &Path,
    result: &Result<Verification, String>,
) -> anyhow::Result<()> {
    let path = path.display();
    match result {
        Err(problem) => {
            console.one_line(format!("{path}"))?;
            console.one_line(format!("  fault: {problem}"))?;
            console.one_line(plural(1, "fault"))?;
        }
        Ok(verification) => {
            console.one_line(format!("{path}: {}", verification.artifact.as_str()))?;
            let faults = show_inside(console, verification, 1)?;
            match faults {
                0 => console.one_line("no faults")?,
                some => console.one_line(plural(some, "fault"))?,
            }
        }
    }
    Ok(())
}

fn show_inside(
    console: &mut Console,
    verification: &Verification,
    depth: usize,
) -> anyhow::Result<usize> {
    let indent = "  ".repeat(depth);
    if let Some(signer) = &verification.signer {
        console.one_line(format!("{indent}signed by {}", signer.certificate.name()))?;
        show_signer(console, signer, &indent)?;
    }
    for author in &verification.authors {
        console.one_line(format!("{indent}author    {}", author.certificate.name()))?;
        show_signer(console, author, &indent)?;
    }
    if let Some(digest) = &verification.digest {
        console.one_line(format!(
            "{indent}{} signatures hold ({digest})",
            verification.signatures
        ))?;
    }
    let content = &verification.content;
    let total = content.hold + content.changed + content.unchecked;
    if total > 0 {
        console.one_line(format!(
            "{indent}{} of {total} authors' signatures hold; {} elements were changed since, {} cannot be checked",
            content.hold, content.changed, content.unchecked
        ))?;
    }
    for concern in &verification.concerns {
        console.one_line(format!("{indent}note: {concern}"))?;
    }
    for problem in &verification.problems {
        console.one_line(format!("{indent}fault: {problem}"))?;
    }
    let mut faults = verification.problems.len();
    for (name, inside) in &verification.inside {
        console.one_line(format!("{indent}{name}: {}", inside.artifact.as_str()))?;
        faults += show_inside(console, inside, depth + 1)?;
    }
    Ok(faults)
}

fn show_signer(console: &mut Console, signer: &Signer, indent: &str) -> anyhow::Result<()> {
    let certificate = &signer.certificate;
    let mut facts = vec![if signer.trusted {
        "trusted"
    } else {
        "unknown to you"
    }];
    if signer.self_signed {
        facts.push("self-signed");
    }
    if signer.expired {
        facts.push("expired");
    }
    console.one_line(format!(
        "{indent}          {}, valid {} to {}",
        facts.join(", "),
        day(certificate.not_before()),
        day(certificate.not_after())
    ))?;
    console.one_line(format!(
        "{indent}          SHA-256 {}",
        certificate.fingerprint_sha256()
    ))?;
    Ok(())
}

fn as_json(path: &Path, result: &Result<Verification, String>) -> Value {
    let mut value = match result {
        Ok(verification) => inside_json(verification),
        Err(problem) => json!({ "sound": false, "faults": [problem] }),
    };
    value["file"] = json!(path.display().to_string());
    value
}

fn inside_json(verification: &Verification) -> Value {
    json!({
        "kind": verification.artifact.as_str(),
        "sound": verification.is_sound(),
        "signer": verification.signer.as_ref().map(signer_json),
        "authors": verification.authors.iter().map(signer_json).collect::<Vec<_>>(),
        "signatures": verification.signatures,
        "digest": verification.digest,
        "contentSignatures": {
            "hold": verification.content.hold,
            "changed": verification.content.changed,
            "unchecked": verification.content.unchecked,
        },
        "faults": texts(&verification.problems),
        "notes": texts(&verification.concerns),
        "inside": verification.inside.iter().map(|(name, inside)| {
            let mut value = inside_json(inside);
            value["file"] = json!(name);
            value
        }).collect::<Vec<_>>(),
    })
}

fn texts(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

fn signer_json(signer: &Signer) -> Value {
    let certificate = &signer.certificate;
    json!({
        "subject": certificate.name(),
        "selfSigned": signer.self_signed,
        "expired": signer.expired,
        "trusted": signer.trusted,
        "notBefore": certificate.not_before(),
        "notAfter": certificate.not_after(),
        "sha1": certificate.fingerprint_sha1(),
        "sha256": certificate.fingerprint_sha256(),
    })
}
