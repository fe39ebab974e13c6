//! PKCS#12: OpenSSL reads and writes it; only the choice among several keys is ours.

use std::sync::OnceLock;

use openssl::error::ErrorStack;
use openssl::pkcs12::{ParsedPkcs12_2, Pkcs12};
use openssl::pkey::PKey;
use openssl::provider::Provider;
use openssl::x509::X509;
use zeroize::Zeroizing;

use super::super::certificate::reason;
use super::super::{Certificate, Error, Identity, Passphrase, der};
use super::{ALIAS, Contents, work};

const DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
const SHROUDED_KEY_BAG: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x0a\x01\x02";
const FRIENDLY_NAME: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x14";
/// The context tag `[0]` around contents.
const CONTENT: u8 = 0xa0;

/// A sequence whose first member is the number 3. Its length may be indefinite, so no DER here.
pub(super) fn detect(bytes: &[u8]) -> bool {
    bytes.first() == Some(&der::SEQUENCE)
        && bytes.get(2..).is_some_and(|rest| {
            rest[..rest.len().min(7)]
                .windows(3)
                .any(|w| w == b"\x02\x01\x03")
        })
        && Pkcs12::from_der(bytes).is_ok()
}

pub(super) fn read(
    bytes: &[u8],
    passphrase: &mut dyn FnMut() -> Result<Passphrase, Error>,
) -> Result<Contents, Error> {
    let store = Pkcs12::from_der(bytes)
        .map_err(|_| Error::Damaged("PKCS#12 store", "it cannot be read"))?;
    // As OpenSSL understood it: in DER, whatever it was in before.
    let plain = store.to_der().map_err(Error::crypto("cannot read"))?;
    if rounds(&plain).is_some_and(|rounds| rounds > work::MOST) {
        return Err(Error::Work("PKCS#12 store", work::MOST));
    }
    work::check("PKCS#12 store", &plain)?;
    // Some have an empty passphrase; then there is nothing to ask.
    if let Ok(parsed) = parse(&plain, "")? {
        return contents(bytes, parsed, "");
    }
    let passphrase = passphrase()?;
    let parsed = parse(&plain, passphrase.as_str())?.map_err(|error| explain(&error))?;
    contents(bytes, parsed, passphrase.as_str())
}

/// What OpenSSL makes of a store. A key in it may lie below two encryptions, of which only the outer
/// one shows how much work it is.
fn parse(der: &[u8], passphrase: &str) -> Result<Result<ParsedPkcs12_2, ErrorStack>, Error> {
    let der = Zeroizing::new(der.to_vec());
    let passphrase = Zeroizing::new(passphrase.to_owned());
    work::patiently("PKCS#12 store", work::PATIENCE, move || {
        with_old_algorithms(|| Pkcs12::from_der(&der)?.parse2(&passphrase))
    })
}

fn contents(bytes: &[u8], parsed: ParsedPkcs12_2, passphrase: &str) -> Result<Contents, Error> {
    let bags = key_bags(bytes).unwrap_or_default();
    let key = if bags.len() > 1 {
        let bag = super::choose(bags)?;
        let key = with_old_algorithms(|| {
            PKey::private_key_from_pkcs8_passphrase(bag, passphrase.as_bytes())
        });
        Some(key.map_err(|error| explain(&error))?)
    } else {
        parsed.pkey
    };
    let others = parsed.ca.into_iter().flatten();
    let certificates: Result<Vec<Certificate>, Error> = parsed
        .cert
        .into_iter()
        .chain(others)
        .map(|x509| Certificate::from_der(&x509.to_der().map_err(Error::crypto("cannot read"))?))
        .collect();
    Ok(Contents {
        keys: key.into_iter().collect(),
        certificates: certificates?,
    })
}

