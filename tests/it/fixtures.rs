//! Packages that real servers exported.

use coopto::archive::{Archive, Limits, Shape};
use coopto::artifact::package::{ELEMENTS, pack, unpack};
use coopto::artifact::verification::{Policy, verify};
use coopto::artifact::{Signing, outline::outline, signed_content};
use coopto::model::{Kind, Target};

use crate::support::{NOW, fixtures, identity};

fn policy() -> Policy<'static> {
    Policy {
        now: NOW,
        trust: None,
        limits: Limits::default(),
    }
}

#[test]
fn every_signature_holds() {
    for path in fixtures() {
        let archive = Archive::read(&fs_err::read(&path).expect("readable"), &Limits::default())
            .expect("a sound archive");
        let verification = verify(&archive, &policy()).expect("a package");
        println!(
            "{}: {} signatures, {:?}, {:?}\n{:?}",
            path.display(),
            verification.signatures,
            verification.digest,
            verification.content,
            verification.concerns
        );
        assert_eq!(verification.problems, [], "{}", path.display());
        let signed = archive
            .entries()
            .iter()
            .filter(|entry| entry.name.below("signatures/").is_some())
            .count();
        assert_eq!(verification.signatures, signed);
    }
}

#[test]
fn every_element_keeps_its_bytes() {
    for path in fixtures() {
        let archive = Archive::read(&fs_err::read(&path).expect("readable"), &Limits::default())
            .expect("a sound archive");
        let package = unpack(&archive).expect("a package");
        for target in [Target::Seven, Target::Eight] {
            let packed = pack(
                &package,
                &Signing {
                    identity: identity(),
                    target,
                    previous: None,
                    progress: &|| (),
                },
            )
            .expect("packs again");
            let packed = Archive::read(
                &packed.write(Shape::Server).expect("small"),
                &Limits::default(),
            )
            .expect("own archive");
            let elements = |archive: &Archive| -> Vec<_> {
                archive
                    .entries()
                    .iter()
                    .filter(|entry| entry.name.below(ELEMENTS).is_some())
                    .cloned()
                    .collect()
            };
            assert_eq!(elements(&packed), elements(&archive), "{}", path.display());
            let again = verify(&packed, &policy()).expect("a package");
            assert_eq!(again.problems, [], "{}", path.display());
            let mut unpacked = unpack(&packed).expect("a package");
            // The former signer's certificate is now one of an owner, or not there.
            unpacked.certificates.clone_from(&package.certificates);
            assert_eq!(unpacked, package, "{}", path.display());
        }
    }
}

#[test]
fn every_element_has_an_outline() {
    for path in fixtures() {
        let archive = Archive::read(&fs_err::read(&path).expect("readable"), &Limits::default())
            .expect("a sound archive");
        for element in unpack(&archive).expect("a package").elements {
            let outline = outline(&element, &Limits::default())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(!outline.category.steps().is_empty(), "{outline:?}");
            assert!(outline.version.is_some(), "{outline:?}");
        }
    }
}

/// The author's own signatures, by the kind of element: those that hold, of those they made.
#[test]
fn content_signatures_are_reproduced() {
    for path in fixtures() {
        let archive = Archive::read(&fs_err::read(&path).expect("readable"), &Limits::default())
            .expect("a sound archive");
        let verification = verify(&archive, &policy()).expect("a package");
        let signer = verification.signer.expect("signed").certificate;
        let package = unpack(&archive).expect("a package");
        let (mut actions, mut held) = (0, 0);
        for element in package
            .elements
            .iter()
            .filter(|element| element.kind == Kind::Action)
        {
            let Some(signature) = element.member("content-signature") else {
                continue;
            };
            let info = String::from_utf8_lossy(element.member("info").expect("info")).into_owned();
            if !info.contains(&format!(">{}<", signer.name())) {
                continue;
            }
            actions += 1;
            let recovered = signer.recover(signature).expect("their signature");
            let content = signed_content(element, &Limits::default()).expect("readable");
            held += usize::from(recovered.digest.hash(&content) == recovered.value);
        }
        assert_eq!(held, actions, "{}", path.display());
        // Workflows that were renamed or edited since are signed as they were before; counts of
        // these two exports were confirmed with another implementation.
        let expected = match path.file_name().and_then(|name| name.to_str()) {
            Some("com.purestorage.pure1.meta.package") => 29,
            Some("net.powervro.tests.package") => 4,
            _ => continue,
        };
        assert_eq!(verification.content.hold, expected, "{}", path.display());
    }
}
