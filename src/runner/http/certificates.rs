//! Certificates and keys as texts, apart from any connection.

use openssl::asn1::Asn1Time;
use openssl::pkey::PKey;
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

impl ClientKey {
    /// Why it cannot be shown to a server, for people; none when it can.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let passphrase = self.passphrase.as_deref().unwrap_or_default().as_bytes();
        let Ok(key) = PKey::private_key_from_pem_passphrase(self.pem.as_bytes(), passphrase) else {
            return Some("the text holds no private key in PEM that this password opens");
        };
        let chain = X509::stack_from_pem(self.pem.as_bytes()).unwrap_or_default();
        let own = |certificate: &X509| {
            let public = certificate.public_key();
            public.is_ok_and(|public| public.public_eq(&key))
        };
        if chain.iter().any(own) {
            return None;
        }
        Some("the text holds no certificate in PEM for this key")
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
