use std::fmt;

use super::moment::moment;

/// The most bits with which OpenSSL and Java verify signatures. With many more, signing takes hours.
pub(super) const MOST_BITS: u32 = 16_384;

/// The fewest bits that cannot be forged.
pub(super) const FEWEST_BITS: u32 = 2048;

/// Why an identity must not sign. Each says the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The private key belongs to another certificate.
    Mismatch,
    /// The certificate's time is over; unix seconds.
    Expired(i64),
    /// The certificate's time has not come; unix seconds.
    NotYetValid(i64),
    /// The subject has an e-mail attribute, on which the server's import fails (HTTP 400).
    Email,
    /// The public part of the key does not undo what the private part did.
    Damaged,
    /// The key has more bits than signatures are verified with.
    Huge(u32),
    /// The key has too few bits.
    Weak(u32),
    /// The key is not RSA; signatures of packages are.
    NotRsa(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NEW: &str = "make another with `coopto identity new`";
        match self {
            Self::Mismatch => write!(
                f,
                "the private key does not match the certificate: name the right one with `--certificate`"
            ),
            Self::Expired(end) => write!(f, "the certificate expired on {}: {NEW}", moment(*end)),
            Self::NotYetValid(start) => write!(
                f,
                "the certificate is not valid before {}: look at this computer's clock, or {NEW}",
                moment(*start)
            ),
            Self::Email => write!(
                f,
                "the certificate's subject has an e-mail attribute, and servers refuse to import what it signs: \
                 use a certificate with CN, OU, O, L, ST and C only"
            ),
            Self::Damaged => write!(
                f,
                "the private key is damaged, and what it signs does not verify: take a copy of it that is not, or {NEW}"
            ),
            Self::Huge(bits) => write!(
                f,
                "the key has {bits} bits, and signatures with more than {MOST_BITS} are verified nowhere: {NEW}"
            ),
            Self::Weak(bits) => write!(
                f,
                "the key has {bits} bits, and anything under {FEWEST_BITS} can be forged: {NEW}"
            ),
            Self::NotRsa(kind) => write!(
                f,
                "the key is {kind}, and servers know RSA signatures only: {NEW}"
            ),
        }
    }
}
