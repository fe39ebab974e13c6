//! Java's own key stores, JKS and JCEKS: one container, two ways to protect a key.
//!
//! Magic, version, number of entries; each entry a tag, its alias, its time and its content; at the
//! end a SHA-1 over password, `Mighty Aphrodite` and all that went before.

use openssl::pkey::PKey;
use zeroize::Zeroizing;

use super::super::{Certificate, Digest, Error, Identity, Passphrase};
use super::cursor::Cursor;
use super::{ALIAS, Contents, java_object, protection};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jks,
    Jceks,
}

const PRIVATE_KEY: u32 = 1;
const TRUSTED_CERTIFICATE: u32 = 2;
const SECRET_KEY: u32 = 3;
const CHECK_SUM: usize = 20;

impl Kind {
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        [Self::Jks, Self::Jceks]
            .into_iter()
            .find(|kind| bytes.starts_with(kind.magic()))
    }

    fn magic(self) -> &'static [u8] {
        match self {
            Self::Jks => b"\xfe\xed\xfe\xed",
            Self::Jceks => b"\xce\xce\xce\xce",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Jks => "JKS store",
            Self::Jceks => "JCEKS store",
        }
    }
}

/// A private key as it lies in the store.
struct Entry<'a> {
    protected: &'a [u8],
    chain: Vec<&'a [u8]>,
}

pub(super) fn read(kind: Kind, bytes: &[u8], passphrase: &Passphrase) -> Result<Contents, Error> {
    let damaged = |how| Error::Damaged(kind.name(), how);
    let (body, sum) = bytes
        .split_at_checked(bytes.len().saturating_sub(CHECK_SUM))
        .ok_or_else(|| damaged("it ends too early"))?;
    let entries = entries(body).ok_or_else(|| damaged("its entries cannot be read"))?;
    let intact = check_sum(body, passphrase) == sum;
    let entry = super::choose(entries);
    // The sum is also wrong with a wrong passphrase. Whether the key opens tells which it is.
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) if intact => return Err(error),
        Err(_) => return Err(Error::WrongPassphrase),
    };
    let key = protection::open(entry.protected, passphrase).map_err(|error| match error {
        Error::WrongPassphrase if intact => Error::KeyPassphrase,
        error => error,
    })?;
    if !intact {
        return Err(damaged("its check sum is wrong"));
    }
    let key = PKey::private_key_from_pkcs8(&key)
        .map_err(|_| damaged("the private key in it cannot be read"))?;
    let certificates: Result<Vec<Certificate>, Error> =
        entry.chain.into_iter().map(Certificate::from_der).collect();
    Ok(Contents {
        keys: vec![key],
        certificates: certificates?,
    })
}

/// The private keys with their aliases; everything else is stepped over.
fn entries(body: &[u8]) -> Option<Vec<(String, Entry<'_>)>> {
    let mut cursor = Cursor::new(body);
    cursor.u32()?; // magic
    let version = cursor.u32()?;
    if !matches!(version, 1 | 2) {
        return None;
    }
    let mut entries = Vec::new();
    for _ in 0..cursor.u32()? {
        let tag = cursor.u32()?;
        let alias = String::from_utf8_lossy(cursor.text()?).into_owned();
        cursor.take(8)?; // time
        match tag {
            PRIVATE_KEY => {
                let protected = cursor.block()?;
                let mut chain = Vec::new();
                for _ in 0..cursor.u32()? {
                    chain.push(certificate(&mut cursor, version)?);
                }
                entries.push((alias, Entry { protected, chain }));
            }
            TRUSTED_CERTIFICATE => drop(certificate(&mut cursor, version)?),
            SECRET_KEY => java_object::skip(&mut cursor)?,
            _ => return None,
        }
    }
    cursor.is_empty().then_some(entries)
}

fn certificate<'a>(cursor: &mut Cursor<'a>, version: u32) -> Option<&'a [u8]> {
    if version == 2 {
        cursor.text()?; // kind, always X.509
    }
    cursor.block()
}

pub(super) fn write(
    kind: Kind,
    identity: &Identity,
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let key = identity.pkcs8()?;
    let protected = match kind {
        Kind::Jks => protection::seal_jks(&key, passphrase)?,
        Kind::Jceks => protection::seal_jceks(&key, passphrase)?,
    };
    let certificate = identity.certificate();
    // The certificate's own time, so that the file does not depend on the clock.
    let milliseconds = certificate.not_before().saturating_mul(1000);
    let mut bytes = Zeroizing::new(kind.magic().to_vec());
    for number in [2, 1, PRIVATE_KEY] {
        bytes.extend(u32::to_be_bytes(number));
    }
    text(&mut bytes, ALIAS);
    bytes.extend(milliseconds.to_be_bytes());
    block(&mut bytes, &protected)?;
    bytes.extend(1_u32.to_be_bytes());
    text(&mut bytes, "X.509");
    block(&mut bytes, certificate.der())?;
    let sum = check_sum(&bytes, passphrase);
    bytes.extend(sum);
    Ok(bytes)
}

fn check_sum(body: &[u8], passphrase: &Passphrase) -> Vec<u8> {
    let all = [&passphrase.utf16()[..], b"Mighty Aphrodite", body].concat();
    Digest::Sha1.hash(&Zeroizing::new(all))
}

/// Our own short constants, so their length fits.
fn text(bytes: &mut Vec<u8>, text: &'static str) {
    bytes.extend([0, text.len().to_le_bytes()[0]]);
    bytes.extend_from_slice(text.as_bytes());
}

fn block(bytes: &mut Vec<u8>, block: &[u8]) -> Result<(), Error> {
    let length = u32::try_from(block.len()).map_err(|_| Error::TooLarge)?;
    bytes.extend(length.to_be_bytes());
    bytes.extend_from_slice(block);
    Ok(())
}
