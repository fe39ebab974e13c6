use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::{Concern, ContentSignatures, Policy, Problem, Signer, Verification, members};
use crate::archive::{Archive, Entry};
use crate::artifact::Artifact;
use crate::artifact::package::{CERTIFICATES, CONTENT_SIGNATURE, ELEMENTS, INFO, META, SIGNATURES};
use crate::codec::properties;
use crate::model::Bytes;
use crate::signing::{Certificate, Digest};

/// Checks a package: metadata, certificates, every signature, the structure of every element.
pub(super) fn verify(archive: &Archive, policy: &Policy<'_>) -> Verification {
    let mut verification = Verification::new(Artifact::Package);
    let certificates = certificates(archive, &mut verification);
    let signer = signer(archive, &certificates, &mut verification);
    if let Some(signer) = signer {
        verification.signer = Some(Signer::judge(signer, policy, &mut verification));
        signatures(archive, signer, &mut verification);
    }
    verification.authors = certificates
        .values()
        .filter(|certificate| Some(*certificate) != signer)
        .map(|certificate| Signer::new(certificate, policy))
        .collect();
    let owners = elements(archive, &mut verification);
    // Content signatures read the same resources once more.
    let again = policy.limits.clone();
    members::check(archive, policy, &mut verification);
    for name in owners {
        if named(&certificates, &name).is_none() {
            verification.concerns.push(Concern::NoOwner { name });
        }
    }
    let owner = |name: &str| named(&certificates, name);
    verification.content = ContentSignatures::check(archive, owner, &again);
    verification.problems.sort();
    verification.problems.dedup();
    verification
}

/// The certificates that can be read, by the name of their entry.
fn certificates(
    archive: &Archive,
    verification: &mut Verification,
) -> BTreeMap<String, Certificate> {
    let mut certificates = BTreeMap::new();
    for entry in archive.entries() {
        let Some(file) = entry.name.below(CERTIFICATES) else {
            continue;
        };
        match Certificate::read(&entry.content) {
            Ok(certificate) => {
                if certificate.der() != &*entry.content {
                    verification.concerns.push(Concern::Pem {
                        entry: entry.name.to_string(),
                    });
                }
                // Who says to have signed their own certificate must have done so.
                if certificate.is_self_issued() && !certificate.is_self_signed() {
                    verification.problems.push(Problem::BrokenCertificate {
                        entry: entry.name.to_string(),
                    });
                }
                certificates.insert(file.to_owned(), certificate);
            }
            Err(error) => verification.problems.push(Problem::Unreadable {
                entry: entry.name.to_string(),
                cause: error.to_string(),
            }),
        }
    }
    certificates
}

/// The certificate of that name: its entry's, which other tools spell in their own way, or its
/// subject.
fn named<'a>(
    certificates: &'a BTreeMap<String, Certificate>,
    name: &str,
) -> Option<&'a Certificate> {
    certificates.get(&format!("{name}.cer")).or_else(|| {
        certificates
            .values()
            .find(|certificate| certificate.name() == name)
    })
}

/// The certificate that `pkg-signer` names.
fn signer<'a>(
    archive: &Archive,
    certificates: &'a BTreeMap<String, Certificate>,
    verification: &mut Verification,
) -> Option<&'a Certificate> {
    let Some(meta) = archive.get(META) else {
        verification.problems.push(Problem::Missing {
            entry: META.to_owned(),
        });
        return None;
    };
    let meta = match properties::read(meta) {
        Ok(meta) => meta,
        Err(error) => {
            verification.problems.push(Problem::Unreadable {
                entry: META.to_owned(),
                cause: error.to_string(),
            });
            return None;
        }
    };
    for key in ["pkg-name", "pkg-id", "pkg-signer"] {
        if properties::get(&meta, key).is_none() {
            verification.problems.push(Problem::Unreadable {
                entry: META.to_owned(),
                cause: format!("it has no key `{key}`"),
            });
        }
    }
    let name = properties::get(&meta, "pkg-signer")?;
    let found = named(certificates, name);
    if found.is_none() {
        verification.problems.push(Problem::NoSigner {
            name: name.to_owned(),
        });
    }
    found
}

/// What one signature says.
enum Outcome {
    Holds(Digest),
    NotSigned,
    Fails(Problem),
}

