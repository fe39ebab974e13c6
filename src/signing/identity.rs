use std::fmt;
use std::path::Path;

use openssl::pkey::{PKey, Private};
use openssl::rsa::{Padding, Rsa};
use zeroize::Zeroizing;

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
    /// When the key is not RSA or belongs to another certificate.
    pub(super) fn new(key: &PKey<Private>, certificate: Certificate) -> Result<Self, Error> {
        let refused = |refusal| Error::Refused(vec![refusal]);
        let public = certificate
            .rsa()
            .map_err(|kind| refused(Refusal::NotRsa(kind)))?;
        let key = key.rsa().map_err(|_| refused(Refusal::NotRsa("not RSA")))?;
        if key.n() != public.n() || key.e() != public.e() {
            return Err(refused(Refusal::Mismatch));
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
    use crate::signing::{KeySize, Subject};

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

    #[test]
    fn debug_shows_no_key() {
        let text = format!("{:?}", identity());
        assert_eq!(text.matches("key").count(), 0, "{text}");
        assert!(text.contains("CN=Test"));
    }
}
