//! Files that somebody made to do harm, or that broke on the way: said so, and nothing happens.

use std::fmt::Write as _;
use std::io::Write as _;

use coopto::archive::{Archive, Entry, Limits, Shape};
use coopto::artifact::{Signing, package};
use coopto::codec::{categories, text};
use coopto::model::{Category, Element, ElementId, EntryName, Kind, Member, Package, Target};

use crate::support::{Project, Run, identity, left_out};

/// An entry of a zip file as somebody with bad intentions writes it.
struct Raw<'a> {
    name: &'a [u8],
    content: &'a [u8],
    deflated: bool,
    /// The size that is announced; the true one if none.
    announced: Option<u32>,
}

fn plain<'a>(name: &'a [u8], content: &'a [u8]) -> Raw<'a> {
    Raw {
        name,
        content,
        deflated: false,
        announced: None,
    }
}

/// A zip file of these entries, by the letter of the format and against its spirit.
fn zip(entries: &[Raw<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let packed = if entry.deflated {
            let level = flate2::Compression::best();
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(entry.content).unwrap();
            encoder.finish().unwrap()
        } else {
            entry.content.to_vec()
        };
        let mut crc = flate2::Crc::new();
        crc.update(entry.content);
        let size = u32::try_from(entry.content.len()).unwrap();
        let method = if entry.deflated { 8u16 } else { 0 };
        let offset = u32::try_from(out.len()).unwrap();
        let mut common = Vec::new();
        common.extend(20u16.to_le_bytes());
        common.extend((1u16 << 11).to_le_bytes());
        common.extend(method.to_le_bytes());
        common.extend([0, 0, 0x21, 0]);
        common.extend(crc.sum().to_le_bytes());
        common.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        common.extend(entry.announced.unwrap_or(size).to_le_bytes());
        common.extend(u16::try_from(entry.name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(entry.name);
        out.extend(packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(entry.name);
    }
    let start = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// Looks at a file with every command that reads one. `verify` finds faults, the others cannot do
/// their work; both name the file and say these words, and nothing is written anywhere.
#[track_caller]
fn assert_refused_by_all(content: &[u8], words: &[&str]) {
    let project = Project::nothing().file("bad.package", content);
    let before = all_files(&project);
    let runs = [
        project.run(&["verify", "bad.package"]),
        project.run(&["inspect", "bad.package"]),
        project.run(&["extract", "bad.package", "-o", "out"]),
        project.run(&["extract", "bad.package", "--element", "x", "-o", "out"]),
    ];
    runs[0].assert_faults();
    for run in &runs {
        run.says("bad.package");
        for word in words {
            run.says(word);
        }
    }
    for run in &runs[1..] {
        run.assert_refused();
    }
    assert_eq!(all_files(&project), before);
}

/// Everything below the folder of the test, which is more than the commands should touch.
fn all_files(project: &Project) -> Vec<String> {
    let above = project.folder().parent().unwrap().to_owned();
    crate::support::files(&above).into_keys().collect()
}

#[test]
fn names_that_lead_elsewhere() {
    let long = [b'a'; 2000];
    for (name, shown) in [
        (&b"../evil"[..], "../evil"),
        (b"elements/../../evil", "elements/../../evil"),
        (b"elements/..", "elements/.."),
        (b"/etc/evil", "/etc/evil"),
        (b"C:/evil", "C:/evil"),
        (b"c:evil", "c:evil"),
        (b"elements\\..\\evil", "elements\\\\..\\\\evil"),
        (b"..\\evil", "..\\\\evil"),
        (b"certificates/..\\evil.cer", "certificates/..\\\\evil.cer"),
        (b"evil\0.txt", "evil\\0.txt"),
        (b"a//b", "a//b"),
        (b"./a", "./a"),
        (b"", "is empty"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"line\nbreak", "line\\nbreak"),
        (&long, "is longer than 1024 bytes"),
    ] {
        let bytes = zip(&[plain(b"dunes-meta-inf", b"x"), plain(name, b"evil")]);
        assert_refused_by_all(&bytes, &[shown]);
    }
}

#[test]
fn names_that_occur_twice() {
    let twice = zip(&[
        plain(b"dunes-meta-inf", b"good"),
        plain(b"dunes-meta-inf", b"evil"),
    ]);
    assert_refused_by_all(&twice, &["entry `dunes-meta-inf` occurs twice"]);
    // A folder and a file of one name are one name as well.
    let both = zip(&[
        plain(b"dunes-meta-inf", b"x"),
        plain(b"elements/a/", b""),
        plain(b"elements/a", b"evil"),
    ]);
    assert_refused_by_all(&both, &["entry `elements/a` occurs twice"]);
}

#[test]
fn bytes_that_two_readers_see_differently() {
    let honest = zip(&[plain(b"dunes-meta-inf", b"x"), plain(b"elements/a", b"y")]);
    let mut other = honest.clone();
    let at = 30 + "dunes-meta-inf".len() + 1 + 30;
    other[at..at + 8].copy_from_slice(b"Elements");
    assert_refused_by_all(&other, &["`elements/a`", "is called otherwise"]);
    let mut hidden = b"MZ and a program".to_vec();
    hidden.extend(&honest);
    assert_refused_by_all(&hidden, &["entry `dunes-meta-inf`"]);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![0; 20 << 20];
    let bomb = zip(&[
        plain(b"VSO-INF/vsoapp.txt", b"x"),
        Raw {
            deflated: true,
            ..plain(b"bomb.dar", &zeros)
        },
    ]);
    assert!(bomb.len() < 100_000);
    let project = Project::nothing().file("bomb.vmoapp", &bomb);
    for command in ["verify", "inspect", "extract"] {
        project
            .run(&[command, "bomb.vmoapp", "--max-size", "19M"])
            .assert_refused()
            .says("`bomb.vmoapp`")
            .says("`bomb.dar`")
            .says("`--max-size`");
        // With more room the content is looked at, and it is no plug-in.
        let run = project.run(&[command, "bomb.vmoapp", "--max-size", "21M"]);
        run.says("not a complete zip archive");
        assert!(!run.said().contains("--max-size"), "{}", run.said());
    }
}

#[test]
fn a_bomb_that_lies_about_its_size() {
    let zeros = vec![0; 20 << 20];
    for announced in [10, (20 << 20) + 1] {
        let bomb = zip(&[
            plain(b"dunes-meta-inf", b"x"),
            Raw {
                deflated: true,
                announced: Some(announced),
                ..plain(b"bomb", &zeros)
            },
        ]);
        assert_refused_by_all(&bomb, &["entry `bomb` is damaged"]);
    }
}

#[test]
fn many_bombs_together() {
    let zeros = vec![0; 1 << 20];
    let names: Vec<String> = (0..30).map(|number| format!("bomb{number}")).collect();
    let mut entries = vec![plain(b"dunes-meta-inf", b"x")];
    entries.extend(names.iter().map(|name| Raw {
        deflated: true,
        ..plain(name.as_bytes(), &zeros)
    }));
    let project = Project::nothing().file("bad.package", zip(&entries));
    project
        .run(&["inspect", "bad.package", "--max-size", "20M"])
        .assert_refused()
        .says("`bomb19`");
}

#[test]
fn a_bomb_inside_a_bomb() {
    let zeros = vec![0; 20 << 20];
    let inner = zip(&[
        plain(b"VSO-INF/vso.xml", b"<module/>"),
        Raw {
            deflated: true,
            ..plain(b"resources/bomb.package", &zeros)
        },
    ]);
    let outer = zip(&[plain(b"a.dar", &inner)]);
    let project = Project::nothing().file("bad.vmoapp", outer);
    project
        .run(&["verify", "bad.vmoapp", "--max-size", "1M"])
        .assert_faults()
        .says("`a.dar`")
        .says("`--max-size`");
    for command in ["inspect", "extract"] {
        project
            .run(&[command, "bad.vmoapp", "--max-size", "1M"])
            .assert_refused()
            .says("bad.vmoapp")
            .says("`a.dar`")
            .says("`--max-size`");
    }
}

/// Cuts at every 97th byte, seen by every command.
#[test]
fn a_file_that_was_cut_off() {
    let project = Project::new().action("a", "    return \"a\";");
    project.build().assert_ok();
    for whole in project.files("dist").into_values() {
        let cut = Project::nothing();
        for end in (0..whole.len()).step_by(97) {
            fs_err::write(cut.path("cut"), &whole[..end]).unwrap();
            cut.run(&["verify", "cut"]).assert_faults().says("cut");
            cut.run(&["inspect", "cut"]).assert_refused().says("`cut`");
            cut.run(&["extract", "cut", "-o", "out"])
                .assert_refused()
                .says("`cut`");
            assert_eq!(cut.names(""), ["cut"], "cut at {end}");
        }
    }
}

#[test]
fn no_file_and_no_zip() {
    assert_refused_by_all(b"", &["not a complete zip archive"]);
    assert_refused_by_all(b"PK\x05\x06", &["not a complete zip archive"]);
    assert_refused_by_all(&[b'x'; 5000], &["not a complete zip archive"]);
    assert_refused_by_all(&zip(&[]), &["neither a package"]);
    assert_refused_by_all(&zip(&[plain(b"a", b"b")]), &["neither a package"]);
    let project = Project::nothing().file("folder/a", "");
    for name in ["folder", "missing"] {
        for command in ["verify", "inspect", "extract"] {
            project
                .run(&[command, name])
                .assert_refused()
                .says(&format!("`{name}`"));
        }
    }
    assert_eq!(project.names(""), ["folder/a"]);
}

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

/// A signed package of one action, with one entry's content replaced before signing.
fn signed(change: &str, content: &[u8]) -> Vec<u8> {
    let member = |name: &str, usual: Vec<u8>| Member {
        name: name.to_owned(),
        content: if change == name {
            content.into()
        } else {
            usual.into()
        },
    };
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
    let package = Package {
        name: "com.acme".to_owned(),
        id: "0".repeat(32),
        elements: vec![Element {
            id: ElementId::new("x-1").unwrap(),
            kind: Kind::Action,
            members,
        }],
        ..Package::default()
    };
    let signing = Signing {
        identity: identity(),
        target: Target::Eight,
        previous: None,
        progress: &|| (),
    };
    let archive = package::pack(&package, &signing).unwrap();
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
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names[1].starts_with("out/actions/com/acme/"), "{names:?}");
    }
}

#[test]
fn a_large_element() {
    const SIZE: usize = 100 << 20;
    let mut large = vec![0; SIZE];
    for (number, place) in large.iter_mut().step_by(1 << 20).enumerate() {
        *place = u8::try_from(number % 251).unwrap();
    }
    let project = Project::new().file("resources/large.bin", &large);
    project.run(&["build", "--package"]).assert_ok();
    let package = "dist/com.example.mail-1.2.0.package";
    assert!(project.read(package).len() < 1 << 20);
    project.run(&["verify", package]).assert_ok();
    project
        .run(&["extract", package, "--element", "large.bin", "-o", "out"])
        .assert_ok();
    assert!(project.read("out/resources/Library/Mail/large.bin") == large);
}

/// A folder of the project's that has this much room, or nothing where none can be made.
#[cfg(target_os = "linux")]
mod small_disk {
    use std::path::PathBuf;
    use std::process::Command;

    pub(super) struct SmallDisk(PathBuf);

    impl SmallDisk {
        pub(super) fn mount(place: PathBuf, options: &str) -> Option<Self> {
            fs_err::create_dir_all(&place).unwrap();
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o", options, "tmpfs"])
                .arg(&place)
                .output();
            let done = mounted.is_ok_and(|output| output.status.success());
            done.then_some(Self(place))
        }

        pub(super) fn close(&self) {
            let remount = Command::new("mount")
                .args(["-o", "remount,ro"])
                .arg(&self.0)
                .status();
            assert!(remount.unwrap().success());
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(&self.0).status();
        }
    }
}

/// Bytes that cannot be packed.
#[cfg(unix)]
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1u64;
    std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    })
    .take(length)
    .collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_what_was_there() {
    let project = Project::new();
    // Room for the package and the plug-in of the larger project, not for the application.
    let Some(_disk) = small_disk::SmallDisk::mount(project.path("dist"), "size=256k") else {
        left_out("a full disk", "this user cannot mount a tmpfs");
        return;
    };
    project.build().assert_ok();
    let before = project.snapshot("dist");
    assert_eq!(before.len(), 3);
    let project = project.file("resources/noise.bin", noise(80_000));
    project
        .build()
        .assert_refused()
        .says("dist/")
        .says("No space left");
    assert_eq!(project.snapshot("dist"), before);
    project.run(&["generate", "-o", "dist"]).assert_ok();
    let before = project.snapshot("dist");
    project.run(&["build", "-o", "elsewhere"]).assert_ok();
    let project = project.file("dist/filler", noise(200_000));
    let run = project.run(&["extract", "elsewhere/mail.dar", "-o", "dist", "--force"]);
    run.assert_refused()
        .says("com.example.mail-1.2.0.package")
        .says("No space left");
    fs_err::remove_file(project.path("dist/filler")).unwrap();
    assert_eq!(project.snapshot("dist"), before);
}

