//! How much hashing a protected key asks for before anybody can tell a right passphrase from a wrong
//! one: a number in the file, so whoever made the file chose it.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::super::{Error, der};

/// The most that is begun. Java, OpenSSL and the browsers write from a thousand to a million.
pub(super) const MOST: u32 = 10_000_000;

/// How long the opening of anything may take; many times what [`MOST`] takes.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// Algorithms whose parameters are a salt and a number of rounds: `PBKDF2`, those of PKCS#5 before
/// it, and those of PKCS#12. The last byte of the others tells ciphers apart.
const PBKDF2: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
const PKCS5: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05";
const PKCS5_CIPHERS: &[u8] = &[1, 3, 4, 6, 10, 11];
const PKCS12: &[u8] = b"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01";
const PKCS12_CIPHERS: &[u8] = &[1, 2, 3, 4, 5, 6];
/// A salt, and three numbers of which the product is the work (1.3.6.1.4.1.11591.4.11).
const SCRYPT: &[u8] = b"\x06\x09\x2b\x06\x01\x04\x01\xda\x47\x04\x0b";

/// Refuses a store or key whose parts together ask for too much. Looked for are the algorithms' names
/// wherever they stand, since what is around them need not be DER. A part that is encrypted itself
/// cannot be looked into; for those there is [`patiently`].
pub(super) fn check(what: &'static str, bytes: &[u8]) -> Result<(), Error> {
    let mut all = 0_u32;
    for at in 0..bytes.len() {
        let rest = &bytes[at..];
        let Some((parameters, factors)) = algorithm(rest) else {
            continue;
        };
        all = rounds(parameters, factors)
            .and_then(|rounds| all.checked_add(rounds))
            .filter(|all| *all <= MOST)
            .ok_or(Error::Work(what, MOST))?;
    }
    Ok(())
}

/// Opens what may hide behind its encryption how much hashing it asks for. Nobody can stop OpenSSL
/// in the middle, so it works on a thread of its own, which ends with the program at the latest.
pub(super) fn patiently<T: Send + 'static>(
    what: &'static str,
    patience: Duration,
    open: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let (done, opened) = mpsc::channel();
    let worker = thread::Builder::new().spawn(move || done.send(open()))?;
    match opened.recv_timeout(patience) {
        Ok(opened) => Ok(opened),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Error::Slow(what, patience.as_secs())),
        // The thread ended without an answer, which only a panic can do; it goes on here.
        Err(mpsc::RecvTimeoutError::Disconnected) => match worker.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(_) => Err(Error::Slow(what, 0)),
        },
    }
}

/// What stands behind the name of such an algorithm, and how many numbers the work is made of.
fn algorithm(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let of_cipher = |name, ciphers: &[u8]| {
        let (cipher, rest) = bytes.strip_prefix(name)?.split_first()?;
        ciphers.contains(cipher).then_some((rest, 1))
    };
    let whole = |name: &[u8], factors| Some((bytes.strip_prefix(name)?, factors));
    whole(PBKDF2, 1)
        .or_else(|| of_cipher(PKCS5, PKCS5_CIPHERS))
        .or_else(|| of_cipher(PKCS12, PKCS12_CIPHERS))
        .or_else(|| whole(SCRYPT, 3))
}

/// The product of the numbers behind the salt; none when they cannot be read, or are too large for a
/// number.
fn rounds(parameters: &[u8], factors: usize) -> Option<u32> {
    let (tag, rest) = parameters.split_first()?;
    let (length, rest) = rest.split_first()?;
    // The length may be indefinite (0x80), and then has no more digits than a short one.
    let digits = usize::from(length & 0x7f) * usize::from(length >> 7);
    let mut inside = der::Reader::new(rest.get(digits..)?);
    (*tag == der::SEQUENCE).then_some(())?;
    inside.take(der::OCTETS)?;
    (0..factors).try_fold(1_u32, |product, _| {
        product.checked_mul(der::number(inside.take(der::INTEGER)?)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &[u8], numbers: &[&[u8]]) -> bool {
        let salt = der::element(der::OCTETS, &[b"saltsalt"]);
        let numbers: Vec<Vec<u8>> = numbers
            .iter()
            .map(|number| der::element(der::INTEGER, &[number]))
            .collect();
        let parameters = der::element(der::SEQUENCE, &[&salt, &numbers.concat()]);
        check("key", &[b"around", name, &parameters, b"it"].concat()).is_ok()
    }

    #[test]
    fn every_kind_of_protection_has_its_bound() {
        let (most, more): (&[u8], &[u8]) = (b"\x00\x98\x96\x80", b"\x00\x98\x96\x81");
        let pkcs5 = [PKCS5, b"\x03"].concat();
        let pkcs12 = [PKCS12, b"\x06"].concat();
        for name in [PBKDF2, &pkcs5, &pkcs12] {
            assert!(judged(name, &[most]));
            assert!(!judged(name, &[more]));
            assert!(!judged(name, &[b"\x7f\xff\xff\xff\xff\xff\xff\xff"]));
        }
        // The length of the key may stand behind the rounds of PBKDF2.
        assert!(judged(PBKDF2, &[b"\x08\x00", b"\x20"]));
        assert!(judged(SCRYPT, &[b"\x40\x00", b"\x08", b"\x01"]));
        assert!(!judged(SCRYPT, &[b"\x40\x00", b"\x08", b"\x7f"]));
    }

    #[test]
    fn the_parts_count_together() {
        let salt = der::element(der::OCTETS, &[b"saltsalt"]);
        let half = der::element(der::INTEGER, &[b"\x4c\x4b\x40"]);
        let part = [PBKDF2, &der::element(der::SEQUENCE, &[&salt, &half])].concat();
        assert!(check("key", &part.repeat(2)).is_ok());
        assert!(check("key", &part.repeat(3)).is_err());
        // Not even a number can hold this.
        assert!(check("key", &part.repeat(1000)).is_err());
    }

    #[test]
    fn nobody_waits_for_ever() {
        let endless = || thread::sleep(Duration::MAX);
        let error = patiently("key", Duration::ZERO, endless).unwrap_err();
        assert!(matches!(error, Error::Slow("key", 0)), "{error}");
        assert_eq!(patiently("key", PATIENCE, || 5).unwrap(), 5);
    }

    #[test]
    fn what_cannot_be_judged_is_not_begun() {
        assert!(!judged(PBKDF2, &[]));
        let indefinite = |rounds: &[u8]| {
            let salt_and_rounds = [b"\x30\x80\x04\x01s", rounds, b"\0\0"].concat();
            check("key", &[PBKDF2, &salt_and_rounds].concat()).is_ok()
        };
        assert!(indefinite(b"\x02\x01\x05"));
        assert!(!indefinite(b"\x02\x04\x7f\xff\xff\xff"));
        assert!(check("key", PBKDF2).is_err());
    }
}
