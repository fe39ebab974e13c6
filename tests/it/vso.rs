//! The descriptor of a plug-in is held against what servers depend on.
//!
//! Every test starts from a descriptor without a fault or a note and breaks one thing in it.

use coopto::archive::{Archive, Entry, Shape};
use coopto::model::EntryName;

use crate::support::Project;

/// Something of everything that a reference leads to.
const SOUND: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<module name="Acme" version="1.2.0" build-number="7" image="images/acme.png">
  <installation mode="version">
    <action type="install-package" resource="texts/greeting.txt"/>
  </installation>
  <inventory type="Guest"/>
  <finder-datasources>
    <finder-datasource name="main" adaptor-class="com.acme.Adaptor"/>
  </finder-datasources>
  <finders>
    <finder type="Guest" datasource="main" script-object="AcmeGuest">
      <properties>
        <property name="state" linked-enumeration="State"/>
      </properties>
      <relations>
        <relation name="friends" type="Guest" cardinality="to-many"/>
      </relations>
      <inventory-children>
        <relation-link name="friends"/>
      </inventory-children>
      <inventory-tabs>
        <inventory-tab type="query" display-name="Rooms" finder-type="Room"/>
      </inventory-tabs>
    </finder>
    <finder type="Room" datasource="main"/>
  </finders>
  <scripting-objects>
    <object script-name="AcmeGuest" java-class="com.acme.Guest">
      <singleton script-name="AcmeGuests" datasource="main"/>
    </object>
  </scripting-objects>
  <enumerations>
    <enumeration type="State"/>
  </enumerations>
</module>
"#;

fn entry(name: &str, content: &[u8]) -> Entry {
    Entry {
        name: EntryName::new(name).unwrap(),
        content: content.into(),
    }
}

fn zipped(entries: Vec<Entry>) -> Vec<u8> {
    Archive::new(entries).unwrap().write(Shape::Jar).unwrap()
}

fn dar(descriptor: &str) -> Vec<u8> {
    zipped(vec![
        entry("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\n\r\n"),
        entry("VSO-INF/vso.xml", descriptor.as_bytes()),
        entry("resources/images/acme.png", b"picture"),
        entry("resources/texts/greeting.txt", b"hello"),
    ])
}

