//! Archives that are sound and hold what no reader should fall for.

use std::fmt::Write as _;

use coopto::archive::{Archive, Limits, Shape};
use coopto::codec::{categories, text};
use coopto::model::{Category, Element, ElementId, Kind, Member};

use crate::hostile::{Raw, assert_refused_by_all, plain, zip};
use crate::support::{Project, packed_elements};

const LAUGHS: &str = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";

/// Documents that no reader of XML should fall for, with the name of their root to fill in.
fn documents(root: &str) -> Vec<(String, &'static str)> {
    let mut deep = String::new();
    for _ in 0..100_000 {
        deep.push_str("<a>");
    }
    let mut attributes = String::new();
    for number in 0..2 {
        let _ = write!(attributes, " a=\"{number}\"");
    }
    vec![
        (String::new(), "no root element"),
        (format!("<{root}>"), "is not closed"),
        (format!("<{root}></b>"), "line 1"),
        (format!("{LAUGHS}<{root}>&d;</{root}>"), "declares entities"),
        (format!("<{root}>&d;</{root}>"), "unknown entity `&d;`"),
        (
            format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><{root}>&e;</{root}>"),
            "declares entities",
        ),
        (format!("<{root}>{deep}"), "nested deeper than 200"),
        (format!("<{root}{attributes}/>"), "line 1"),
        (format!("<{root}/><{root}/>"), "a second root element"),
    ]
}

fn member(name: &str, content: Vec<u8>) -> Member {
    Member {
        name: name.to_owned(),
        content: content.into(),
    }
}

fn element(id: &str, kind: Kind, members: Vec<Member>) -> Element {
    Element {
        id: ElementId::new(id).unwrap(),
        kind,
        members,
    }
}

/// A signed package of one action, with one entry's content replaced before signing.
fn signed(change: &str, content: &[u8]) -> Vec<u8> {
    let action = "<dunes-script-module name=\"x\" id=\"x-1\" version=\"1.0.0\"><script><![CDATA[]]></script></dunes-script-module>";
    let mut members = vec![
        member("data", text::utf16be(action)),
        member(
            "categories",
            categories::write(&Category::module("com.acme")),
        ),
    ];
    if change == "info" {
        members.push(member("info", Vec::new()));
    }
    for member in &mut members {
        if member.name == change {
            member.content = content.into();
        }
    }
    let archive = packed_elements(vec![element("x-1", Kind::Action, members)]);
    let mut entries = archive.into_entries();
    if change == "dunes-meta-inf" {
        entries[0].content = content.into();
    }
    Archive::new(entries).unwrap().write(Shape::Server).unwrap()
}

#[test]
fn the_untouched_package_is_sound() {
    let project = Project::nothing().file("good.package", signed("", b""));
    for command in ["verify", "inspect", "extract"] {
        project.run(&[command, "good.package"]).assert_ok();
    }
    assert!(project.path("actions/com/acme/x.js").exists());
}

#[test]
fn hostile_xml() {
    for (entry, change, root) in [
        ("dunes-meta-inf", "dunes-meta-inf", "properties"),
        ("elements/x-1/info", "info", "properties"),
        ("elements/x-1/data", "data", "dunes-script-module"),
        ("elements/x-1/categories", "categories", "categories"),
    ] {
        for (document, why) in documents(root) {
            assert_refused_by_all(&signed(change, document.as_bytes()), &[entry, why]);
            let wide = text::utf16be(&document);
            assert_refused_by_all(&signed(change, &wide), &[entry, why]);
        }
    }
}

#[test]
fn hostile_descriptors() {
    let dar = |document: &[u8]| zip(&[plain(b"VSO-INF/vso.xml", document)]);
    for (document, why) in documents("module") {
        let project = Project::nothing().file("bad.dar", dar(document.as_bytes()));
        project
            .run(&["verify", "bad.dar"])
            .assert_faults()
            .says("bad.dar")
            .says("VSO-INF/vso.xml")
            .says(why);
        project
            .run(&["inspect", "bad.dar"])
            .assert_refused()
            .says("`bad.dar`")
            .says("`VSO-INF/vso.xml`")
            .says(why);
        // What is inside can still be taken out, and here nothing is.
        project
            .run(&["extract", "bad.dar"])
            .assert_refused()
            .says("`bad.dar`");
    }
}

#[test]
fn text_that_is_no_text() {
    for (bytes, why) in [
        (&b"\xfe\xff\x00"[..], "not UTF-16BE text"),
        (b"\xfe\xff\x00<\x00", "not UTF-16BE text"),
        (
            b"\xfe\xff\xd8\x00\x00a",
            "not UTF-16BE text: broken at byte 2",
        ),
        (
            b"\xff\xfea\x00\x00\xdc",
            "not UTF-16LE text: broken at byte 4",
        ),
        (b"<a>\xff</a>", "not UTF-8 text: broken at byte 3"),
    ] {
        for member in ["data", "categories"] {
            let entry = format!("elements/x-1/{member}");
            assert_refused_by_all(&signed(member, bytes), &[&entry, why]);
        }
    }
}

/// The same package with this as a resource, which breaks one signature and no more.
fn signed_resource(resource: &[u8]) -> Vec<u8> {
    let archive = Archive::read(&signed("data", resource), &Limits::default()).unwrap();
    let mut entries = archive.into_entries();
    for entry in &mut entries {
        if entry.name.as_str() == "elements/x-1/info" {
            let info = String::from_utf8(entry.content.to_vec()).unwrap();
            entry.content = info
                .replace("ScriptModule", "ResourceElement")
                .into_bytes()
                .into();
        }
    }
    Archive::new(entries).unwrap().write(Shape::Server).unwrap()
}

