use std::fmt;
use std::path::Path;

use openssl::pkey::{PKey, Private, Public};
use openssl::rsa::{Padding, Rsa};
use zeroize::Zeroizing;

use super::refusal::{FEWEST_BITS, MOST_BITS};
use super::{Certificate, Digest, Error, Existing, Passphrase, Refusal, Store, file};

/// A private key with its certificate. Where it came from is forgotten, and the key never leaves
/// this module but inside a key store.
#[derive(Clone)]
pub struct Identity {
    key: Rsa<Private>,
    certificate: Certificate,
}

impl Identity {
    /// Pairs a key with its certificate.
    ///
    /// # Errors
    /// When the key is not RSA, belongs to another certificate, or cannot sign.
    pub(super) fn new(key: &PKey<Private>, certificate: Certificate) -> Result<Self, Error> {
        let refused = |refusal| Error::Refused(vec![refusal]);
        let public = certificate
            .rsa()
            .map_err(|kind| refused(Refusal::NotRsa(kind)))?;
        let key = key.rsa().map_err(|_| refused(Refusal::NotRsa("not RSA")))?;
        if key.n() != public.n() || key.e() != public.e() {
            return Err(refused(Refusal::Mismatch));
        }
        let bits = key.n().num_bits().unsigned_abs();
        if bits > MOST_BITS {
            return Err(refused(Refusal::Huge(bits)));
        }
        // A weaker one may be too short for the trial, and must not sign anyway.
        if bits >= FEWEST_BITS && !undoes(public, &key) {
            return Err(refused(Refusal::Damaged));
        }
        Ok(Self { key, certificate })
    }

    /// The certificate.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Signs the exact bytes: RSA PKCS#1 v1.5. The same bytes always give the same signature.
    ///
    /// # Errors
    /// When OpenSSL cannot use the key.
    pub fn sign(&self, digest: Digest, content: &[u8]) -> Result<Vec<u8>, Error> {
        let mut info = digest.info_prefix().to_vec();
        info.extend(digest.hash(content));
        let mut signature = vec![0; self.key.size() as usize];
        let length = self
            .key
            .private_encrypt(&info, &mut signature, Padding::PKCS1)
            .map_err(Error::crypto("cannot sign"))?;
        signature.truncate(length);
        Ok(signature)
    }

    /// Why this identity must not sign at this moment (unix seconds); empty if it may.
    #[must_use]
    pub fn check(&self, now: i64) -> Vec<Refusal> {
        self.certificate.check(now)
    }

    /// The identity, if it may sign at this moment.
    ///
    /// # Errors
    /// [`Error::Refused`] with every reason of [`Identity::check`].
    pub fn checked(self, now: i64) -> Result<Self, Error> {
        let refusals = self.check(now);
        if refusals.is_empty() {
            Ok(self)
        } else {
            Err(Error::Refused(refusals))
        }
    }

    /// Writes a key store that only its owner can read. It appears complete, or not at all.
    ///
    /// # Errors
    /// When the store needs a passphrase, or the file exists or cannot be written.
    pub fn store(
        &self,
        path: &Path,
        store: Store,
        passphrase: Option<&Passphrase>,
        existing: Existing,
    ) -> Result<(), Error> {
        let bytes = store
            .write(self, passphrase)
            .map_err(|error| error.about(path))?;
        file::write(path, &bytes, existing)
    }

    pub(super) fn key(&self) -> Result<PKey<Private>, Error> {
        PKey::from_rsa(self.key.clone()).map_err(Error::crypto("cannot use the private key"))
    }

    /// The key as PKCS#8, wiped from memory when dropped.
    pub(super) fn pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        self.key()?
            .private_key_to_pkcs8()
            .map(Zeroizing::new)
            .map_err(Error::crypto("cannot write the private key"))
    }
}

