//! Every signature, certificate and structural rule of an artefact.
//!
//! A verification is data: who signed, what was checked, and *every* problem. What to do about it
//! is the caller's decision.

mod content;
mod descriptor;
mod members;
mod package;
mod problem;
mod schema;
mod signer;

use crate::archive::{Archive, Limits};
use crate::signing::Certificate;

use super::{Artifact, Error, bundle, detect, plugin};
pub use content::ContentSignatures;
pub use problem::{Concern, Problem};
pub use signer::Signer;

/// What a verification is to be held against.
pub struct Policy<'a> {
    /// Seconds since 1970; certificates are valid at this moment or not.
    pub now: i64,
    /// The signers who are trusted. None: anyone, for every real package is self-signed.
    pub trust: Option<&'a [Certificate]>,
    /// What all the archives inside may cost together.
    pub limits: Limits,
}

/// The result for one artefact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What it is.
    pub artifact: Artifact,
    /// Who signed; only packages are signed.
    pub signer: Option<Signer>,
    /// The other certificates it carries: authors of elements that were taken over.
    pub authors: Vec<Signer>,
    /// Signatures that were checked and hold.
    pub signatures: usize,
    /// The digest of those signatures.
    pub digest: Option<String>,
    /// The authors' own signatures, up to servers 8.1. Information, never a fault.
    pub content: ContentSignatures,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// What a person should know though it is no fault.
    pub concerns: Vec<Concern>,
    /// The artefacts inside, by the name of their entry.
    pub inside: Vec<(String, Verification)>,
}

impl Verification {
    fn new(artifact: Artifact) -> Self {
        Self {
            artifact,
            signer: None,
            authors: Vec::new(),
            signatures: 0,
            digest: None,
            content: ContentSignatures::default(),
            problems: Vec::new(),
            concerns: Vec::new(),
            inside: Vec::new(),
        }
    }

    /// Whether nothing is wrong with it, nor with anything inside.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.inside.iter().all(|(_, inside)| inside.is_sound())
    }
}

/// Checks an artefact and everything inside it.
///
/// # Errors
/// When it is none of the three kinds; everything else is a problem in the result.
pub fn verify(archive: &Archive, policy: &Policy<'_>) -> Result<Verification, Error> {
    Ok(match detect(archive)? {
        Artifact::Package => package::verify(archive, policy),
        Artifact::Dar => {
            let mut verification = Verification::new(Artifact::Dar);
            descriptor::check(archive, &mut verification);
            let packages = plugin::packages(archive);
            verification.inside(packages, Artifact::Package, policy);
            verification
        }
        Artifact::Vmoapp => {
            let mut verification = Verification::new(Artifact::Vmoapp);
            if archive.get(bundle::EULA).is_none() {
                verification.concerns.push(Concern::NoLicence);
            }
            verification.inside(bundle::dars(archive), Artifact::Dar, policy);
            verification
        }
    })
}

impl Verification {
    fn inside<'a>(
        &mut self,
        files: impl Iterator<Item = (&'a crate::model::EntryName, &'a crate::model::Bytes)>,
        expected: Artifact,
        policy: &Policy<'_>,
    ) {
        for (name, bytes) in files {
            let verified = Archive::read(bytes, &policy.limits)
                .map_err(Error::from)
                .and_then(|archive| verify(&archive, policy));
            match verified {
                Ok(inside) if inside.artifact == expected => {
                    self.inside.push((name.to_string(), inside));
                }
                Ok(inside) => self.problems.push(Problem::WrongKind {
                    entry: name.to_string(),
                    expected: expected.as_str(),
                    found: inside.artifact.as_str(),
                }),
                Err(error) => self.problems.push(Problem::Unreadable {
                    entry: name.to_string(),
                    cause: error.to_string(),
                }),
            }
        }
    }
}