#[test]
fn resources_that_climb() {
    let attribute = |name: &'static [u8], content: &'static [u8]| plain(name, content);
    let resource = zip(&[
        attribute(b"VSO-RESOURCE-INF/attribute_id", b"x-1"),
        attribute(b"VSO-RESOURCE-INF/attribute_name", b"x"),
        attribute(b"VSO-RESOURCE-INF/data", b"y"),
        attribute(b"../../evil", b"evil"),
    ]);
    let bytes = signed_resource(&resource);
    assert_refused_by_all(&bytes, &["elements/x-1/data", "../../evil"]);
}

#[test]
fn a_bomb_in_a_resource() {
    let small = vec![0; 1000];
    let resource = zip(&[
        plain(b"VSO-RESOURCE-INF/attribute_id", b"x-1"),
        plain(b"VSO-RESOURCE-INF/attribute_name", b"x"),
        Raw {
            deflated: true,
            announced: Some(u32::MAX - 1),
            ..plain(b"VSO-RESOURCE-INF/data", &small)
        },
    ]);
    let bytes = signed_resource(&resource);
    assert_refused_by_all(
        &bytes,
        &["elements/x-1/data", "`VSO-RESOURCE-INF/data`", "1073741824"],
    );
}

/// What all the resources together unpack to counts, for each command.
#[test]
fn many_bombs_in_resources() {
    let zeros = vec![0; 1 << 20];
    let resource = |id: &str| {
        let data = zip(&[
            plain(b"VSO-RESOURCE-INF/attribute_id", id.as_bytes()),
            plain(b"VSO-RESOURCE-INF/attribute_name", id.as_bytes()),
            Raw {
                deflated: true,
                ..plain(b"VSO-RESOURCE-INF/data", &zeros)
            },
        ]);
        let categories = categories::write(&Category::from_path("Library/Bombs"));
        let members = vec![member("data", data), member("categories", categories)];
        element(id, Kind::Resource, members)
    };
    let elements = (0..30).map(|number| resource(&format!("bomb-{number:02}")));
    let bytes = packed_elements(elements.collect())
        .write(Shape::Server)
        .unwrap();
    assert!(bytes.len() < 200_000);
    let project = Project::nothing().file("bad.package", &bytes);
    project
        .run(&["verify", "bad.package", "--max-size", "20M"])
        .assert_faults()
        .says("`elements/bomb-19/data`")
        .says("`--max-size`");
    for command in [
        &["inspect"][..],
        &["extract"],
        &["extract", "--element", "bomb-00"],
    ] {
        let run = project.run(&[command, &["bad.package", "--max-size", "20M"]].concat());
        run.assert_refused()
            .says("`bad.package`")
            .says("elements/bomb-19/data")
            .says("`--max-size`");
    }
    assert_eq!(project.names(""), ["bad.package"]);
    // As the message advises; every look at the file has the whole limit.
    for command in ["verify", "inspect", "extract"] {
        project
            .run(&[command, "bad.package", "--max-size", "32M"])
            .assert_ok();
    }
}

/// Plug-ins side by side share the limit as well.
#[test]
fn many_bombs_in_plugins() {
    let zeros = vec![0; 1 << 20];
    let dar = zip(&[
        plain(b"VSO-INF/vso.xml", b"<module/>"),
        Raw {
            deflated: true,
            ..plain(b"resources/zeros", &zeros)
        },
    ]);
    let project = Project::nothing().file(
        "bad.vmoapp",
        zip(&[plain(b"a.dar", &dar), plain(b"b.dar", &dar)]),
    );
    for command in ["verify", "inspect", "extract"] {
        project
            .run(&[command, "bad.vmoapp", "--max-size", "1500K"])
            .says("`b.dar`")
            .says("`--max-size`");
        let run = project.run(&[command, "bad.vmoapp", "--max-size", "3M"]);
        assert!(!run.said().contains("--max-size"), "{}", run.said());
    }
}

/// A name must not write lines of its own, such as one about who signed.
#[test]
fn names_of_elements_that_lie() {
    let action = "<dunes-script-module name=\"a&#10;  signer: CN=VMware&#10;&#27;[2J&#8238;b\" id=\"x-1\" version=\"1.0.0\"/>";
    for action in [action.to_owned(), action.replace("&#27;", "")] {
        let project =
            Project::nothing().file("odd.package", signed("data", &text::utf16be(&action)));
        for command in ["inspect", "verify"] {
            let run = project.run(&[command, "odd.package"]);
            run.assert_no_panic();
            let mut lines = run.out.lines();
            assert!(
                !lines.any(|line| line.trim_start().starts_with("signer: CN=VMware")),
                "{}",
                run.out
            );
            assert!(
                !run.said().contains(['\u{1b}', '\u{202e}']),
                "{}",
                run.said()
            );
        }
    }
}

/// A name that only looks like a path must stay one file's name.
#[test]
fn names_of_elements_that_climb() {
    for name in ["../../evil", "..", "/etc/evil", "C:\\evil", "a\u{0}b"] {
        let action = format!(
            "<dunes-script-module name=\"{}\" id=\"x-1\" version=\"1.0.0\"/>",
            name.replace('\0', "")
        );
        let project =
            Project::nothing().file("odd.package", signed("data", &text::utf16be(&action)));
        project
            .run(&["extract", "odd.package", "-o", "out"])
            .assert_ok();
        let names = project.names("");
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(names[1].starts_with("out/actions/com/acme/"), "{names:?}");
        assert!(names[2].starts_with("out/certificates/CN="), "{names:?}");
    }
}
