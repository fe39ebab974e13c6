//! PEM: private keys and certificates as text, in any order, in one file or two.

use openssl::pkey::{PKey, Private};
use openssl::symm::Cipher;
use zeroize::Zeroizing;

use super::super::{Certificate, Error, Identity, Passphrase, der};
use super::{Contents, pkcs12, work};

const BEGIN: &str = "-----BEGIN ";

/// One block: what its first line calls it, and all of it.
struct Block<'a> {
    label: &'a str,
    text: &'a str,
}

impl Block<'_> {
    fn is_key(&self) -> bool {
        self.label.ends_with("PRIVATE KEY")
    }

    /// The old encryption of OpenSSL, with headers inside the block.
    fn has_headers(&self) -> bool {
        self.text.contains("Proc-Type:") && self.text.contains("ENCRYPTED")
    }

    fn decode(&self) -> Option<Zeroizing<Vec<u8>>> {
        let body = self
            .text
            .split_once("-----BEGIN ")?
            .1
            .split_once("-----")?
            .1;
        let body = body.split_once("-----END ")?.0;
        // Growing would leave copies behind.
        let mut compact = Zeroizing::new(String::with_capacity(body.len()));
        compact.extend(body.chars().filter(|character| !character.is_whitespace()));
        let bytes = Zeroizing::new(openssl::base64::decode_block(&compact).ok()?);
        der::only(der::SEQUENCE, &bytes)?;
        Some(bytes)
    }
}

/// Whether it is text with a block in it; people put notes before the first.
pub(super) fn detect(bytes: &[u8]) -> bool {
    bytes
        .windows(BEGIN.len())
        .any(|window| window == BEGIN.as_bytes())
        && std::str::from_utf8(bytes).is_ok()
}

pub(super) fn read(
    bytes: &[u8],
    passphrase: &mut dyn FnMut() -> Result<Passphrase, Error>,
) -> Result<Contents, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::UnknownStore)?;
    let mut contents = Contents::default();
    let mut given = None;
    let blocks = blocks(text)?;
    // Growing would leave copies behind.
    let mut keys = Zeroizing::new(Vec::with_capacity(text.len()));
    for key in blocks.iter().filter(|block| block.is_key()) {
        keys.extend(key.decode().iter().flat_map(|key| key.iter()));
    }
    work::check("PEM text", &keys)?;
    for block in blocks {
        match block.label {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
                let certificate = Certificate::from_pem(block.text.as_bytes())?;
                contents.certificates.push(certificate);
            }
            label if block.is_key() => {
                let encrypted = label.starts_with("ENCRYPTED") || block.has_headers();
                if encrypted && given.is_none() {
                    given = Some(passphrase()?);
                }
                contents.keys.push(key(&block, given.as_ref())?);
            }
            // Parameters, requests, public keys: nothing that signs.
            _ => {}
        }
    }
    Ok(contents)
}

fn blocks(text: &str) -> Result<Vec<Block<'_>>, Error> {
    let damaged = || Error::Damaged("PEM text", "a block has no end");
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(BEGIN) {
        rest = &rest[start..];
        let label = rest[BEGIN.len()..]
            .split_once("-----")
            .ok_or_else(damaged)?
            .0;
        let end = format!("-----END {label}-----");
        let length = rest.find(&end).ok_or_else(damaged)? + end.len();
        blocks.push(Block {
            label,
            text: &rest[..length],
        });
        rest = &rest[length..];
    }
    Ok(blocks)
}

fn key(block: &Block<'_>, passphrase: Option<&Passphrase>) -> Result<PKey<Private>, Error> {
    let damaged = || Error::Damaged("PEM text", "the private key in it cannot be read");
    // OpenSSL would ask on the terminal by itself if it were given none.
    let secret = passphrase.map_or("", Passphrase::as_str).as_bytes();
    if block.has_headers() {
        let text = Zeroizing::new(block.text.to_owned());
        let secret = Zeroizing::new(secret.to_vec());
        // Below this encryption there may be another one, with its own work.
        let key = work::patiently("private key", work::PATIENCE, move || {
            PKey::private_key_from_pem_passphrase(text.as_bytes(), &secret)
        });
        return key?.map_err(|_| Error::WrongPassphrase);
    }
    let der = block.decode().ok_or_else(damaged)?;
    if block.label != "ENCRYPTED PRIVATE KEY" {
        return PKey::private_key_from_der(&der).map_err(|_| damaged());
    }
    pkcs12::with_old_algorithms(|| PKey::private_key_from_pkcs8_passphrase(&der, secret))
        .map_err(|error| pkcs12::explain(&error))
}

pub(super) fn write(
    identity: &Identity,
    passphrase: Option<&Passphrase>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let key = identity.key()?;
    let key = match passphrase {
        Some(passphrase) => key.private_key_to_pem_pkcs8_passphrase(
            Cipher::aes_256_cbc(),
            passphrase.as_str().as_bytes(),
        ),
        None => key.private_key_to_pem_pkcs8(),
    };
    let key = Zeroizing::new(key.map_err(Error::crypto("cannot write the private key"))?);
    let certificate = identity.certificate().to_pem()?;
    Ok(Zeroizing::new([&key, certificate.as_bytes()].concat()))
}
