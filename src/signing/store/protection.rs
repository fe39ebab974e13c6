//! How Java's stores protect a private key: an `EncryptedPrivateKeyInfo` by one of two algorithms
//! that nothing else uses.

use openssl::rand::rand_bytes;
use openssl::symm::{self, Cipher};
use zeroize::Zeroizing;

use super::super::{Digest, Error, Passphrase, der};
use super::work;

/// Sun's own protection of JKS: SHA-1 as a key stream (1.3.6.1.4.1.42.2.17.1.1).
const JKS: &[u8] = b"\x2b\x06\x01\x04\x01\x2a\x02\x11\x01\x01";
/// `PBEWithMD5AndTripleDES` of JCEKS (1.3.6.1.4.1.42.2.19.1).
const JCEKS: &[u8] = b"\x2b\x06\x01\x04\x01\x2a\x02\x13\x01";

/// What Java writes.
const ROUNDS: u32 = 200_000;

/// The PKCS#8 bytes inside a protected key.
pub(super) fn open(protected: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, Error> {
    let damaged = || Error::Damaged("key store", "the private key in it cannot be read");
    let (algorithm, parameters, data) = parse(protected).ok_or_else(damaged)?;
    if algorithm == JKS {
        return open_jks(data, passphrase).ok_or(Error::WrongPassphrase);
    }
    if algorithm != JCEKS {
        let name = der::dotted(algorithm).ok_or_else(damaged)?;
        return Err(Error::UnknownProtection(format!("algorithm {name}")));
    }
    let (salt, rounds) = parse_parameters(parameters).ok_or_else(damaged)?;
    if rounds > work::MOST {
        return Err(Error::Work("private key", work::MOST));
    }
    let secret = derive(passphrase.ascii()?, salt, rounds);
    symm::decrypt(
        Cipher::des_ede3_cbc(),
        &secret[..24],
        Some(&secret[24..]),
        data,
    )
    .map(Zeroizing::new)
    .ok()
    // A wrong key leaves good padding once in 256 times.
    .filter(|key| der::only(der::SEQUENCE, key).is_some())
    .ok_or(Error::WrongPassphrase)
}

/// Protects a key as JKS does.
pub(super) fn seal_jks(key: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, Error> {
    let mut salt = [0; 20];
    rand_bytes(&mut salt).map_err(Error::crypto("cannot protect the key"))?;
    let password = passphrase.utf16();
    let hidden = key_stream(&password, &salt, key);
    let check = Digest::Sha1.hash(&Zeroizing::new([&password, key].concat()));
    let data = der::element(der::OCTETS, &[&salt, &hidden, &check]);
    let algorithm = der::element(
        der::SEQUENCE,
        &[&der::element(der::OID, &[JKS]), b"\x05\x00"],
    );
    Ok(der::element(der::SEQUENCE, &[&algorithm, &data]))
}

/// Protects a key as JCEKS does.
pub(super) fn seal_jceks(key: &[u8], passphrase: &Passphrase) -> Result<Vec<u8>, Error> {
    let failed = "cannot protect the key";
    let mut salt = [0; 8];
    rand_bytes(&mut salt).map_err(Error::crypto(failed))?;
    let secret = derive(passphrase.ascii()?, salt, ROUNDS);
    let data = symm::encrypt(
        Cipher::des_ede3_cbc(),
        &secret[..24],
        Some(&secret[24..]),
        key,
    )
    .map_err(Error::crypto(failed))?;
    // The number's first bit is 0, as DER wants it for a positive one.
    let rounds = der::element(der::INTEGER, &[&ROUNDS.to_be_bytes()[1..]]);
    let parameters = der::element(
        der::SEQUENCE,
        &[&der::element(der::OCTETS, &[&salt]), &rounds],
    );
    let algorithm = der::element(
        der::SEQUENCE,
        &[&der::element(der::OID, &[JCEKS]), &parameters],
    );
    Ok(der::element(
        der::SEQUENCE,
        &[&algorithm, &der::element(der::OCTETS, &[&data])],
    ))
}

/// Algorithm, its parameters, and the encrypted bytes.
fn parse(protected: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let mut info = der::Reader::new(der::only(der::SEQUENCE, protected)?);
    let mut algorithm = info.enter(der::SEQUENCE)?;
    let data = info.take(der::OCTETS)?;
    let oid = algorithm.take(der::OID)?;
    let parameters = algorithm.next().map_or(&[][..], |element| element.bytes);
    info.is_empty().then_some((oid, parameters, data))
}

fn parse_parameters(parameters: &[u8]) -> Option<([u8; 8], u32)> {
    let mut parameters = der::Reader::new(der::only(der::SEQUENCE, parameters)?);
    let salt = parameters.take(der::OCTETS)?.try_into().ok()?;
    let rounds = der::number(parameters.take(der::INTEGER)?)?;
    Some((salt, rounds))
}

fn open_jks(data: &[u8], passphrase: &Passphrase) -> Option<Zeroizing<Vec<u8>>> {
    let (salt, rest) = data.split_at_checked(20)?;
    let (hidden, check) = rest.split_at_checked(rest.len().checked_sub(20)?)?;
    let password = passphrase.utf16();
    let key = key_stream(&password, salt, hidden);
    let expected = Digest::Sha1.hash(&Zeroizing::new([&password[..], &key].concat()));
    (expected == check).then_some(key)
}

/// Hides or shows: each twenty bytes of the stream are the SHA-1 of password and the twenty before.
fn key_stream(password: &[u8], salt: &[u8], bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut state = salt.to_vec();
    let mut result = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for chunk in bytes.chunks(20) {
        state = Digest::Sha1.hash(&Zeroizing::new([password, &state].concat()));
        result.extend(chunk.iter().zip(&state).map(|(byte, key)| byte ^ key));
    }
    result
}

/// The triple-DES key (24 bytes) and its initial vector (8).
fn derive(password: &[u8], mut salt: [u8; 8], rounds: u32) -> Zeroizing<Vec<u8>> {
    if salt[..4] == salt[4..] {
        // Java means to reverse the first half here, and its slip became the format.
        [salt[0], salt[1], salt[2], salt[3]] = [salt[3], salt[0], salt[1], salt[3]];
    }
    let mut secret = Zeroizing::new(Vec::with_capacity(32));
    let mut hashed = Zeroizing::new(Vec::with_capacity(16 + password.len()));
    for half in salt.chunks(4) {
        let mut state = half.to_vec();
        for _ in 0..rounds {
            hashed.clear();
            hashed.extend_from_slice(&state);
            hashed.extend_from_slice(password);
            state = Digest::Md5.hash(&hashed);
        }
        secret.extend_from_slice(&state);
    }
    // With no rounds at all, which is no protection, there would be too few bytes.
    secret.resize(32, 0);
    secret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_what_it_seals() {
        let passphrase = Passphrase::new("password123".into()).unwrap();
        let wrong = Passphrase::new("password124".into()).unwrap();
        let key = der::element(der::SEQUENCE, &[&[5; 99]]);
        for sealed in [
            seal_jks(&key, &passphrase).unwrap(),
            seal_jceks(&key, &passphrase).unwrap(),
        ] {
            assert_eq!(*open(&sealed, &passphrase).unwrap(), key);
            assert!(matches!(open(&sealed, &wrong), Err(Error::WrongPassphrase)));
            for length in 0..sealed.len() {
                assert!(open(&sealed[..length], &passphrase).is_err());
            }
        }
    }

    #[test]
    fn does_not_count_to_any_number() {
        let rounds = der::element(der::INTEGER, &[b"\x7f\xff\xff\xff"]);
        let salt = der::element(der::OCTETS, &[&[1; 8]]);
        let parameters = der::element(der::SEQUENCE, &[&salt, &rounds]);
        let algorithm = der::element(
            der::SEQUENCE,
            &[&der::element(der::OID, &[JCEKS]), &parameters],
        );
        let data = der::element(der::OCTETS, &[&[0; 16]]);
        let protected = der::element(der::SEQUENCE, &[&algorithm, &data]);
        let passphrase = Passphrase::new("x".into()).unwrap();
        assert!(matches!(
            open(&protected, &passphrase),
            Err(Error::Work(..))
        ));
    }
}
