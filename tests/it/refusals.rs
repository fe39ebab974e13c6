//! An identity that must not sign is refused before anything is written, with the way out.

use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509Name};

use crate::support::Project;

const DAY: i64 = 86_400;

fn now() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(now.unwrap().as_secs()).unwrap()
}

fn key(bits: u32) -> PKey<Private> {
    PKey::from_rsa(Rsa::generate(bits).unwrap()).unwrap()
}

/// What a certificate says that is not as it should be.
struct Flaw {
    name: &'static str,
    from: i64,
    to: i64,
    email: bool,
}

const NONE: Flaw = Flaw {
    name: "Release",
    from: -DAY,
    to: 30 * DAY,
    email: false,
};

fn certificate(key: &PKey<Private>, flaw: &Flaw) -> X509 {
    let mut name = X509Name::builder().unwrap();
    name.append_entry_by_text("CN", flaw.name).unwrap();
    if flaw.email {
        name.append_entry_by_text("emailAddress", "a@example.com")
            .unwrap();
    }
    let name = name.build();
    let mut certificate = X509::builder().unwrap();
    certificate.set_version(2).unwrap();
    let serial = Asn1Integer::from_bn(&BigNum::from_u32(1).unwrap()).unwrap();
    certificate.set_serial_number(&serial).unwrap();
    certificate.set_subject_name(&name).unwrap();
    certificate.set_issuer_name(&name).unwrap();
    let at = |offset| Asn1Time::from_unix(now() + offset).unwrap();
    certificate.set_not_before(&at(flaw.from)).unwrap();
    certificate.set_not_after(&at(flaw.to)).unwrap();
    certificate.set_pubkey(key).unwrap();
    certificate.sign(key, MessageDigest::sha256()).unwrap();
    certificate.build()
}

fn pem(key: &PKey<Private>, certificate: &X509) -> Vec<u8> {
    let mut pem = key.private_key_to_pem_pkcs8().unwrap();
    pem.extend(certificate.to_pem().unwrap());
    pem
}

fn store(bits: u32, flaw: &Flaw) -> Vec<u8> {
    let key = key(bits);
    pem(&key, &certificate(&key, flaw))
}

/// Builds with this store, over artefacts that are there already, and into a new folder.
#[track_caller]
fn assert_refused(store: &[u8], reason: &str, way_out: &str) {
    let project = Project::new()
        .action("a", "    return \"a\";")
        .file("release.pem", store);
    project.build().assert_ok();
    let before = project.snapshot("");
    for output in ["dist", "elsewhere"] {
        project
            .run(&["build", "--identity", "release.pem", "-o", output])
            .assert_refused()
            .says("release.pem")
            .says(reason)
            .says(way_out);
        assert_eq!(project.snapshot(""), before);
        assert!(!project.path("elsewhere").exists());
    }
}

#[test]
fn a_sound_one_signs() {
    let project = Project::new().file("release.pem", store(2048, &NONE));
    project
        .run(&["build", "--identity", "release.pem"])
        .assert_ok()
        .says("signed by CN=Release");
}

#[test]
fn expired() {
    let flaw = Flaw {
        from: -30 * DAY,
        to: -DAY,
        ..NONE
    };
    assert_refused(&store(2048, &flaw), "expired on", "`coopto identity new`");
}

#[test]
fn not_yet_valid() {
    let flaw = Flaw { from: DAY, ..NONE };
    assert_refused(&store(2048, &flaw), "is not valid before", "clock");
}

#[test]
fn an_email_in_the_subject() {
    let flaw = Flaw {
        email: true,
        ..NONE
    };
    assert_refused(
        &store(2048, &flaw),
        "e-mail",
        "use a certificate with CN, OU, O, L, ST and C only",
    );
}

#[test]
fn a_short_key() {
    assert_refused(&store(1024, &NONE), "1024 bits", "`coopto identity new`");
}

#[test]
fn a_key_of_another_certificate() {
    let (mine, other) = (key(2048), key(2048));
    let store = pem(&mine, &certificate(&other, &NONE));
    assert_refused(
        &store,
        "the private key does not match the certificate",
        "`--certificate`",
    );
}

