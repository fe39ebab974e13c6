//! New identities: OpenSSL makes the key, rcgen writes the certificate.

use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use rcgen::{
    CertificateParams, DistinguishedName, DnType, DnValue, ExtendedKeyUsagePurpose,
    KeyUsagePurpose, PublicKeyData, SerialNumber, SignatureAlgorithm, SigningKey,
};
use time::{Duration, OffsetDateTime};

use super::subject::Attribute;
use super::{Certificate, Error, Identity, Subject};

/// Sizes of new RSA keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeySize {
    /// 2048 bits, as the server's own.
    #[default]
    Rsa2048,
    /// 3072 bits.
    Rsa3072,
    /// 4096 bits.
    Rsa4096,
}

impl KeySize {
    /// The number of bits.
    #[must_use]
    pub fn bits(self) -> u32 {
        match self {
            Self::Rsa2048 => 2048,
            Self::Rsa3072 => 3072,
            Self::Rsa4096 => 4096,
        }
    }
}

impl Identity {
    /// Makes a new key and its self-signed certificate, shaped as the server's own: SHA-256, key
    /// usage for signatures and key encipherment, extended key usage for servers, and the time of
    /// its making (`now`, unix seconds) in milliseconds as serial number.
    ///
    /// # Errors
    /// When OpenSSL makes no key, or the days lead beyond the year 9999.
    pub fn generate(subject: &Subject, size: KeySize, days: u32, now: i64) -> Result<Self, Error> {
        let failed = Error::crypto("cannot make a key");
        let rsa = Rsa::generate(size.bits()).map_err(failed)?;
        let public = rsa
            .public_key_to_der_pkcs1()
            .map_err(Error::crypto("cannot use the new key"))?;
        let key = PKey::from_rsa(rsa).map_err(Error::crypto("cannot use the new key"))?;
        let certificate =
            parameters(subject, days, now)?.self_signed(&Key { key: &key, public })?;
        Self::new(&key, Certificate::from_der(certificate.der())?)
    }
}

fn parameters(subject: &Subject, days: u32, now: i64) -> Result<CertificateParams, Error> {
    let out_of_range = || Error::Days(days);
    let not_before = OffsetDateTime::from_unix_timestamp(now).map_err(|_| out_of_range())?;
    let mut parameters = CertificateParams::default();
    parameters.not_before = not_before;
    parameters.not_after = not_before
        .checked_add(Duration::days(i64::from(days)))
        .ok_or_else(out_of_range)?;
    let milliseconds = u64::try_from(now).map_err(|_| out_of_range())? * 1000;
    parameters.serial_number = Some(SerialNumber::from(milliseconds));
    parameters.distinguished_name = distinguished_name(subject)?;
    parameters.key_usages = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::KeyEncipherment,
    ];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(parameters)
}

fn distinguished_name(subject: &Subject) -> Result<DistinguishedName, Error> {
    let mut name = DistinguishedName::new();
    for (attribute, value) in subject.in_der_order() {
        let kind = match attribute {
            Attribute::CommonName => DnType::CommonName,
            Attribute::Unit => DnType::OrganizationalUnitName,
            Attribute::Organization => DnType::OrganizationName,
            Attribute::Locality => DnType::LocalityName,
            Attribute::State => DnType::StateOrProvinceName,
            Attribute::Country => DnType::CountryName,
        };
        let value = match attribute {
            // X.509 wants this one attribute as a PrintableString.
            Attribute::Country => DnValue::PrintableString(value.try_into()?),
            _ => DnValue::Utf8String(value.to_owned()),
        };
        name.push(kind, value);
    }
    Ok(name)
}

/// OpenSSL's key as rcgen wants one.
struct Key<'a> {
    key: &'a PKey<Private>,
    /// `RSAPublicKey` in DER.
    public: Vec<u8>,
}

impl PublicKeyData for Key<'_> {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_RSA_SHA256
    }
}

impl SigningKey for Key<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Signer::new(MessageDigest::sha256(), self.key)
            .and_then(|mut signer| signer.sign_oneshot_to_vec(message))
            .map_err(|_| rcgen::Error::RemoteKeyError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::identity::tests::{NOW, identity};

    #[test]
    fn is_shaped_as_the_servers_own() {
        let certificate = identity().certificate();
        assert_eq!(certificate.name(), "CN=Test,OU=Tests,O=Coopto");
        assert_eq!(certificate.common_name(), Some("Test"));
        assert_eq!(certificate.serial(), (NOW * 1000).to_string());
        assert_eq!(certificate.not_before(), NOW);
        assert_eq!(certificate.not_after(), NOW + 100 * 86_400);
        assert_eq!(certificate.key_bits(), 2048);
        assert!(certificate.is_self_signed());
        assert_eq!(certificate.well_known(), None);

        let x509 = openssl::x509::X509::from_der(certificate.der()).unwrap();
        let text = String::from_utf8(x509.to_text().unwrap()).unwrap();
        assert!(text.contains("sha256WithRSAEncryption"), "{text}");
        assert!(text.contains("Key Usage: critical"), "{text}");
        assert!(text.contains("Digital Signature, Key Encipherment"));
        assert!(text.contains("TLS Web Server Authentication"));
    }

    #[test]
    fn a_signature_by_another_key_is_not_self_signed() {
        let mut der = identity().certificate().der().to_vec();
        *der.last_mut().unwrap() ^= 1;
        assert!(!Certificate::from_der(&der).unwrap().is_self_signed());
    }

    #[test]
    fn refuses_days_beyond_the_calendar() {
        let subject = Subject::common_name("x").unwrap();
        assert!(parameters(&subject, u32::MAX, NOW).is_err());
    }
}