/// Whether the certificate's key undoes what the private key does: a store holds each number of a key
/// on its own, and OpenSSL signs with numbers that do not belong together.
fn undoes(public: &Rsa<Public>, private: &Rsa<Private>) -> bool {
    const TRIAL: &[u8] = b"trial";
    let mut signed = vec![0; private.size() as usize];
    let mut undone = vec![0; public.size() as usize];
    private
        .private_encrypt(TRIAL, &mut signed, Padding::PKCS1)
        .and_then(|length| public.public_decrypt(&signed[..length], &mut undone, Padding::PKCS1))
        .is_ok_and(|length| &undone[..length] == TRIAL)
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::OnceLock;

    use super::*;
    use crate::signing::{KeySize, Subject, der};

    pub(in crate::signing) const NOW: i64 = 1_800_000_000;

    /// A throw-away identity, made once for all tests.
    pub(in crate::signing) fn identity() -> &'static Identity {
        static IDENTITY: OnceLock<Identity> = OnceLock::new();
        IDENTITY.get_or_init(|| {
            let subject: Subject = "CN=Test,OU=Tests,O=Coopto".parse().unwrap();
            Identity::generate(&subject, KeySize::default(), 100, NOW).unwrap()
        })
    }

    #[test]
    fn signs_the_same_bytes_the_same_way() {
        let first = identity().sign(Digest::Md5, b"x").unwrap();
        assert_eq!(identity().sign(Digest::Md5, b"x").unwrap(), first);
        assert_eq!(first.len(), 256);
    }

    #[test]
    fn openssl_itself_accepts_the_signatures() {
        use openssl::hash::MessageDigest;
        use openssl::sign::Verifier;
        let key = identity().key().unwrap();
        for (digest, theirs) in [
            (Digest::Md5, MessageDigest::md5()),
            (Digest::Sha1, MessageDigest::sha1()),
            (Digest::Sha256, MessageDigest::sha256()),
            (Digest::Sha512, MessageDigest::sha512()),
        ] {
            let signature = identity().sign(digest, b"content").unwrap();
            let mut verifier = Verifier::new(theirs, &key).unwrap();
            assert!(verifier.verify_oneshot(&signature, b"content").unwrap());
        }
    }

    #[test]
    fn is_refused_outside_its_validity() {
        let identity = identity();
        let end = identity.certificate().not_after();
        assert_eq!(identity.check(NOW), []);
        assert_eq!(identity.check(end), []);
        assert_eq!(identity.check(end + 1), [Refusal::Expired(end)]);
        let start = identity.certificate().not_before();
        assert_eq!(identity.check(start - 1), [Refusal::NotYetValid(start)]);
    }

    #[test]
    fn a_key_needs_its_own_certificate() {
        let other = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let error = Identity::new(&other, identity().certificate().clone()).unwrap_err();
        assert!(matches!(error, Error::Refused(refusals) if refusals == [Refusal::Mismatch]));
    }

    /// A certificate of a key, signed by nobody: whoever reads it does not look.
    fn certificate_of(key: &PKey<Private>, serial: &[u8]) -> Certificate {
        Certificate::from_der(&unsigned(key, serial)).unwrap()
    }

    fn unsigned(key: &PKey<Private>, serial: &[u8]) -> Vec<u8> {
        let mut name = openssl::x509::X509Name::builder().unwrap();
        name.append_entry_by_text("CN", "Test").unwrap();
        let name = name.build().to_der().unwrap();
        let time = |text: &str| der::element(0x17, &[text.as_bytes()]);
        let validity = [time("250101000000Z"), time("350101000000Z")].concat();
        // sha256WithRSAEncryption
        let oid = der::element(der::OID, &[b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"]);
        let algorithm = der::element(der::SEQUENCE, &[&oid, b"\x05\x00"]);
        let version = der::element(0xa0, &[&der::element(der::INTEGER, &[&[2]])]);
        let serial = der::element(der::INTEGER, &[serial]);
        let validity = der::element(der::SEQUENCE, &[&validity]);
        let public = key.public_key_to_der().unwrap();
        let parts: [&[u8]; 7] = [
            &version, &serial, &algorithm, &name, &validity, &name, &public,
        ];
        let body = der::element(der::SEQUENCE, &parts);
        let signature = der::element(0x03, &[&[0; 257]]);
        der::element(der::SEQUENCE, &[&body, &algorithm, &signature])
    }

    #[test]
    fn a_key_that_signs_nonsense_is_refused() {
        let sound = Rsa::generate(2048).unwrap();
        let number = |number: &openssl::bn::BigNumRef| number.to_owned().unwrap();
        let damaged = openssl::rsa::RsaPrivateKeyBuilder::new(
            number(sound.n()),
            number(sound.e()),
            openssl::bn::BigNum::from_u32(3).unwrap(),
        );
        let key = PKey::from_rsa(damaged.unwrap().build()).unwrap();
        let error = Identity::new(&key, certificate_of(&key, &[1])).unwrap_err();
        assert!(matches!(error, Error::Refused(refusals) if refusals == [Refusal::Damaged]));
        let sound = PKey::from_rsa(sound).unwrap();
        assert!(Identity::new(&sound, certificate_of(&sound, &[1])).is_ok());
    }

    #[test]
    fn an_enormous_key_is_not_tried() {
        let bits = 3_000_000;
        let mut enormous = openssl::bn::BigNum::new().unwrap();
        enormous.set_bit(bits - 1).unwrap();
        enormous.set_bit(0).unwrap();
        let d = enormous.to_owned().unwrap();
        let e = openssl::bn::BigNum::from_u32(65_537).unwrap();
        let key = openssl::rsa::RsaPrivateKeyBuilder::new(enormous, e, d).unwrap();
        let key = PKey::from_rsa(key.build()).unwrap();
        let error = Identity::new(&key, certificate_of(&key, &[1])).unwrap_err();
        assert!(
            matches!(error, Error::Refused(refusals) if refusals == [Refusal::Huge(3_000_000)])
        );
    }

    #[test]
    fn an_enormous_serial_number_is_not_written_in_digits() {
        let key = identity().key().unwrap();
        let long = certificate_of(&key, &[0x55; 1024]);
        assert_eq!(long.serial().len(), 2466);
        for length in [1025, 1_000_000] {
            let error = Certificate::from_der(&unsigned(&key, &vec![0x55; length])).unwrap_err();
            assert!(error.to_string().contains("serial number"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_key() {
        let text = format!("{:?}", identity());
        assert_eq!(text.matches("key").count(), 0, "{text}");
        assert!(text.contains("CN=Test"));
    }
}
