//! Key stores: PEM, PKCS#12, JKS and JCEKS, told apart by their content, each read and written.

mod cursor;
mod java;
mod java_object;
mod pem;
mod pkcs12;
mod protection;
mod work;

use std::path::Path;

use openssl::pkey::{PKey, Private};
use zeroize::Zeroizing;

use super::{Certificate, Error, Identity, Passphrase};

/// What servers and the vendor's tools call the signing key in a store; case does not matter.
pub(super) const ALIAS: &str = "_dunesrsa_alias_";

/// The kinds of key store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// Text: PKCS#8 (or PKCS#1 when reading) and certificates.
    Pem,
    /// `.p12`, `.pfx`.
    Pkcs12,
    /// Java's old store.
    Jks,
    /// Java's old store with stronger keys, as servers keep theirs.
    Jceks,
}

impl Store {
    /// The kind that a file's ending stands for.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "pem" | "key" => Some(Self::Pem),
            "p12" | "pfx" => Some(Self::Pkcs12),
            "jks" | "keystore" => Some(Self::Jks),
            "jceks" | "vmokeystore" => Some(Self::Jceks),
            _ => None,
        }
    }

    /// An identity as a file of this kind. Without a passphrase only PEM can be written.
    ///
    /// # Errors
    /// When the store needs a passphrase, or cannot have this one.
    pub fn write(
        self,
        identity: &Identity,
        passphrase: Option<&Passphrase>,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let passphrase = passphrase.filter(|passphrase| !passphrase.is_empty());
        let needed = || passphrase.ok_or(Error::NoPassphrase);
        match self {
            Self::Pem => pem::write(identity, passphrase),
            Self::Pkcs12 => pkcs12::write(identity, needed()?),
            Self::Jks => java::write(java::Kind::Jks, identity, needed()?),
            Self::Jceks => java::write(java::Kind::Jceks, identity, needed()?),
        }
    }
}

/// Private keys and certificates, not yet paired.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) keys: Vec<PKey<Private>>,
    pub(super) certificates: Vec<Certificate>,
}

impl Contents {
    /// The first key that has its certificate here.
    pub(super) fn identity(&self) -> Result<Identity, Error> {
        if self.keys.is_empty() {
            return Err(Error::NoKey);
        }
        let mut error = Error::NoCertificate;
        for key in &self.keys {
            for certificate in &self.certificates {
                match Identity::new(key, certificate.clone()) {
                    Ok(identity) => return Ok(identity),
                    Err(refused) => error = refused,
                }
            }
        }
        Err(error)
    }
}

/// Reads a store or a lone certificate of any kind. The passphrase is asked for once, if at all.
pub(super) fn read(
    bytes: &[u8],
    passphrase: &mut dyn FnMut() -> Result<Passphrase, Error>,
) -> Result<Contents, Error> {
    if let Some(kind) = java::Kind::detect(bytes) {
        return java::read(kind, bytes, &passphrase()?);
    }
    if pem::detect(bytes) {
        return pem::read(bytes, passphrase);
    }
    if pkcs12::detect(bytes) {
        return pkcs12::read(bytes, passphrase);
    }
    if let Ok(certificate) = Certificate::from_der(bytes) {
        return Ok(Contents {
            keys: Vec::new(),
            certificates: vec![certificate],
        });
    }
    Err(Error::UnknownStore)
}

/// Of several private keys the one that servers would use.
fn choose<T>(mut entries: Vec<(String, T)>) -> Result<T, Error> {
    let named = entries
        .iter()
        .position(|(alias, _)| alias.eq_ignore_ascii_case(ALIAS));
    match (named, entries.len()) {
        (_, 0) => Err(Error::NoKey),
        (Some(index), _) => Ok(entries.swap_remove(index).1),
        (None, 1) => Ok(entries.swap_remove(0).1),
        (None, _) => Err(Error::NoAlias(
            entries.into_iter().map(|(alias, _)| alias).collect(),
        )),
    }
}

#[cfg(test)]
mod tests;
