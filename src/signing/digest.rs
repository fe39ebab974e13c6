use std::fmt;
use std::sync::OnceLock;

use openssl::md::Md;
use openssl::md_ctx::MdCtx;
use openssl::sha::{Sha1, Sha256, Sha384, Sha512};

/// The digests that signatures of packages are made with.
///
/// Real packages hold MD5 (servers up to 8.2) and SHA-256 (since 8.3); the others are understood
/// when reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digest {
    /// MD5, 16 bytes.
    Md5,
    /// SHA-1, 20 bytes.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
}

impl Digest {
    /// All of them, the frequent ones first.
    pub(super) const ALL: [Self; 5] = [
        Self::Sha256,
        Self::Md5,
        Self::Sha1,
        Self::Sha384,
        Self::Sha512,
    ];

    /// The digest of some bytes.
    #[must_use]
    pub fn hash(self, bytes: &[u8]) -> Vec<u8> {
        // These functions look no algorithm up, unlike the general ones.
        match self {
            Self::Md5 => md5(bytes),
            Self::Sha1 => {
                let mut state = Sha1::new();
                state.update(bytes);
                state.finish().to_vec()
            }
            Self::Sha256 => {
                let mut state = Sha256::new();
                state.update(bytes);
                state.finish().to_vec()
            }
            Self::Sha384 => {
                let mut state = Sha384::new();
                state.update(bytes);
                state.finish().to_vec()
            }
            Self::Sha512 => {
                let mut state = Sha512::new();
                state.update(bytes);
                state.finish().to_vec()
            }
        }
    }

    /// The DER of a `DigestInfo` up to the digest itself (RFC 8017, section 9.2, note 1).
    pub(super) fn info_prefix(self) -> &'static [u8] {
        match self {
            Self::Md5 => {
                b"\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10"
            }
            Self::Sha1 => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
            Self::Sha256 => {
                b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
            }
            Self::Sha384 => {
                b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"
            }
            Self::Sha512 => {
                b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
            }
        }
    }

    /// The same without parameters, which some signers leave out.
    pub(super) fn bare_info_prefix(self) -> &'static [u8] {
        match self {
            Self::Md5 => b"\x30\x1e\x30\x0a\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x04\x10",
            Self::Sha1 => b"\x30\x1f\x30\x07\x06\x05\x2b\x0e\x03\x02\x1a\x04\x14",
            Self::Sha256 => b"\x30\x2f\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x04\x20",
            Self::Sha384 => b"\x30\x3f\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x04\x30",
            Self::Sha512 => b"\x30\x4f\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x04\x40",
        }
    }

    /// Bytes of a digest.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

fn md5(bytes: &[u8]) -> Vec<u8> {
    static MD5: OnceLock<Md> = OnceLock::new();
    // `-fips`: MD5 is a format fact here, also where the system's policy forbids it by default.
    let algorithm = MD5.get_or_init(|| {
        Md::fetch(None, "MD5", Some("-fips")).expect("OpenSSL's default provider has MD5")
    });
    let mut digest = vec![0; Digest::Md5.len()];
    let mut context = MdCtx::new().expect("memory for a digest");
    context
        .digest_init(algorithm)
        .and_then(|()| context.digest_update(bytes))
        .and_then(|()| context.digest_final(&mut digest))
        .expect("MD5 takes any bytes");
    digest
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::der::hex;

    #[test]
    fn hashes_as_the_standards_say() {
        let abc = |digest: Digest| hex(&digest.hash(b"abc"));
        assert_eq!(abc(Digest::Md5), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(
            abc(Digest::Sha1),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        assert!(abc(Digest::Sha256).starts_with("ba7816bf8f01cfea"));
        assert!(abc(Digest::Sha384).starts_with("cb00753f45a35e8b"));
        assert!(abc(Digest::Sha512).starts_with("ddaf35a193617aba"));
    }

    #[test]
    fn the_prefixes_announce_the_length_that_follows() {
        for digest in Digest::ALL {
            assert_eq!(digest.hash(b"").len(), digest.len());
            for prefix in [digest.info_prefix(), digest.bare_info_prefix()] {
                assert_eq!(usize::from(prefix[1]), prefix.len() - 2 + digest.len());
            }
        }
    }
}
