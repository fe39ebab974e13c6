//! Signing the entries of a package.
//!
//! Signatures are nearly all that a build costs, so each distinct content is signed once, on all
//! cores, and a signature of the previous artefact is taken over when it still holds. RSA with
//! PKCS#1 v1.5 has no randomness, so taking over changes no byte.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Error;
use super::layout::SIGNATURES;
use crate::archive::{Archive, Entry};
use crate::model::{Bytes, EntryName, Target};
use crate::signing::{Digest, Identity};

/// How a package is signed.
pub struct Signing<'a> {
    /// Who signs.
    pub identity: &'a Identity,
    /// For which servers; decides the digest and what is signed.
    pub target: Target,
    /// What was built before; its signatures are checked before they are believed.
    pub previous: Option<&'a Archive>,
    /// Called once for each signature, from many threads.
    pub progress: &'a (dyn Fn() + Sync),
}

/// The digest of a target's signatures: the change came between 8.2.0 and 8.3.0.
#[must_use]
pub fn digest(target: Target) -> Digest {
    match target {
        Target::Seven => Digest::Md5,
        Target::Eight => Digest::Sha256,
    }
}

/// Something to sign.
pub(super) struct Pending<'a> {
    /// The entry of the previous artefact that may hold the signature already.
    pub(super) candidate: &'a str,
    /// The entry, for messages.
    pub(super) name: &'a str,
    /// The bytes.
    pub(super) content: &'a [u8],
}

impl Signing<'_> {
    /// The signer's name, as it stands everywhere in the package.
    pub(super) fn name(&self) -> &str {
        self.identity.certificate().name()
    }

    /// One signature: the previous one if it holds, else a new one.
    pub(super) fn sign(&self, pending: &Pending<'_>) -> Result<Bytes, Error> {
        let digest = digest(self.target);
        let certificate = self.identity.certificate();
        let kept = self
            .previous
            .and_then(|previous| previous.get(pending.candidate))
            .filter(|signature| certificate.verify(pending.content, signature) == Ok(digest));
        let signature = match kept {
            Some(signature) => signature.clone(),
            None => self
                .identity
                .sign(digest, pending.content)
                .map_err(|cause| Error::Signing {
                    entry: pending.name.to_owned(),
                    cause,
                })?
                .into(),
        };
        (self.progress)();
        Ok(signature)
    }

    /// The signatures of all entries, in their order.
    pub(super) fn sign_all(&self, entries: &[Entry]) -> Result<Vec<Entry>, Error> {
        let mut distinct: HashMap<&[u8], usize> = HashMap::with_capacity(entries.len());
        let mut first: Vec<&Entry> = Vec::new();
        let place: Vec<usize> = entries
            .iter()
            .map(|entry| {
                *distinct.entry(&entry.content).or_insert_with(|| {
                    first.push(entry);
                    first.len() - 1
                })
            })
            .collect();
        let signatures: Vec<Result<Bytes, Error>> = first
            .par_iter()
            .map(|entry| {
                self.sign(&Pending {
                    candidate: &format!("{SIGNATURES}{}", entry.name),
                    name: entry.name.as_str(),
                    content: &entry.content,
                })
            })
            .collect();
        // Of several errors the first, whichever thread met one first.
        let signatures = signatures.into_iter().collect::<Result<Vec<_>, _>>()?;
        entries
            .iter()
            .zip(place)
            .map(|(entry, place)| {
                Ok(Entry {
                    name: EntryName::new(format!("{SIGNATURES}{}", entry.name))?,
                    content: signatures[place].clone(),
                })
            })
            .collect()
    }
}
