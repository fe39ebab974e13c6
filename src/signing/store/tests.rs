use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::*;
use crate::signing::identity::tests::identity;
use crate::signing::{Digest, Refusal};

const PASSWORD: &str = "password123";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.into()).unwrap()
}

fn open(bytes: &[u8], text: &str) -> Result<Identity, Error> {
    read(bytes, &mut || Ok(passphrase(text)))?.identity()
}

fn open_without(bytes: &[u8]) -> Result<Identity, Error> {
    read(bytes, &mut || Err(Error::NoPassphrase))?.identity()
}

/// One of each kind. Made once: protecting a key costs time, and shall.
fn stores() -> &'static [(Store, Zeroizing<Vec<u8>>); 4] {
    static STORES: OnceLock<[(Store, Zeroizing<Vec<u8>>); 4]> = OnceLock::new();
    STORES.get_or_init(|| {
        [Store::Pem, Store::Pkcs12, Store::Jks, Store::Jceks].map(|store| {
            let bytes = store.write(identity(), Some(&passphrase(PASSWORD)));
            (store, bytes.unwrap())
        })
    })
}

/// Runs a program in a folder; `None` if it is not installed.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {text}");
    Some(text.into_owned())
}

/// `keytool` with a new key, as the notes of plug-in authors make one.
fn keytool(folder: &Path, kind: &str, file: &str, alias: &str) -> Option<String> {
    let arguments = "-genkeypair -keyalg RSA -keysize 2048 -sigalg SHA512withRSA -validity 3650 \
                     -dname CN=Keytool,O=Tests -storepass password123 -keypass password123";
    let mut arguments: Vec<&str> = arguments.split_whitespace().collect();
    arguments.extend(["-storetype", kind, "-keystore", file, "-alias", alias]);
    run(folder, "keytool", &arguments)
}

#[test]
fn every_store_gives_back_the_identity() {
    for (store, bytes) in stores() {
        let identity_read = open(bytes, PASSWORD).unwrap();
        assert_eq!(identity_read.certificate(), identity().certificate());
        assert_eq!(
            identity_read.sign(Digest::Md5, b"x").unwrap(),
            identity().sign(Digest::Md5, b"x").unwrap(),
            "{store:?}"
        );
    }
}

#[test]
fn a_wrong_passphrase_is_told_from_damage() {
    for (store, bytes) in stores() {
        let error = open(bytes, "password124").unwrap_err();
        assert!(matches!(error, Error::WrongPassphrase), "{store:?} {error}");
        let error = open_without(bytes).unwrap_err();
        assert!(matches!(error, Error::NoPassphrase), "{store:?} {error}");
    }
    for (store, bytes) in &stores()[2..] {
        let mut flipped = bytes.to_vec();
        let alias = flipped.iter().position(|&byte| byte == b'd').unwrap();
        flipped[alias] ^= 1;
        let error = open(&flipped, PASSWORD).unwrap_err();
        assert!(matches!(error, Error::Damaged(..)), "{store:?} {error}");
        let error = open(&bytes[..bytes.len() - 1], PASSWORD).unwrap_err();
        assert!(matches!(error, Error::Damaged(..)), "{store:?} {error}");
    }
}

#[test]
fn no_cut_or_changed_store_is_more_than_an_error() {
    for (store, bytes) in stores() {
        // Deriving JCEKS keys takes a while, so not every place.
        let step = if *store == Store::Jceks { 211 } else { 13 };
        for place in (0..bytes.len() - 30).step_by(step) {
            assert!(
                open(&bytes[..place], PASSWORD).is_err(),
                "{store:?} {place}"
            );
        }
        for place in (0..bytes.len()).step_by(step * 5) {
            let mut changed = bytes.to_vec();
            changed[place] = 0xff;
            let _ = open(&changed, PASSWORD);
        }
    }
}

#[test]
fn claimed_lengths_cost_nothing() {
    let mut bytes = b"\xfe\xed\xfe\xed\0\0\0\x02\xff\xff\xff\xff".to_vec();
    bytes.extend(b"\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff");
    bytes.extend([0; 40]);
    assert!(matches!(open(&bytes, "x"), Err(Error::Damaged(..))));
    // A secret key that nests without end.
    let mut bytes = b"\xce\xce\xce\xce\0\0\0\x02\0\0\0\x01\0\0\0\x03\0\0".to_vec();
    bytes.extend([0; 8]);
    bytes.extend(b"\xac\xed\0\x05");
    for _ in 0..100_000 {
        bytes.extend(b"\x73\x72\0\0\0\0\0\0\0\0\0\0\x02\0\x01L\0\0");
    }
    assert!(matches!(open(&bytes, "x"), Err(Error::Damaged(..))));
}