#[test]
fn every_reason_is_given() {
    let flaw = Flaw {
        from: -30 * DAY,
        to: -DAY,
        email: true,
        ..NONE
    };
    let project = Project::new().file("release.pem", store(1024, &flaw));
    project
        .run(&["build", "--identity", "release.pem"])
        .assert_refused()
        .says("expired on")
        .says("e-mail")
        .says("1024 bits");
}

#[test]
fn a_wrong_passphrase() {
    let key = key(2048);
    let mut pkcs12 = openssl::pkcs12::Pkcs12::builder();
    pkcs12.name("release").pkey(&key);
    let certificate = certificate(&key, &NONE);
    let store = pkcs12.cert(&certificate).build2("right").unwrap();
    let project = Project::new()
        .file("release.p12", store.to_der().unwrap())
        .file("secret.txt", "right\n");
    let build = |passphrase: Option<&str>| {
        let mut command = project.command(&["build", "--identity", "release.p12"]);
        if let Some(passphrase) = passphrase {
            command.env("COOPTO_PASSPHRASE", passphrase);
        }
        crate::support::Run::of(&mut command)
    };
    build(Some("wrong"))
        .assert_refused()
        .says("`release.p12`: wrong passphrase");
    build(None)
        .assert_refused()
        .says("release.p12")
        .says("`--passphrase-file`")
        .says("`COOPTO_PASSPHRASE`");
    assert!(!project.path("dist").exists());
    build(Some("right")).assert_ok();
    project
        .run(&[
            "build",
            "--identity",
            "release.p12",
            "--passphrase-file",
            "secret.txt",
        ])
        .assert_ok();
}

#[test]
fn empty_variables_count_as_not_set() {
    let project = Project::new();
    let empty = |arguments: &[&str]| {
        let mut command = project.command(arguments);
        for variable in [
            "COOPTO_COLOR",
            "COOPTO_TARGET",
            "COOPTO_PROJECT",
            "COOPTO_STATE",
            "COOPTO_IDENTITY",
            "COOPTO_CERTIFICATE",
            "COOPTO_PASSPHRASE",
            "COOPTO_PASSPHRASE_FILE",
        ] {
            command.env(variable, "");
        }
        crate::support::Run::of(&mut command)
    };
    empty(&["build"]).assert_ok();
    empty(&["identity", "new", "-o", "a.p12"])
        .assert_refused()
        .says("a passphrase is needed");
    empty(&["run", "nothing.like.it"])
        .assert_refused()
        .says("nothing.like.it");
}

#[test]
fn what_is_no_store() {
    for (content, reason) in [
        (&b"hello"[..], "not a key store"),
        (b"", "not a key store"),
        (b"\xfe\xed\xfe\xed\0\0\0\x02", "release.pem"),
    ] {
        let project = Project::new().file("release.pem", content);
        let mut command = project.command(&["build", "--identity", "release.pem"]);
        command.env("COOPTO_PASSPHRASE", "x");
        crate::support::Run::of(&mut command)
            .assert_refused()
            .says("release.pem")
            .says(reason);
        assert!(!project.path("dist").exists());
    }
    let project = Project::new();
    project
        .run(&["build", "--identity", "gone.pem"])
        .assert_refused()
        .says("gone.pem");
    assert!(!project.path("dist").exists());
}

#[test]
fn this_machines_own() {
    let flaw = Flaw {
        email: true,
        ..NONE
    };
    let project = Project::new();
    let own = project.home().join("identity.pem");
    fs_err::write(&own, store(2048, &flaw)).unwrap();
    project
        .build()
        .assert_refused()
        .says("this machine's own identity")
        .says("e-mail");
    assert!(!project.path("dist").exists());
    // An expired one that the program made itself is made anew; one that was imported is not.
    for (name, code) in [("Release", 2), ("Coopto development x", 0)] {
        let expired = Flaw {
            name,
            from: -30 * DAY,
            to: -DAY,
            ..NONE
        };
        fs_err::write(&own, store(2048, &expired)).unwrap();
        let run = project.build();
        assert_eq!(run.code, Some(code), "{}", run.said());
        run.says("expired");
        assert_eq!(project.path("dist").exists(), code == 0);
    }
}
