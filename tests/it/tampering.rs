//! A package that somebody changed is refused, and the entry is named.

use coopto::archive::{Archive, Entry, Limits, Shape};
use coopto::artifact::verification::{Policy, Verification, verify};
use coopto::artifact::{Signing, package};
use coopto::codec::{categories, text};
use coopto::model::{Category, Element, ElementId, EntryName, Kind, Member, Package, Target};

use crate::support::{NOW, identity, packed};

fn element(id: &str, kind: Kind, data: &[u8]) -> Element {
    let member = |name: &str, content: Vec<u8>| Member {
        name: name.to_owned(),
        content: content.into(),
    };
    Element {
        id: ElementId::new(id).expect("legal"),
        kind,
        members: vec![
            member("data", data.to_vec()),
            member(
                "categories",
                categories::write(&Category::from_path("Library/Test")),
            ),
        ],
    }
}

fn built(target: Target) -> Archive {
    let action = "<dunes-script-module name=\"a\" id=\"a-1\" version=\"1.0.0\"><script><![CDATA[return 1;]]></script></dunes-script-module>";
    let workflow = "<?xml version='1.0' encoding='UTF-8'?>\n<workflow id=\"w-1\"><position x=\"1\"/></workflow>";
    let package = Package {
        name: "com.acme".to_owned(),
        id: "0".repeat(32),
        elements: vec![
            element("a-1", Kind::Action, &text::utf16be(action)),
            element("w-1", Kind::Workflow, &text::utf16be(workflow)),
            element("x-1", Kind::Other("Future".to_owned()), b"\0anything"),
        ],
        ..Package::default()
    };
    packed(&package, identity(), target)
}

fn verified(archive: &Archive) -> Verification {
    let policy = Policy {
        now: NOW,
        trust: None,
        limits: Limits::default(),
    };
    verify(archive, &policy).expect("a package")
}

fn changed(archive: &Archive, change: impl FnOnce(&mut Vec<Entry>)) -> Verification {
    let mut entries = archive.entries().to_vec();
    change(&mut entries);
    verified(&Archive::new(entries).expect("unique"))
}

/// The faults name the entry, or the entry that a signature is over.
fn assert_refused(verification: &Verification, name: &str) {
    let name = name.strip_prefix("signatures/").unwrap_or(name);
    let shown: Vec<String> = verification
        .problems
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(!verification.is_sound(), "{name}");
    assert!(
        shown.iter().any(|problem| problem.contains(name)),
        "{name}: {shown:?}"
    );
}

#[test]
fn what_was_built_is_sound() {
    for target in [Target::Seven, Target::Eight] {
        let archive = built(target);
        let verification = verified(&archive);
        assert_eq!(verification.problems, []);
        assert_eq!(verification.concerns, []);
        let digest = verification.digest.expect("signed");
        assert_eq!(
            digest,
            if target == Target::Seven {
                "MD5"
            } else {
                "SHA-256"
            }
        );
        let content = verification.content.hold;
        assert_eq!(content, if target == Target::Seven { 3 } else { 0 });
    }
}

#[test]
fn any_byte_of_any_entry() {
    for target in [Target::Seven, Target::Eight] {
        let archive = built(target);
        for position in 0..archive.entries().len() {
            let entry = &archive.entries()[position];
            for at in [0, entry.content.len() / 2, entry.content.len() - 1] {
                let verification = changed(&archive, |entries| {
                    let mut content = entries[position].content.to_vec();
                    content[at] ^= 1;
                    entries[position].content = content.into();
                });
                // Without its metadata or its signer's certificate nothing else can be checked.
                assert_refused(&verification, entry.name.as_str());
            }
        }
    }
}

#[test]
fn an_entry_that_was_added() {
    let archive = built(Target::Eight);
    for name in [
        "elements/a-1/tags",
        "elements/evil/data",
        "certificates/CN=Evil.cer",
        "readme",
    ] {
        let verification = changed(&archive, |entries| {
            entries.push(Entry {
                name: EntryName::new(name).expect("legal"),
                content: b"x".as_slice().into(),
            });
        });
        assert_refused(&verification, name);
    }
}

#[test]
fn an_entry_that_was_taken_out() {
    let archive = built(Target::Eight);
    for position in 0..archive.entries().len() {
        let name = archive.entries()[position].name.clone();
        let verification = changed(&archive, |entries| {
            entries.remove(position);
        });
        assert_refused(&verification, name.as_str());
    }
}

#[test]
fn an_element_that_lost_a_member_with_its_signature() {
    let archive = built(Target::Eight);
    for member in ["data", "categories", "info"] {
        let name = format!("elements/a-1/{member}");
        let verification = changed(&archive, |entries| {
            entries.retain(|entry| !entry.name.as_str().ends_with(&name));
        });
        assert_refused(&verification, &name);
    }
}

#[test]
fn an_entry_that_occurs_twice() {
    let archive = built(Target::Eight);
    let bytes = archive.write(Shape::Server).expect("small");
    // `categories` of one element takes the name of another's.
    let text = |id: &str| format!("elements/{id}/categories").into_bytes();
    let twice: Vec<u8> = replace(&bytes, &text("w-1"), &text("a-1"));
    let error = Archive::read(&twice, &Limits::default()).expect_err("twice");
    assert_eq!(
        error.to_string(),
        "entry `elements/a-1/categories` occurs twice"
    );
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..=bytes.len() - from.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn a_signature_that_still_holds_is_taken_over_and_no_other() {
    let archive = built(Target::Eight);
    let package = package::unpack(&archive).expect("own");
    let again = |previous: &Archive| {
        let signing = Signing {
            identity: identity(),
            target: Target::Eight,
            previous: Some(previous),
            progress: &|| (),
        };
        package::pack(&package, &signing).expect("packs")
    };
    assert_eq!(again(&archive), archive);
    let mut entries = archive.entries().to_vec();
    for entry in entries
        .iter_mut()
        .filter(|entry| entry.name.below("signatures/").is_some())
    {
        entry.content = vec![0; 256].into();
    }
    let spoilt = Archive::new(entries).expect("unique");
    assert_eq!(again(&spoilt), archive);
}