/// The same for whoever may not mount: no file of the process may grow.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more() {
    let project = Project::new();
    project.build().assert_ok();
    let before = project.snapshot("dist");
    let project = project.file("resources/noise.bin", noise(80_000));
    let mut command = assert_cmd::Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" build"])
        .arg(env!("CARGO_BIN_EXE_coopto"))
        .current_dir(project.folder())
        .env("COOPTO_HOME", project.home());
    Run::of(&mut command)
        .assert_refused()
        .says("cannot write `dist/");
    assert_eq!(project.snapshot("dist"), before);
}

#[test]
fn a_folder_that_cannot_be_written() {
    let project = Project::new().file("taken", "a file, not a folder");
    for arguments in [
        &["build", "-o", "taken/below"][..],
        &["build", "-o", "taken"],
        &["generate", "-o", "taken/below"],
    ] {
        project.run(arguments).assert_refused().says("`taken");
    }
    project.build().assert_ok();
    for arguments in [
        &["extract", "dist/mail.dar", "-o", "taken"][..],
        &["extract", "dist/mail.dar", "-o", "taken/below"],
        &[
            "extract",
            "dist/mail.dar",
            "--element",
            "mail.png",
            "-o",
            "taken",
        ],
    ] {
        project.run(arguments).assert_refused().says("`taken");
    }
    assert_eq!(project.read("taken"), b"a file, not a folder");
    // A folder stands where the file should go.
    let project = Project::new().file("dist/mail.dar/inside", "");
    project.build().assert_refused().says("mail.dar");
    assert_eq!(project.names("dist"), ["mail.dar/inside"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.build().assert_ok();
    fs_err::rename(project.path("dist"), project.path("made")).unwrap();
    let disk = small_disk::SmallDisk::mount(project.path("dist"), "size=256k");
    if let Some(disk) = &disk {
        disk.close();
    } else {
        // Who cannot mount is not root, and is held back by permissions.
        let read_only = std::fs::Permissions::from_mode(0o555);
        fs_err::set_permissions(project.path("dist"), read_only).unwrap();
        if fs_err::write(project.path("dist/x"), "").is_ok() {
            left_out(
                "a read-only folder",
                "this user may write anywhere and cannot mount",
            );
            return;
        }
    }
    for arguments in [
        &["build"][..],
        &["generate", "-o", "dist"],
        &["extract", "made/mail.dar", "-o", "dist"],
        &["build", "-o", "dist/below"],
    ] {
        project.run(arguments).assert_refused().says("`dist");
        assert_eq!(project.names("dist"), [""; 0]);
    }
    if disk.is_none() {
        let open = std::fs::Permissions::from_mode(0o755);
        fs_err::set_permissions(project.path("dist"), open).unwrap();
    }
}

/// Builds a project that must not be built: nothing is written, not even an identity.
#[track_caller]
fn assert_not_built(project: &Project) -> Run {
    let own = project.home().join("identity.pem");
    fs_err::remove_file(&own).unwrap();
    let before = all_files(project);
    let run = project.build();
    assert_eq!(run.code, Some(2), "{}\n{:?}", run.said(), project.names(""));
    run.says("nothing was built");
    assert_eq!(all_files(project), before);
    project
        .run(&["generate"])
        .assert_refused()
        .says("nothing was generated");
    assert_eq!(all_files(project), before);
    run
}

#[test]
fn broken_sources() {
    let wide = text::utf16be("/** x */ (function () {});");
    for (path, content, place) in [
        (
            "actions/a.js",
            &b"/** x */ (function () { var a = ; });"[..],
            "actions/a.js:1:",
        ),
        ("actions/a.js", b"/** x */ (function () {", "actions/a.js"),
        ("actions/a.js", b"", "actions/a.js"),
        ("actions/a.js", &wide, "actions/a.js"),
        (
            "actions/a.js",
            b"/** x */ (function () { return \"\xff\"; });",
            "actions/a.js",
        ),
        (
            "configurations/A.yaml",
            b"attributes: [",
            "configurations/A.yaml:1:",
        ),
        (
            "configurations/A.yaml",
            b"attributes:\n\ta: string",
            "configurations/A.yaml",
        ),
        (
            "configurations/A.yaml",
            b"attributes: { a: \xff }",
            "configurations/A.yaml",
        ),
        ("configurations/A.yaml", &wide, "configurations/A.yaml"),
        (
            "configurations/A.yaml",
            b"a: &a [x]\nb: *a\n",
            "configurations/A.yaml",
        ),
        (
            "resources/a.txt.meta.yaml",
            b"id: 1",
            "resources/a.txt.meta.yaml",
        ),
        ("coopto.toml", b"[project", "coopto.toml:1:"),
        ("coopto.toml", b"", "coopto.toml"),
        ("coopto.toml", &wide, "coopto.toml"),
        (
            "templates/action.xml.hbs",
            b"{{#each",
            "templates/action.xml.hbs",
        ),
    ] {
        let project = Project::new().file(path, content);
        assert_not_built(&project).says("error").says(place);
    }
}

#[test]
fn every_fault_is_shown() {
    let project = Project::new()
        .action("a", "    var a = ;")
        .action("b", "    var b = ;")
        .file("actions/c.js", b"\xff")
        .file("configurations/A.yaml", "attributes: [")
        .file("configurations/B.yaml", "atributes: {}")
        .file("resources/gone.txt.meta.yaml", "description: nothing");
    let run = assert_not_built(&project);
    for place in [
        "actions/a.js",
        "actions/b.js",
        "actions/c.js",
        "configurations/A.yaml",
        "configurations/B.yaml",
        "resources/gone.txt.meta.yaml",
    ] {
        run.says(place);
    }
    let shown = run
        .err
        .lines()
        .filter(|line| line.starts_with("error["))
        .count();
    assert_eq!(shown, 6, "{}", run.err);
    run.says("6 errors, 0 warnings");
}

/// A reader that goes away is no failure.
#[test]
fn an_eaten_pipe() {
    use std::process::{Command, Stdio};
    let project = Project::nothing();
    project.build().assert_ok();
    let package = project
        .names("dist")
        .into_iter()
        .find(|name| name.ends_with(".package"))
        .unwrap();
    let package = format!("dist/{package}");
    for arguments in [
        &["inspect", &package][..],
        &["inspect", "--format", "json", &package],
        &["verify", &package],
        &["generate", "-o", "out"],
        &["extract", &package, "-o", "elements"],
        &["build"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_coopto"))
            .args(arguments)
            .current_dir(project.folder())
            .env("COOPTO_HOME", project.home())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error"), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{arguments:?}: {said}");
    }
}

#[test]
fn entries_under_a_legal_name_stay_inside() {
    // The package's own name and the names of entries never choose where things go.
    let project = Project::new().file(
        "coopto.toml",
        crate::support::MANIFEST.replace("name = \"mail\"", "name = \"../evil\""),
    );
    assert_not_built(&project).says("coopto.toml");
    let dar = Archive::new(vec![
        Entry {
            name: EntryName::new("VSO-INF/vso.xml").unwrap(),
            content: b"<module/>".as_slice().into(),
        },
        Entry {
            name: EntryName::new("resources/packages/nul.package").unwrap(),
            content: b"x".as_slice().into(),
        },
    ]);
    let dar = dar.unwrap().write(Shape::Jar).unwrap();
    let project = Project::nothing().file("a.dar", dar);
    project.run(&["extract", "a.dar"]).assert_ok();
    assert_eq!(project.names(""), ["%6Eul.package", "a.dar"]);
}