fn signatures(archive: &Archive, signer: &Certificate, verification: &mut Verification) {
    // The same content with the same signature is checked once: most elements share categories.
    let mut places: HashMap<(&[u8], &[u8]), usize> = HashMap::new();
    let mut distinct: Vec<(&Entry, &Bytes)> = Vec::new();
    let mut signed: Vec<(&Entry, usize)> = Vec::new();
    let mut present: HashSet<&str> = HashSet::new();
    for entry in archive.entries() {
        if entry.name.below(SIGNATURES).is_some() {
            continue;
        }
        present.insert(entry.name.as_str());
        let Some(signature) = archive.get(&format!("{SIGNATURES}{}", entry.name)) else {
            verification.problems.push(Problem::Unsigned {
                entry: entry.name.to_string(),
            });
            continue;
        };
        let place = *places
            .entry((&entry.content, signature))
            .or_insert_with(|| {
                distinct.push((entry, signature));
                distinct.len() - 1
            });
        signed.push((entry, place));
    }
    for entry in archive.entries() {
        if let Some(name) = entry.name.below(SIGNATURES)
            && !present.contains(name)
        {
            verification.problems.push(Problem::Orphan {
                entry: name.to_owned(),
            });
        }
    }
    let outcomes: Vec<Outcome> = distinct
        .par_iter()
        .map(|(entry, signature)| check(entry, signature, signer))
        .collect();
    count(&signed, &outcomes, verification);
}

fn check(entry: &Entry, signature: &[u8], signer: &Certificate) -> Outcome {
    // One 7.0 server wrote empty content signatures, and signed them with nothing.
    if signature.is_empty()
        && entry.content.is_empty()
        && entry.name.as_str().ends_with(CONTENT_SIGNATURE)
    {
        return Outcome::NotSigned;
    }
    match signer.verify(&entry.content, signature) {
        Ok(digest) => Outcome::Holds(digest),
        Err(cause) => Outcome::Fails(Problem::BadSignature {
            entry: entry.name.to_string(),
            cause: cause.to_string(),
        }),
    }
}

fn count(signed: &[(&Entry, usize)], outcomes: &[Outcome], verification: &mut Verification) {
    let expected = signed.iter().find_map(|(_, place)| match outcomes[*place] {
        Outcome::Holds(digest) => Some(digest),
        _ => None,
    });
    verification.digest = expected.map(|digest| digest.to_string());
    for (entry, place) in signed {
        match &outcomes[*place] {
            Outcome::Holds(digest) => {
                verification.signatures += 1;
                if let Some(expected) = expected.filter(|expected| expected != digest) {
                    verification.problems.push(Problem::MixedDigests {
                        entry: entry.name.to_string(),
                        found: digest.to_string(),
                        expected: expected.to_string(),
                    });
                }
            }
            Outcome::NotSigned => {}
            Outcome::Fails(Problem::BadSignature { cause, .. }) => {
                verification.problems.push(Problem::BadSignature {
                    entry: entry.name.to_string(),
                    cause: cause.clone(),
                });
            }
            Outcome::Fails(problem) => verification.problems.push(problem.clone()),
        }
    }
}

/// Checks that elements are whole; gives the names of their owners.
fn elements(archive: &Archive, verification: &mut Verification) -> HashSet<String> {
    let mut members: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    for entry in archive.entries() {
        let name = &entry.name;
        match name.below(ELEMENTS).and_then(|path| path.split_once('/')) {
            Some((id, member)) => {
                members.entry(id).or_default().insert(member);
            }
            None if name.as_str() != META
                && name.below(CERTIFICATES).is_none()
                && name.below(SIGNATURES).is_none() =>
            {
                verification.concerns.push(Concern::UnknownEntry {
                    entry: name.to_string(),
                });
            }
            None => {}
        }
    }
    let mut owners = HashSet::new();
    for (id, members) in members {
        // A folder with nothing but tags and no info is a known fault of one server.
        if !members.contains(INFO) && !members.contains("data") {
            verification.concerns.push(Concern::NoInfo {
                element: id.to_owned(),
            });
            continue;
        }
        for member in [INFO, "data", "categories"] {
            if !members.contains(member) {
                verification.problems.push(Problem::Missing {
                    entry: format!("{ELEMENTS}{id}/{member}"),
                });
            }
        }
        let entry = format!("{ELEMENTS}{id}/{INFO}");
        let Some(info) = archive.get(&entry) else {
            continue;
        };
        match properties::read(info) {
            Ok(info) => {
                let found = properties::get(&info, "id").unwrap_or_default();
                if found != id {
                    verification.problems.push(Problem::WrongId {
                        element: id.to_owned(),
                        found: found.to_owned(),
                    });
                }
                owners.extend(properties::get(&info, "signature-owner").map(str::to_owned));
            }
            Err(error) => verification.problems.push(Problem::Unreadable {
                entry,
                cause: error.to_string(),
            }),
        }
    }
    owners
}