#[test]
fn a_check_sum_that_takes_hours_is_not_begun() {
    let bytes = Store::Pkcs12.write(identity(), Some(&passphrase(PASSWORD)));
    let mut bytes = bytes.unwrap().to_vec();
    // The number of rounds ends the file: 02 02 08 00. Two bytes of salt make room for a large one.
    let end = bytes.len();
    assert_eq!(bytes[end - 4..], *b"\x02\x02\x08\x00");
    let salt = &mut bytes[end - 4 - 16 - 1];
    assert_eq!(*salt, 16);
    *salt -= 2;
    bytes[end - 6..].copy_from_slice(b"\x02\x04\x7f\xff\xff\xff");
    let error = open(&bytes, PASSWORD).unwrap_err();
    assert!(matches!(error, Error::Work(..)), "{error}");
}

/// Puts four bytes for the two of a number of rounds, and takes them off the salt before it.
fn with_rounds(bytes: &[u8], algorithm: &[u8], rounds: [u8; 6]) -> Vec<u8> {
    let place = |part: &[u8]| bytes.windows(part.len()).position(|window| window == part);
    let name = place(algorithm).unwrap();
    let mut bytes = bytes.to_vec();
    // SEQUENCE, its length, OCTETS, the length of the salt, the salt, INTEGER 08 00.
    let salt = name + algorithm.len() + 3;
    let length = usize::from(bytes[salt]);
    let end = salt + 1 + length + 4;
    assert_eq!(bytes[end - 4..end], *b"\x02\x02\x08\x00");
    bytes[salt] -= 2;
    bytes[end - 6..end].copy_from_slice(&rounds);
    bytes
}

#[test]
fn keys_that_take_hours_to_open_are_not_begun() {
    const PBKDF2: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
    let pkcs12 = Store::Pkcs12.write(identity(), Some(&passphrase(PASSWORD)));
    let pkcs12 = with_rounds(&pkcs12.unwrap(), PBKDF2, *b"\x02\x04\x7f\xff\xff\xff");
    let pem = Store::Pem.write(identity(), Some(&passphrase(PASSWORD)));
    let pem = String::from_utf8(pem.unwrap().to_vec()).unwrap();
    let (begin, end) = ("-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----END ENC");
    let key = pem[begin.len()..pem.find(end).unwrap()].replace('\n', "");
    let key = openssl::base64::decode_block(&key).unwrap();
    let key = with_rounds(&key, PBKDF2, *b"\x02\x04\x7f\xff\xff\xff");
    let key = openssl::base64::encode_block(&key);
    let pem = format!("{begin}\n{key}\n{}", &pem[pem.find(end).unwrap()..]);
    for bytes in [pkcs12, pem.into_bytes()] {
        let error = open(&bytes, PASSWORD).unwrap_err();
        assert!(matches!(error, Error::Work(..)), "{error}");
        assert!(error.to_string().contains("10000000 rounds"), "{error}");
    }
}

#[test]
fn what_is_no_store_is_said_to_be_none() {
    for bytes in [
        &b""[..],
        b"hello",
        b"PK\x03\x04",
        b"\x30\x03\x02\x01\x03",
        &[0; 100],
    ] {
        assert!(matches!(open(bytes, "x"), Err(Error::UnknownStore)));
    }
}

#[test]
fn pem_takes_the_certificate_of_the_key() {
    let pem = Store::Pem.write(identity(), None).unwrap();
    let pem = String::from_utf8(pem.to_vec()).unwrap();
    let (key, certificate) = pem.split_at(pem.find("-----BEGIN CERT").unwrap());
    let subject = "CN=Other".parse().unwrap();
    let other = Identity::generate(&subject, crate::signing::KeySize::Rsa2048, 1, 1_800_000_000);
    let other = other.unwrap().certificate().to_pem().unwrap();

    let identity_read = open_without(format!("a note\n{other}{key}{certificate}").as_bytes());
    assert_eq!(
        identity_read.unwrap().certificate(),
        identity().certificate()
    );
    let error = open_without(format!("{key}{other}").as_bytes()).unwrap_err();
    assert!(matches!(error, Error::Refused(refusals) if refusals == [Refusal::Mismatch]));
    assert!(matches!(
        open_without(key.as_bytes()),
        Err(Error::NoCertificate)
    ));
    assert!(matches!(open_without(other.as_bytes()), Err(Error::NoKey)));
}

