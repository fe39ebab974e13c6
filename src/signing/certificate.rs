use std::fmt;

use openssl::asn1::{Asn1Time, Asn1TimeRef};
use openssl::error::ErrorStack;
use openssl::pkey::{Id, PKeyRef, Public};
use openssl::rsa::Rsa;
use openssl::x509::X509;

use super::refusal::FEWEST_BITS;
use super::{Digest, Error, Refusal, der, name};

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
const END: &[u8] = b"-----END CERTIFICATE-----";

/// The package format's certificates: one DER X.509 v3 certificate each, never a chain.
#[derive(Clone)]
pub struct Certificate {
    der: Vec<u8>,
    name: String,
    common_name: Option<String>,
    has_email: bool,
    not_before: i64,
    not_after: i64,
    serial: String,
    key_bits: u32,
    key: Result<Rsa<Public>, &'static str>,
}

impl Certificate {
    /// Reads one certificate in DER, as it lies in a package.
    ///
    /// # Errors
    /// When the bytes are not exactly one certificate.
    pub fn from_der(bytes: &[u8]) -> Result<Self, Error> {
        // OpenSSL would overlook bytes that follow.
        if der::only(der::SEQUENCE, bytes).is_none() {
            return Err(Error::Certificate("the bytes are not DER".into()));
        }
        let x509 = X509::from_der(bytes).map_err(|error| Error::Certificate(reason(&error)))?;
        Self::from_x509(&x509, bytes.to_vec())
    }