/// The protected keys with their names, which are not encrypted themselves. `None` for stores that
/// are not DER; OpenSSL's choice must do for those.
fn key_bags(bytes: &[u8]) -> Option<Vec<(String, &[u8])>> {
    let mut store = der::Reader::new(der::only(der::SEQUENCE, bytes)?);
    store.take(der::INTEGER)?;
    let mut infos = der::Reader::new(der::only(der::SEQUENCE, data(store.take(der::SEQUENCE)?)?)?);
    let mut keys = Vec::new();
    while !infos.is_empty() {
        // Encrypted ones hold certificates.
        let Some(contents) = data(infos.take(der::SEQUENCE)?) else {
            continue;
        };
        let mut bags = der::Reader::new(der::only(der::SEQUENCE, contents)?);
        while !bags.is_empty() {
            let mut bag = bags.enter(der::SEQUENCE)?;
            let kind = bag.take(der::OID)?;
            let value = bag.take(CONTENT)?;
            if kind == SHROUDED_KEY_BAG {
                let attributes = bag.take(der::SET).unwrap_or_default();
                keys.push((friendly_name(attributes).unwrap_or_default(), value));
            }
        }
    }
    Some(keys)
}

/// How often the check sum over the store is to be hashed, as it claims.
fn rounds(bytes: &[u8]) -> Option<u32> {
    let mut store = der::Reader::new(der::only(der::SEQUENCE, bytes)?);
    store.take(der::INTEGER)?;
    store.take(der::SEQUENCE)?;
    let mut check_sum = store.enter(der::SEQUENCE)?;
    check_sum.take(der::SEQUENCE)?;
    check_sum.take(der::OCTETS)?;
    let rounds = check_sum.take(der::INTEGER)?;
    Some(der::number(rounds).unwrap_or(u32::MAX))
}

/// What an unencrypted `ContentInfo` carries.
fn data(content_info: &[u8]) -> Option<&[u8]> {
    let mut info = der::Reader::new(content_info);
    (info.take(der::OID)? == DATA).then_some(())?;
    der::only(der::OCTETS, info.take(CONTENT)?)
}

fn friendly_name(attributes: &[u8]) -> Option<String> {
    let mut attributes = der::Reader::new(attributes);
    while !attributes.is_empty() {
        let mut attribute = attributes.enter(der::SEQUENCE)?;
        if attribute.take(der::OID)? == FRIENDLY_NAME {
            let value = attribute.enter(der::SET)?.next()?;
            return super::super::name::text(value.tag, value.content);
        }
    }
    None
}

pub(super) fn write(
    identity: &Identity,
    passphrase: &Passphrase,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let failed = || Error::crypto("cannot write the PKCS#12 store");
    let key = identity.key()?;
    let certificate = X509::from_der(identity.certificate().der()).map_err(failed())?;
    Pkcs12::builder()
        .name(ALIAS)
        .pkey(&key)
        .cert(&certificate)
        .build2(passphrase.as_str())
        .and_then(|store| store.to_der())
        .map(Zeroizing::new)
        .map_err(failed())
}

/// Tries again with RC2, 40-bit ciphers and their like if the first try fails: old Windows and Java
/// versions write them, and OpenSSL keeps them in a provider of its own.
pub(super) fn with_old_algorithms<T>(
    attempt: impl Fn() -> Result<T, ErrorStack>,
) -> Result<T, ErrorStack> {
    static LEGACY: OnceLock<Option<Provider>> = OnceLock::new();
    attempt().or_else(|error| {
        if !is_unsupported(&error) {
            return Err(error);
        }
        // `true` keeps the default provider, without which nothing else would work.
        let loaded = LEGACY.get_or_init(|| Provider::try_load(None, "legacy", true).ok());
        if loaded.is_some() {
            attempt()
        } else {
            Err(error)
        }
    })
}

fn is_unsupported(error: &ErrorStack) -> bool {
    error.errors().iter().any(|error| {
        error
            .reason()
            .is_some_and(|reason| reason.contains("unsupported") || reason.contains("unknown"))
    })
}

/// Whether the protection was taken off, and what lay behind it is no key.
fn is_opened(error: &ErrorStack) -> bool {
    let behind = [
        "private key decode error",
        "unsupported private key algorithm",
    ];
    let mut reasons = error
        .errors()
        .iter()
        .filter_map(openssl::error::Error::reason);
    reasons.any(|reason| behind.contains(&reason))
}

/// A failed decryption is a wrong passphrase, unless the algorithm is missing.
pub(super) fn explain(error: &ErrorStack) -> Error {
    if is_opened(error) {
        Error::Damaged("key store", "the private key in it cannot be read")
    } else if is_unsupported(error) {
        Error::UnknownProtection(format!("an algorithm OpenSSL refuses ({})", reason(error)))
    } else {
        Error::WrongPassphrase
    }
}