/// A sentence of a result for people, and the place it speaks of.
fn texts(value: &serde_json::Value) -> Vec<String> {
    let texts = value.as_array().unwrap().iter();
    texts
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

/// The faults and the notes of the descriptor with one text replaced by another.
fn found(from: &str, to: &str) -> (Vec<String>, Vec<String>) {
    assert!(SOUND.contains(from), "`{from}` is not in the descriptor");
    let project = Project::nothing().file("acme.dar", dar(&SOUND.replacen(from, to, 1)));
    let result = project.verify("acme.dar");
    (texts(&result["faults"]), texts(&result["notes"]))
}

/// Exactly one fault, which says this, and no note; and the exit code tells.
#[track_caller]
fn assert_fault(from: &str, to: &str, fault: &str) {
    let (faults, notes) = found(from, to);
    assert_eq!(faults, [format!("`VSO-INF/vso.xml`: {fault}")]);
    assert_eq!(notes, [""; 0]);
    let project = Project::nothing().file("acme.dar", dar(&SOUND.replacen(from, to, 1)));
    project
        .run(&["verify", "acme.dar"])
        .assert_faults()
        .says(fault);
}

/// No fault, one note, and the file passes.
#[track_caller]
fn assert_note(from: &str, to: &str, note: &str) {
    let (faults, notes) = found(from, to);
    assert_eq!(faults, [""; 0]);
    assert_eq!(notes, [format!("`VSO-INF/vso.xml`: {note}")]);
    let project = Project::nothing().file("acme.dar", dar(&SOUND.replacen(from, to, 1)));
    project
        .run(&["verify", "acme.dar"])
        .assert_ok()
        .says("note: ")
        .says("no faults");
}

#[test]
fn the_sound_descriptor_is_sound() {
    let (faults, notes) = found("Acme", "Acme");
    assert_eq!((faults, notes), (vec![], vec![]));
}

#[test]
fn the_name_is_an_identifier() {
    for name in ["Acme Guests", "1Acme", "Größe", ""] {
        assert_fault(
            "name=\"Acme\"",
            &format!("name=\"{name}\""),
            &format!(
                "the module's name `{name}` is not an identifier, and types are named after it"
            ),
        );
    }
}

#[test]
fn the_version_is_numbers_and_dots() {
    for version in ["1.0-beta", "one", "1..2", ""] {
        assert_fault(
            "version=\"1.2.0\"",
            &format!("version=\"{version}\""),
            &format!("the version `{version}` is not numbers separated by dots"),
        );
    }
    for version in ["1", "1.2.3.4", "1.2-SNAPSHOT"] {
        let (faults, notes) = found("version=\"1.2.0\"", &format!("version=\"{version}\""));
        assert_eq!((faults, notes), (vec![], vec![]), "{version}");
    }
}

#[test]
fn the_build_number_is_digits() {
    for build in ["1.2", "b7", "-1"] {
        assert_fault(
            "build-number=\"7\"",
            &format!("build-number=\"{build}\""),
            &format!("the build number `{build}` is not digits"),
        );
    }
    for build in ["", "-9999", "12345678"] {
        let (faults, notes) = found("build-number=\"7\"", &format!("build-number=\"{build}\""));
        assert_eq!((faults, notes), (vec![], vec![]), "{build}");
    }
}

#[test]
fn placeholders_were_replaced() {
    for (from, to, place, value) in [
        (
            "version=\"1.2.0\"",
            "version=\"${project.version}\"",
            "module version",
            "${project.version}",
        ),
        (
            "build-number=\"7\"",
            "build-number=\"${build.number}\"",
            "module build-number",
            "${build.number}",
        ),
        (
            "name=\"Acme\"",
            "name=\"${name}\"",
            "module name",
            "${name}",
        ),
        (
            "image=\"images/acme.png\"",
            "image=\"images/${icon}\"",
            "module image",
            "images/${icon}",
        ),
        (
            "texts/greeting.txt",
            "${text}",
            "module/installation/action resource",
            "${text}",
        ),
    ] {
        assert_fault(
            from,
            to,
            &format!("`<{place}>` still holds the placeholder `{value}`"),
        );
    }
    assert_fault(
        "<installation mode",
        "<description>${text}</description><installation mode",
        "`<module/description>` still holds the placeholder `${text}`",
    );
}

#[test]
fn the_image_is_there() {
    assert_fault(
        "images/acme.png",
        "images/other.png",
        "`<module image>` names `images/other.png`, and there is no `resources/images/other.png`",
    );
}

#[test]
fn what_is_installed_is_there() {
    assert_fault(
        "texts/greeting.txt",
        "texts/other.txt",
        "`<installation/action resource>` names `texts/other.txt`, and there is no `resources/texts/other.txt`",
    );
}

#[test]
fn references_lead_somewhere() {
    for (from, to, place, kind) in [
        (
            "type=\"Room\" datasource=\"main\"",
            "type=\"Room\" datasource=\"gone\"",
            "finder datasource",
            "datasource",
        ),
        (
            "\"AcmeGuests\" datasource=\"main\"",
            "\"AcmeGuests\" datasource=\"gone\"",
            "singleton datasource",
            "datasource",
        ),
        (
            "<inventory type=\"Guest\"",
            "<inventory type=\"gone\"",
            "inventory type",
            "finder",
        ),
        (
            "\"friends\" type=\"Guest\"",
            "\"friends\" type=\"gone\"",
            "relation type",
            "finder",
        ),
        (
            "finder-type=\"Room\"",
            "finder-type=\"gone\"",
            "inventory-tab finder-type",
            "finder",
        ),
        (
            "script-object=\"AcmeGuest\"",
            "script-object=\"gone\"",
            "finder script-object",
            "object",
        ),
        (
            "linked-enumeration=\"State\"",
            "linked-enumeration=\"gone\"",
            "property linked-enumeration",
            "enumeration",
        ),
    ] {
        assert_fault(
            from,
            to,
            &format!("`<{place}>` names `gone`, and there is no such {kind}"),
        );
    }
}

#[test]
fn links_stay_in_their_finder() {
    let message = |name| {
        format!("`<relation-link name>` names `{name}`, and its finder has no such relation")
    };
    assert_fault(
        "relation-link name=\"friends\"",
        "relation-link name=\"gone\"",
        &message("gone"),
    );
    // The relation is one of another finder.
    assert_fault(
        "<finder type=\"Room\" datasource=\"main\"/>",
        "<finder type=\"Room\" datasource=\"main\"><inventory-children>\
         <relation-link name=\"friends\"/></inventory-children></finder>",
        &message("friends"),
    );
}

#[test]
fn keys_are_unique() {
    for (after, again, key, value) in [
        (
            "<finder-datasources>",
            "<finder-datasource name=\"main\" adaptor-class=\"x\"/>",
            "finder-datasource name",
            "main",
        ),
        (
            "<finders>",
            "<finder type=\"Room\" datasource=\"main\"/>",
            "finder type",
            "Room",
        ),
        (
            "<scripting-objects>",
            "<object script-name=\"AcmeGuest\" java-class=\"x\"/>",
            "object script-name",
            "AcmeGuest",
        ),
        (
            "<enumerations>",
            "<enumeration type=\"State\"/>",
            "enumeration type",
            "State",
        ),
    ] {
        assert_fault(
            after,
            &format!("{after}{again}"),
            &format!("`<{key}>` is `{value}` more than once"),
        );
    }
    assert_fault(
        "<relations>",
        "<relations><relation name=\"friends\" type=\"Guest\"/>",
        "`<relation name>` is `friends` more than once in one finder",
    );
    // Two finders may call a relation the same.
    let (faults, notes) = found(
        "<finder type=\"Room\" datasource=\"main\"/>",
        "<finder type=\"Room\" datasource=\"main\"><relations>\
         <relation name=\"friends\" type=\"Guest\"/></relations></finder>",
    );
    assert_eq!((faults, notes), (vec![], vec![]));
}

#[test]
fn breaches_of_the_schema_are_notes() {
    for (from, to, note) in [
        (
            "mode=\"version\"",
            "mode=\"sometimes\"",
            "`<installation mode>` is `sometimes`, not one of never, always, version",
        ),
        (
            " mode=\"version\"",
            "",
            "`<installation>` has no attribute `mode`",
        ),
        (
            "<inventory ",
            "<inventory colour=\"red\" ",
            "`<inventory>` has an unknown attribute `colour`",
        ),
        (
            "<inventory ",
            "<surprise/><inventory ",
            "`<surprise>` is not known",
        ),
        (
            "<inventory ",
            "<entries/><inventory ",
            "`<module>` must not hold `<entries>`",
        ),
        (
            "<inventory ",
            "<inventory type=\"Room\"/><inventory ",
            "`<module>` holds `<inventory>` more than once",
        ),
        (
            "cardinality=\"to-many\"",
            "cardinality=\"to-all\"",
            "`<finders/finder/relations/relation cardinality>` is `to-all`, not one of to-one, to-many",
        ),
    ] {
        let (faults, notes) = found(from, to);
        assert_eq!(faults, [""; 0], "{to}");
        assert!(
            notes.contains(&format!("`VSO-INF/vso.xml`: {note}")),
            "{note}: {notes:?}"
        );
    }
    assert_note(
        " mode=\"version\"",
        "",
        "`<installation>` has no attribute `mode`",
    );
}

#[test]
fn all_faults_are_found_at_once() {
    let broken = SOUND
        .replace("name=\"Acme\"", "name=\"A b\"")
        .replace("1.2.0", "x")
        .replace("images/acme.png", "gone.png")
        .replace("finder-type=\"Room\"", "finder-type=\"gone\"")
        .replace("mode=\"version\"", "mode=\"sometimes\"");
    let project = Project::nothing().file("acme.dar", dar(&broken));
    let result = project.verify("acme.dar");
    assert_eq!(texts(&result["faults"]).len(), 4, "{result}");
    assert_eq!(texts(&result["notes"]).len(), 1, "{result}");
    project
        .run(&["verify", "acme.dar"])
        .assert_faults()
        .says("4 faults");
}

#[test]
fn a_broken_descriptor_is_a_fault() {
    for broken in ["<module", "<workflow/>", ""] {
        let project = Project::nothing().file("acme.dar", dar(broken));
        project
            .run(&["verify", "acme.dar"])
            .assert_faults()
            .says("`VSO-INF/vso.xml`");
    }
}

/// The artefacts of a small project, one entry of one of them changed.
fn tampered(artefact: &str, change: impl Fn(&Entry) -> Option<Vec<u8>>) -> Vec<u8> {
    let project = Project::new();
    project.build().assert_ok();
    let entries = project.archive(artefact).into_entries();
    let changed = entries
        .into_iter()
        .filter_map(|old| {
            let content = change(&old)?.into();
            Some(Entry { content, ..old })
        })
        .collect();
    zipped(changed)
}

#[test]
fn a_broken_package_inside_is_named() {
    const INSIDE: &str = "resources/packages/com.example.mail-1.2.0.package";
    let cut = tampered("dist/mail.dar", |entry| {
        let whole = entry.content.to_vec();
        Some(if entry.name.as_str() == INSIDE {
            whole[..20].to_vec()
        } else {
            whole
        })
    });
    let changed = tampered("dist/mail.dar", |entry| {
        if entry.name.as_str() != INSIDE {
            return Some(entry.content.to_vec());
        }
        let limits = coopto::archive::Limits::default();
        let mut entries = Archive::read(&entry.content, &limits)
            .unwrap()
            .into_entries();
        let last = entries
            .iter_mut()
            .find(|entry| entry.name.as_str().ends_with("/data"))
            .unwrap();
        last.content = b"something else".as_slice().into();
        Some(zipped(entries))
    });
    let other = tampered("dist/mail.dar", |entry| {
        Some(if entry.name.as_str() == INSIDE {
            dar(SOUND)
        } else {
            entry.content.to_vec()
        })
    });
    for (dar, why) in [
        (cut, "not a complete zip archive"),
        (changed, "does not hold"),
        (other, "should be a package and is a dar"),
    ] {
        let project = Project::nothing().file("mail.dar", dar);
        project
            .run(&["verify", "mail.dar"])
            .assert_faults()
            .says(INSIDE)
            .says(why);
    }
}

#[test]
fn an_application_without_a_licence_gets_a_note() {
    const LICENCE: &str = "VSO-INF/vsoapp.txt";
    let without = tampered("dist/mail-1.2.0.vmoapp", |entry| {
        (entry.name.as_str() != LICENCE).then(|| entry.content.to_vec())
    });
    let project = Project::nothing().file("mail.vmoapp", without);
    let result = project.verify("mail.vmoapp");
    assert_eq!(texts(&result["faults"]), [""; 0]);
    assert_eq!(
        texts(&result["notes"]),
        [format!("there is no licence text (`{LICENCE}`)")]
    );
    project.run(&["verify", "mail.vmoapp"]).assert_ok();
}

/// No fault and no note, in it or in anything inside.
fn assert_spotless(result: &serde_json::Value) {
    assert_eq!(texts(&result["faults"]), [""; 0], "{result}");
    assert_eq!(texts(&result["notes"]), [""; 0], "{result}");
    for inside in result["inside"].as_array().unwrap() {
        assert_spotless(inside);
    }
}

#[test]
fn what_build_makes_has_no_fault_and_no_note() {
    let own = Project::new().action("a", "    return \"a\";");
    let java = Project::new().file("lib/adaptor.jar", "PK").file(
        "coopto.toml",
        crate::support::MANIFEST.replace(
            "eula = \"LICENSE\"",
            "eula = \"LICENSE\"\nlib = [\"lib/adaptor.jar\"]\n\
                 datasource = { name = \"main\", adaptor-class = \"com.example.Adaptor\" }",
        ),
    );
    let carried = Project::nothing();
    for project in [own, java, carried] {
        for target in ["7", "8"] {
            project.run(&["build", "--target", target]).assert_ok();
            let names = project.names("dist");
            assert_eq!(names.len(), 3);
            for name in names {
                let result = project.verify(&format!("dist/{name}"));
                assert_eq!(result["sound"], true, "{result}");
                assert_spotless(&result);
            }
        }
    }
}