    /// Reads one certificate as a package may hold it: in DER as servers write it, or in the PEM
    /// that Java takes for a certificate as well.
    ///
    /// # Errors
    /// When the bytes are not exactly one certificate.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let text = bytes.trim_ascii();
        if !text.starts_with(BEGIN) {
            return Self::from_der(bytes);
        }
        let end = text.windows(END.len()).position(|part| part == END);
        if end.map(|at| at + END.len()) != Some(text.len()) {
            return Err(Error::Certificate("it is not one PEM block".into()));
        }
        Self::from_pem(text)
    }

    /// Reads the first certificate of a PEM text.
    ///
    /// # Errors
    /// When there is none.
    pub fn from_pem(text: &[u8]) -> Result<Self, Error> {
        let x509 = X509::from_pem(text).map_err(|error| Error::Certificate(reason(&error)))?;
        let der = x509
            .to_der()
            .map_err(|error| Error::Certificate(reason(&error)))?;
        Self::from_x509(&x509, der)
    }

    fn from_x509(x509: &X509, der: Vec<u8>) -> Result<Self, Error> {
        let broken = |error: ErrorStack| Error::Certificate(reason(&error));
        let subject = x509.subject_name().to_der().map_err(broken)?;
        let names = name::parse(&subject)
            .ok_or_else(|| Error::Certificate("its subject cannot be read".into()))?;
        let key = x509.public_key();
        Ok(Self {
            name: name::render(&names),
            common_name: name::find(&names, name::COMMON_NAME).map(str::to_owned),
            has_email: names
                .iter()
                .flatten()
                .any(|attribute| attribute.oid == name::EMAIL),
            not_before: unix(x509.not_before()).map_err(broken)?,
            not_after: unix(x509.not_after()).map_err(broken)?,
            serial: serial(x509)?,
            key_bits: key.as_ref().map_or(0, |key| key.bits()),
            key: match &key {
                Ok(key) => key.rsa().map_err(|_| kind(key)),
                Err(_) => Err("of an unknown kind"),
            },
            der,
        })
    }

    /// The bytes, as a package holds them.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The same in PEM.
    ///
    /// # Errors
    /// When OpenSSL has no memory for it.
    pub fn to_pem(&self) -> Result<String, Error> {
        X509::from_der(&self.der)
            .and_then(|x509| x509.to_pem())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(Error::crypto("cannot write the certificate"))
    }

    /// The subject in RFC 2253, as the server calls the certificate's file and its signer:
    /// reverse DER order, joined by `,` without a space.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The subject's first common name.
    #[must_use]
    pub fn common_name(&self) -> Option<&str> {
        self.common_name.as_deref()
    }

    /// Whether the subject has an e-mail attribute, on which the server's import fails.
    #[must_use]
    pub fn has_email(&self) -> bool {
        self.has_email
    }

    /// Start of validity in unix seconds.
    #[must_use]
    pub fn not_before(&self) -> i64 {
        self.not_before
    }

    /// Last second of validity, in unix seconds.
    #[must_use]
    pub fn not_after(&self) -> i64 {
        self.not_after
    }

    /// The serial number in decimal. The server's own ones are milliseconds since 1970.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// Bits of the public key; 0 if OpenSSL does not know its kind.
    #[must_use]
    pub fn key_bits(&self) -> u32 {
        self.key_bits
    }

    /// Whether it names itself as its issuer, which anybody could write.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        X509::from_der(&self.der).is_ok_and(|x509| is_own_issuer(&x509))
    }

    /// Whether it is signed by its own key, cryptographically.
    #[must_use]
    pub fn is_self_signed(&self) -> bool {
        let Ok(x509) = X509::from_der(&self.der) else {
            return false;
        };
        is_own_issuer(&x509)
            && x509
                .public_key()
                .and_then(|key| x509.verify(&key))
                .unwrap_or(false)
    }

    /// SHA-1 of the DER, upper-case hex with colons.
    #[must_use]
    pub fn fingerprint_sha1(&self) -> String {
        name::fingerprint(&Digest::Sha1.hash(&self.der))
    }

    /// SHA-256 of the DER, upper-case hex with colons.
    #[must_use]
    pub fn fingerprint_sha256(&self) -> String {
        name::fingerprint(&Digest::Sha256.hash(&self.der))
    }

    /// What this is, when its private key is public: anybody can sign with it, so it proves nothing.
    #[must_use]
    pub fn well_known(&self) -> Option<&'static str> {
        // The byte-identical key store lies in many public repositories.
        const ARCHETYPE: &str = "23:DB:93:78:D2:58:6D:93:5F:74:AC:6D:30:E3:51:7F:D7:E5:49:B5";
        if self.fingerprint_sha1() == ARCHETYPE {
            return Some("the key of the plug-in SDK's archetype");
        }
        (self.common_name() == Some("Coopto Public OS Certificate"))
            .then_some("the published key of the original Coopto")
    }

    /// Why nothing must be signed for this certificate at a moment (unix seconds).
    #[must_use]
    pub fn check(&self, now: i64) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        match &self.key {
            Err(kind) => refusals.push(Refusal::NotRsa(kind)),
            Ok(_) if self.key_bits < FEWEST_BITS => refusals.push(Refusal::Weak(self.key_bits)),
            Ok(_) => {}
        }
        if now > self.not_after {
            refusals.push(Refusal::Expired(self.not_after));
        }
        if now < self.not_before {
            refusals.push(Refusal::NotYetValid(self.not_before));
        }
        if self.has_email {
            refusals.push(Refusal::Email);
        }
        refusals
    }

    /// The RSA key, or which other kind it is.
    pub(super) fn rsa(&self) -> Result<&Rsa<Public>, &'static str> {
        self.key.as_ref().map_err(|kind| *kind)
    }
}

/// The serial number in decimal digits. Writing them takes the square of their number, and RFC 5280
/// allows 20 bytes.
fn serial(x509: &X509) -> Result<String, Error> {
    const MOST_BYTES: i32 = 1024;
    let broken = |error: ErrorStack| Error::Certificate(reason(&error));
    let number = x509.serial_number().to_bn().map_err(broken)?;
    if number.num_bytes() > MOST_BYTES {
        let problem = format!("its serial number has more than {MOST_BYTES} bytes");
        return Err(Error::Certificate(problem));
    }
    let digits = number.to_dec_str().map_err(broken)?;
    Ok(digits.to_string())
}