#[test]
fn pem_of_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let pem = Store::Pem.write(identity(), None).unwrap();
    fs_err::write(path.join("plain.pem"), &pem).unwrap();
    let certificate = identity().certificate().to_pem().unwrap();
    for arguments in [
        "rsa -in plain.pem -traditional -out key.pem",
        "rsa -in plain.pem -traditional -aes128 -passout pass:password123 -out key.pem",
        "pkcs8 -topk8 -in plain.pem -passout pass:password123 -out key.pem",
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in plain.pem -passout pass:password123 -out key.pem",
        "pkcs8 -topk8 -v1 PBE-MD5-DES -provider legacy -provider default -in plain.pem \
         -passout pass:password123 -out key.pem",
    ] {
        let words: Vec<&str> = arguments.split_whitespace().collect();
        let Some(_) = run(path, "openssl", &words) else {
            return;
        };
        let mut text = fs_err::read(path.join("key.pem")).unwrap();
        text.extend(certificate.as_bytes());
        assert!(open(&text, PASSWORD).is_ok(), "{arguments}");
        if arguments.contains("passout") {
            let error = open(&text, "wrong").unwrap_err();
            assert!(
                matches!(error, Error::WrongPassphrase),
                "{arguments}: {error}"
            );
        }
    }
}

#[test]
fn pkcs12_of_other_programs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs_err::write(
        path.join("in.pem"),
        Store::Pem.write(identity(), None).unwrap(),
    )
    .unwrap();
    for (extra, password) in [
        ("", PASSWORD),
        ("-legacy", PASSWORD),
        ("", ""),
        ("-name other", PASSWORD),
    ] {
        let secret = format!("pass:{password}");
        let mut words = vec!["pkcs12", "-export", "-in", "in.pem", "-out", "out.p12"];
        words.extend(["-passout", &secret]);
        words.extend(extra.split_whitespace());
        let Some(_) = run(path, "openssl", &words) else {
            return;
        };
        let bytes = fs_err::read(path.join("out.p12")).unwrap();
        let identity_read = open(&bytes, password).unwrap();
        assert_eq!(identity_read.certificate(), identity().certificate());
        if password.is_empty() {
            assert!(open_without(&bytes).is_ok());
        }
    }
}

#[test]
fn openssl_opens_ours() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = Store::Pkcs12.write(identity(), Some(&passphrase(PASSWORD)));
    fs_err::write(folder.path().join("our.p12"), bytes.unwrap()).unwrap();
    let arguments = "pkcs12 -in our.p12 -passin pass:password123 -nokeys";
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    if let Some(text) = run(folder.path(), "openssl", &arguments) {
        assert!(
            text.contains("CN = Test") || text.contains("CN=Test"),
            "{text}"
        );
        assert!(text.contains(ALIAS), "{text}");
    }
}

#[test]
fn stores_of_keytool_open() {
    let folder = tempfile::tempdir().unwrap();
    for kind in ["JKS", "JCEKS", "PKCS12"] {
        let Some(_) = keytool(folder.path(), kind, kind, "_DunesRSA_Alias_") else {
            return;
        };
        let bytes = fs_err::read(folder.path().join(kind)).unwrap();
        let identity_read = open(&bytes, PASSWORD).unwrap();
        assert_eq!(identity_read.certificate().name(), "CN=Keytool,O=Tests");
        let error = open(&bytes, "password124").unwrap_err();
        assert!(matches!(error, Error::WrongPassphrase), "{kind}: {error}");
    }
}

#[test]
fn the_servers_alias_comes_first_then_the_only_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for kind in ["JKS", "PKCS12"] {
        let Some(_) = keytool(path, kind, kind, "first") else {
            return;
        };
        let read_store = || open(&fs_err::read(path.join(kind)).unwrap(), PASSWORD);
        let only = read_store().unwrap();
        keytool(path, kind, kind, "second");
        let error = read_store().unwrap_err();
        assert!(
            matches!(&error, Error::NoAlias(aliases) if aliases.len() == 2),
            "{kind}: {error}"
        );
        assert!(error.to_string().contains("`second`"), "{error}");
        keytool(path, kind, kind, ALIAS);
        assert_ne!(read_store().unwrap().certificate(), only.certificate());
    }
}

#[test]
fn a_servers_store_holds_a_secret_key_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let secret = "-genseckey -alias _dunessk_alias_ -keyalg AES -keysize 128 -storetype JCEKS \
                  -keystore s.vmokeystore -storepass password123 -keypass password123";
    let secret: Vec<&str> = secret.split_whitespace().collect();
    let Some(_) = run(path, "keytool", &secret) else {
        return;
    };
    let read_store = || open(&fs_err::read(path.join("s.vmokeystore")).unwrap(), PASSWORD);
    assert!(matches!(read_store(), Err(Error::NoKey)));
    keytool(path, "JCEKS", "s.vmokeystore", ALIAS);
    fs_err::write(
        path.join("c.pem"),
        identity().certificate().to_pem().unwrap(),
    )
    .unwrap();
    let import = "-importcert -noprompt -alias trusted -file c.pem -storetype JCEKS \
                  -keystore s.vmokeystore -storepass password123";
    let import: Vec<&str> = import.split_whitespace().collect();
    run(path, "keytool", &import);
    let name = read_store().unwrap().certificate().name().to_owned();
    assert_eq!(name, "CN=Keytool,O=Tests");
}

