use openssl::rsa::Padding;

use super::{Certificate, Digest};

/// What a signature says once its key has opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The digest the signer used; the format has no other mention of it.
    pub digest: Digest,
    /// The digest of what was signed.
    pub value: Vec<u8>,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSignature {
    /// Another key made it, or nobody: the bytes are no signature of this certificate.
    #[error("not made with this certificate's key")]
    NotOurs,
    /// This key made it, for other content.
    #[error("the content was changed after it was signed ({digest})")]
    Mismatch {
        /// The digest in the signature.
        digest: Digest,
    },
    /// The certificate's key is not RSA, so it cannot have signed a package.
    #[error("the certificate's key is {0}, and packages are signed with RSA")]
    NotRsa(&'static str),
}

impl Certificate {
    /// Opens a signature: the raw RSA operation, PKCS#1 v1.5 padding, and exactly one
    /// `DigestInfo` in DER with nothing behind it.
    #[must_use]
    pub fn recover(&self, signature: &[u8]) -> Option<Recovered> {
        let key = self.rsa().ok()?;
        // A shorter signature would be taken for a number with leading zeros.
        if signature.len() != key.size() as usize {
            return None;
        }
        let mut buffer = vec![0; key.size() as usize];
        let length = key
            .public_decrypt(signature, &mut buffer, Padding::PKCS1)
            .ok()?;
        digest_info(&buffer[..length])
    }

    /// Checks a signature over the exact bytes, and says which digest it uses.
    ///
    /// # Errors
    /// When the signature is not by this key, or not over these bytes.
    pub fn verify(&self, content: &[u8], signature: &[u8]) -> Result<Digest, BadSignature> {
        if let Err(kind) = self.rsa() {
            return Err(BadSignature::NotRsa(kind));
        }
        let Recovered { digest, value } = self.recover(signature).ok_or(BadSignature::NotOurs)?;
        if digest.hash(content) == value {
            Ok(digest)
        } else {
            Err(BadSignature::Mismatch { digest })
        }
    }
}

/// DER has one way to write each `DigestInfo`, with or without the parameters: comparing is parsing.
fn digest_info(bytes: &[u8]) -> Option<Recovered> {
    Digest::ALL.into_iter().find_map(|digest| {
        let value = [digest.info_prefix(), digest.bare_info_prefix()]
            .into_iter()
            .find_map(|prefix| bytes.strip_prefix(prefix))?;
        (value.len() == digest.len()).then(|| Recovered {
            digest,
            value: value.to_vec(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::identity::tests::identity;

    #[test]
    fn says_which_digest_was_used() {
        let identity = identity();
        for digest in Digest::ALL {
            let signature = identity.sign(digest, b"content").unwrap();
            let certificate = identity.certificate();
            assert_eq!(certificate.verify(b"content", &signature), Ok(digest));
            assert_eq!(
                certificate.verify(b"other", &signature),
                Err(BadSignature::Mismatch { digest })
            );
            let recovered = certificate.recover(&signature).unwrap();
            assert_eq!(recovered.value, digest.hash(b"content"));
        }
    }

    #[test]
    fn any_flipped_bit_breaks_it() {
        let identity = identity();
        let good = identity.sign(Digest::Sha256, b"content").unwrap();
        for place in [0, 100, good.len() - 1] {
            let mut bad = good.clone();
            bad[place] ^= 1;
            assert_eq!(
                identity.certificate().verify(b"content", &bad),
                Err(BadSignature::NotOurs)
            );
        }
        for bad in [&good[1..], &[], &[0; 256], &[255; 256], &[1; 300]] {
            assert_eq!(identity.certificate().recover(bad), None);
        }
    }

    #[test]
    fn nothing_may_follow_the_digest_info() {
        let mut info = Digest::Sha256.info_prefix().to_vec();
        info.extend([7; 32]);
        assert!(digest_info(&info).is_some());
        info.push(0);
        assert_eq!(digest_info(&info), None);
        assert_eq!(digest_info(&info[..50]), None);
        let mut bare = Digest::Md5.bare_info_prefix().to_vec();
        bare.extend([7; 16]);
        assert_eq!(digest_info(&bare).unwrap().digest, Digest::Md5);
    }
}