/// Certificates are the same if their bytes are.
fn is_own_issuer(x509: &X509) -> bool {
    x509.issuer_name()
        .try_cmp(x509.subject_name())
        .is_ok_and(std::cmp::Ordering::is_eq)
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("name", &self.name)
            .field("serial", &self.serial)
            .finish_non_exhaustive()
    }
}

fn kind(key: &PKeyRef<Public>) -> &'static str {
    match key.id() {
        Id::RSA_PSS => "RSA-PSS",
        Id::EC => "EC",
        Id::DSA => "DSA",
        Id::ED25519 | Id::ED448 => "EdDSA",
        _ => "not RSA",
    }
}

fn unix(time: &Asn1TimeRef) -> Result<i64, ErrorStack> {
    let difference = Asn1Time::from_unix(0)?.diff(time)?;
    Ok(i64::from(difference.days) * 86_400 + i64::from(difference.secs))
}

/// OpenSSL's most telling words.
pub(super) fn reason(error: &ErrorStack) -> String {
    error
        .errors()
        .iter()
        .rev()
        .find_map(openssl::error::Error::reason)
        .unwrap_or("OpenSSL gives no reason")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::identity::tests::{NOW, identity};
    use crate::signing::{Identity, KeySize, Subject};

    #[test]
    fn is_the_same_from_pem_and_der() {
        let certificate = identity().certificate();
        let pem = certificate.to_pem().unwrap();
        assert_eq!(&Certificate::from_pem(pem.as_bytes()).unwrap(), certificate);
        assert_eq!(
            &Certificate::from_der(certificate.der()).unwrap(),
            certificate
        );
    }

    #[test]
    fn a_package_may_hold_either() {
        let certificate = identity().certificate();
        let pem = certificate.to_pem().unwrap();
        for bytes in [certificate.der(), pem.as_bytes()] {
            assert_eq!(&Certificate::read(bytes).unwrap(), certificate);
        }
        for broken in [format!("{pem}{pem}"), format!("{pem}x"), pem[..40].into()] {
            assert!(Certificate::read(broken.as_bytes()).is_err(), "{broken}");
        }
    }

    #[test]
    fn nothing_may_follow() {
        let mut der = identity().certificate().der().to_vec();
        der.push(0);
        assert!(Certificate::from_der(&der).is_err());
        assert!(Certificate::from_der(b"").is_err());
        assert!(Certificate::from_pem(b"").is_err());
    }

    #[test]
    fn fingerprints_are_those_that_people_compare() {
        let x509 = X509::from_der(identity().certificate().der()).unwrap();
        let theirs = x509.digest(openssl::hash::MessageDigest::sha1()).unwrap();
        let ours = identity().certificate().fingerprint_sha1();
        assert_eq!(ours.to_lowercase().replace(':', ""), der::hex(&theirs));
        assert_eq!(ours.len(), 59);
        assert_eq!(identity().certificate().fingerprint_sha256().len(), 95);
    }

    #[test]
    fn the_published_key_is_known() {
        let subject: Subject = "CN=Coopto Public OS Certificate,C=DE".parse().unwrap();
        let identity = Identity::generate(&subject, KeySize::Rsa2048, 1, NOW).unwrap();
        assert!(identity.certificate().well_known().is_some());
    }

    #[test]
    fn no_changed_byte_is_more_than_an_error() {
        let certificate = identity().certificate();
        let signature = identity().sign(Digest::Sha256, b"x").unwrap();
        for place in 0..certificate.der().len() {
            for value in [0x00, 0x7f, 0x80, 0xff] {
                let mut der = certificate.der().to_vec();
                der[place] = value;
                if let Ok(changed) = Certificate::from_der(&der) {
                    let _ = changed.verify(b"x", &signature);
                    let _ = (changed.check(NOW), changed.well_known());
                }
            }
            assert!(Certificate::from_der(&certificate.der()[..place]).is_err());
        }
    }

    #[test]
    fn threads_can_share_it() {
        fn shared<T: Send + Sync>() {}
        shared::<Certificate>();
        shared::<Identity>();
    }
}
