//! Files that somebody made to do harm, or that broke on the way: said so, and nothing happens.

use std::io::Write as _;

use coopto::archive::{Archive, Entry, Shape};
use coopto::model::EntryName;

use crate::support::{Project, all_files};

/// An entry of a zip file as somebody with bad intentions writes it.
pub(crate) struct Raw<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) content: &'a [u8],
    pub(crate) deflated: bool,
    /// The size that is announced; the true one if none.
    pub(crate) announced: Option<u32>,
}

pub(crate) fn plain<'a>(name: &'a [u8], content: &'a [u8]) -> Raw<'a> {
    Raw {
        name,
        content,
        deflated: false,
        announced: None,
    }
}

/// A zip file of these entries, by the letter of the format and against its spirit.
pub(crate) fn zip(entries: &[Raw<'_>]) -> Vec<u8> {
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
pub(crate) fn assert_refused_by_all(content: &[u8], words: &[&str]) {
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
    let refused = |bytes: &[u8], why| {
        assert_refused_by_all(bytes, &["not a complete zip archive", why]);
    };
    refused(b"", "it is empty");
    refused(b"PK\x05\x06", "its directory is damaged");
    refused(&[b'x'; 5000], "a file of another kind");
    let whole = zip(&[plain(b"a", b"b")]);
    refused(&whole[..30], "its end is missing");
    refused(&whole[..whole.len() - 1], "its directory is damaged");
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

#[test]
fn entries_under_a_legal_name_stay_inside() {
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
