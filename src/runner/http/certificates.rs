//! Certificates and keys as texts, apart from any connection.

use openssl::asn1::Asn1Time;
use openssl::pkey::{PKey, Private};
use openssl::x509::{X509, X509NameRef};

use super::ClientKey;

/// A certificate, as far as people look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Whom it is for, who made it, from when and until when.
    pub info: String,
    /// Whether its time is over.
    pub expired: bool,
}

impl Certificate {
    /// Reads one in PEM; none when it is no certificate.
    #[must_use]
    pub fn read(pem: &str) -> Option<Self> {
        let certificate = X509::from_pem(pem.as_bytes()).ok()?;
        let now = Asn1Time::days_from_now(0);
        Some(Self {
            info: info(&certificate),
            expired: now.is_ok_and(|now| certificate.not_after() < now),
        })
    }
}

/// Whether a text holds at least one certificate in PEM, and only sound ones.
#[must_use]
pub fn has_certificate(pem: &str) -> bool {
    matches!(X509::stack_from_pem(pem.as_bytes()), Ok(found) if !found.is_empty())
}

/// A client key, opened.
pub(super) struct Opened {
    pub(super) key: PKey<Private>,
    /// The key's own certificate.
    pub(super) own: X509,
    /// Those above it, and what else stands in the text.
    pub(super) others: Vec<X509>,
}

impl ClientKey {
    /// Why it cannot be shown to a server, for people; none when it can.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        self.open().err()
    }

    /// The key, and its own certificate apart from the others, whatever the order in the text.
    pub(super) fn open(&self) -> Result<Opened, &'static str> {
        let pem = self.pem.as_bytes();
        // An empty passphrase keeps OpenSSL from asking on the terminal.
        let passphrase = self.passphrase.as_deref().unwrap_or_default().as_bytes();
        let key = PKey::private_key_from_pem_passphrase(pem, passphrase)
            .map_err(|_| "the text holds no private key in PEM that this password opens")?;
        let is_own = |certificate: &X509| {
            let public = certificate.public_key();
            public.is_ok_and(|public| public.public_eq(&key))
        };
        let mut others = X509::stack_from_pem(pem)
            .map_err(|_| "the text holds a certificate in PEM that is damaged")?;
        let own = others
            .iter()
            .position(is_own)
            .ok_or("the text holds no certificate in PEM for this key")?;
        let own = others.remove(own);
        Ok(Opened { key, own, others })
    }
}

fn info(certificate: &X509) -> String {
    let name = |name: &X509NameRef| {
        let entries = name.entries();
        let parts = entries.filter_map(|entry| {
            let key = entry.object().nid().short_name().ok()?;
            Some(format!("{key}={}", entry.data().to_string().ok()?))
        });
        parts.collect::<Vec<_>>().join(", ")
    };
    format!(
        "Subject: {}\nIssuer: {}\nValid from: {}\nValid to: {}",
        name(certificate.subject_name()),
        name(certificate.issuer_name()),
        certificate.not_before(),
        certificate.not_after()
    )
}