#[test]
fn a_key_with_another_passphrase_than_its_store_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for kind in ["JKS", "JCEKS"] {
        let Some(_) = keytool(path, kind, kind, ALIAS) else {
            return;
        };
        let change = "-keypasswd -alias _dunesrsa_alias_ -storepass password123 \
                      -keypass password123 -new different -keystore";
        let mut change: Vec<&str> = change.split_whitespace().collect();
        change.extend([kind, "-storetype", kind]);
        run(path, "keytool", &change);
        let error = open(&fs_err::read(path.join(kind)).unwrap(), PASSWORD).unwrap_err();
        assert!(matches!(error, Error::KeyPassphrase), "{kind}: {error}");
    }
}

#[test]
fn keytool_opens_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for (store, bytes) in &stores()[1..] {
        fs_err::write(path.join("ours"), bytes).unwrap();
        // Exporting the key again proves that Java can open it, not just list it.
        let convert = "-importkeystore -srckeystore ours -srcstorepass password123 -destkeystore \
                       theirs.p12 -deststoretype PKCS12 -deststorepass password123 -noprompt";
        let mut convert: Vec<&str> = convert.split_whitespace().collect();
        let kind = format!("{store:?}").to_uppercase();
        convert.extend(["-srcstoretype", &kind]);
        let Some(_) = run(path, "keytool", &convert) else {
            return;
        };
        let theirs = fs_err::read(path.join("theirs.p12")).unwrap();
        let identity_read = open(&theirs, PASSWORD).unwrap();
        assert_eq!(identity_read.certificate(), identity().certificate());
        fs_err::remove_file(path.join("theirs.p12")).unwrap();
        let list = format!("-list -keystore ours -storepass password123 -storetype {kind}");
        let list: Vec<&str> = list.split_whitespace().collect();
        let text = run(path, "keytool", &list).unwrap();
        assert!(text.contains("_dunesrsa_alias_"), "{text}");
        assert!(text.contains("PrivateKeyEntry"), "{text}");
    }
}

#[test]
fn a_damaged_key_behind_a_sound_protection_is_called_damaged() {
    use openssl::hash::MessageDigest;
    use openssl::symm::{Cipher, encrypt};

    use crate::signing::der;
    let element = |tag, parts: &[&[u8]]| der::element(tag, parts);
    let named =
        |oid: &[u8], rest: &[u8]| element(der::SEQUENCE, &[&element(der::OID, &[oid]), rest]);
    let mut secret = [0; 32];
    let sha256 = MessageDigest::sha256();
    openssl::pkcs5::pbkdf2_hmac(PASSWORD.as_bytes(), b"saltsalt", 100, sha256, &mut secret)
        .unwrap();
    let key = identity().pkcs8().unwrap();
    // The numbers of the key end in the middle.
    let number = element(der::INTEGER, &[&[0]]);
    let rsa = named(b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01", b"\x05\x00");
    let damaged = element(
        der::SEQUENCE,
        &[&number, &rsa, &element(der::OCTETS, &[&key[30..90]])],
    );
    let vector = [1; 16];
    let hidden = encrypt(Cipher::aes_256_cbc(), &secret, Some(&vector), &damaged).unwrap();
    let hmac = named(b"\x2a\x86\x48\x86\xf7\x0d\x02\x09", b"\x05\x00");
    let salt = element(der::OCTETS, &[b"saltsalt"]);
    let rounds = element(der::INTEGER, &[&[100]]);
    let derivation = named(
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c",
        &element(der::SEQUENCE, &[&salt, &rounds, &hmac]),
    );
    let cipher = named(
        b"\x60\x86\x48\x01\x65\x03\x04\x01\x2a",
        &element(der::OCTETS, &[&vector]),
    );
    let protection = named(
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d",
        &element(der::SEQUENCE, &[&derivation, &cipher]),
    );
    let protected = element(
        der::SEQUENCE,
        &[&protection, &element(der::OCTETS, &[&hidden])],
    );
    let label = "ENCRYPTED PRIVATE KEY";
    let text = openssl::base64::encode_block(&protected);
    let text = format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n");
    let error = open(text.as_bytes(), PASSWORD).unwrap_err();
    assert!(matches!(error, Error::Damaged(..)), "{error}");
}
