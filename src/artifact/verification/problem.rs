use std::fmt;

/// Something wrong with an artefact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// An entry that cannot be read.
    Unreadable {
        /// The entry.
        entry: String,
        /// Why.
        cause: String,
    },
    /// An entry that must be there.
    Missing {
        /// The entry.
        entry: String,
    },
    /// A signature that does not hold.
    BadSignature {
        /// The entry it is over.
        entry: String,
        /// Why.
        cause: String,
    },
    /// An entry without a signature.
    Unsigned {
        /// The entry.
        entry: String,
    },
    /// A signature without an entry: something was taken out.
    Orphan {
        /// The entry it was over.
        entry: String,
    },
    /// Signatures of one package use different digests; no server does that.
    MixedDigests {
        /// The entry whose digest differs.
        entry: String,
        /// Its digest.
        found: String,
        /// That of the others.
        expected: String,
    },
    /// The signer's certificate is not in the package.
    NoSigner {
        /// The name in `pkg-signer`.
        name: String,
    },
    /// A certificate whose own signature does not hold.
    BrokenCertificate {
        /// The entry.
        entry: String,
    },
    /// The signer is not among those who are trusted.
    Untrusted {
        /// The signer.
        name: String,
    },
    /// An element whose `info` names another id than its folder.
    WrongId {
        /// The element's folder.
        element: String,
        /// The id in `info`.
        found: String,
    },
    /// A file of another kind than its name says.
    WrongKind {
        /// The entry.
        entry: String,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A rule of the descriptor that the server depends on.
    Descriptor {
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { entry, cause } => {
                // Errors of entries name them already.
                if cause.contains(entry.as_str()) {
                    f.write_str(cause)
                } else {
                    write!(f, "`{entry}`: {cause}")
                }
            }
            Self::Missing { entry } => write!(f, "`{entry}` is missing"),
            Self::BadSignature { entry, cause } => {
                write!(f, "the signature of `{entry}` does not hold: {cause}")
            }
            Self::Unsigned { entry } => write!(f, "`{entry}` is not signed"),
            Self::Orphan { entry } => {
                write!(f, "`{entry}` was signed, yet it is not in the package")
            }
            Self::MixedDigests {
                entry,
                found,
                expected,
            } => write!(
                f,
                "`{entry}` is signed with {found}, the rest of the package with {expected}"
            ),
            Self::NoSigner { name } => write!(
                f,
                "`certificates/{name}.cer` is missing; no signature can be checked without it"
            ),
            Self::BrokenCertificate { entry } => write!(
                f,
                "the certificate `{entry}` was changed: its own signature does not hold"
            ),
            Self::Untrusted { name } => write!(f, "the signer `{name}` is not one you trust"),
            Self::WrongId { element, found } => {
                write!(f, "`elements/{element}/info` calls the element `{found}`")
            }
            Self::WrongKind {
                entry,
                expected,
                found,
            } => {
                write!(f, "`{entry}` should be a {expected} and is a {found}")
            }
            Self::Descriptor { message } => write!(f, "`VSO-INF/vso.xml`: {message}"),
        }
    }
}

/// Something a person should know, though nothing is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// The certificate is no longer valid.
    Expired {
        /// Whose.
        name: String,
    },
    /// The certificate is not valid yet.
    NotYetValid {
        /// Whose.
        name: String,
    },
    /// Everybody has this private key, so the signature says nothing about who made it.
    WellKnownKey {
        /// Whose.
        name: String,
        /// Where it comes from.
        origin: String,
    },
    /// A folder of an element that has no `info`; one server is known to write such.
    NoInfo {
        /// The folder.
        element: String,
    },
    /// The owner of elements whose certificate is not in the package.
    NoOwner {
        /// Their name.
        name: String,
    },
    /// A certificate in PEM, which no server is known to write.
    Pem {
        /// Path in the package.
        entry: String,
    },
    /// An application without a licence text; installing it asks for nothing.
    NoLicence,
    /// An entry that belongs to no known folder.
    UnknownEntry {
        /// The entry.
        entry: String,
    },
    /// A rule of the descriptor's schema that servers do not insist on.
    Schema {
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for Concern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expired { name } => write!(f, "the certificate of `{name}` has expired"),
            Self::NotYetValid { name } => {
                write!(f, "the certificate of `{name}` is not valid yet")
            }
            Self::WellKnownKey { name, origin } => write!(
                f,
                "everybody has the private key of `{name}` ({origin}): its signature does not tell who made this"
            ),
            Self::NoInfo { element } => write!(f, "`elements/{element}` has no `info`"),
            Self::NoOwner { name } => write!(
                f,
                "the certificate of `{name}`, who owns elements, is not in the package"
            ),
            Self::Pem { entry } => write!(
                f,
                "`{entry}` is PEM; servers write DER, and whether they read anything else is not known"
            ),
            Self::NoLicence => f.write_str("there is no licence text (`VSO-INF/vsoapp.txt`)"),
            Self::UnknownEntry { entry } => write!(f, "`{entry}` is no part of a package"),
            Self::Schema { message } => write!(f, "`VSO-INF/vso.xml`: {message}"),
        }
    }
}
