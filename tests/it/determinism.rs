//! The same sources and the same identity give the same bytes: anywhere, any time, from scratch or
//! on top of what was built before.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use coopto::archive::{Archive, Shape};
use coopto::artifact::package;

use crate::support::{MANIFEST, Project, digest};

const PACKAGE: &str = "dist/com.example.mail-1.2.0.package";

/// The files of a project that has something of everything.
fn sources() -> Vec<(String, Vec<u8>)> {
    let mut sources = vec![
        ("coopto.toml".to_owned(), MANIFEST.into()),
        ("LICENSE".to_owned(), "Do as you like.\n".into()),
        ("resources/Icons/mail.png".to_owned(), b"\x89PNG\r\n\x1a\n".into()),
        ("resources/Text/a.txt".to_owned(), "a".into()),
        ("resources/Text/a.txt.meta.yaml".to_owned(), "description: A text\n".into()),
        (
            "configurations/Settings.yaml".to_owned(),
            "description: Shared\nattributes:\n  timeout: { type: number, value: 60 }\n  host: string\n".into(),
        ),
    ];
    sources.push((
        "workflows/Box/Open.yaml".to_owned(),
        "description: Opens\ninputs:\n  name: string\nsteps:\n  - script: Do\n    in: [name]\n    code: System.log(name + \"<größe>\");\n".into(),
    ));
    for number in 0..20 {
        let text = format!(
            "/**\n * Gives {number}.\n *\n * @param {{string}} name - whose\n * @returns {{number}} it\n */\n\
             (function (name) {{\n    return name ? {number} : 0;\n}});\n"
        );
        let folder = ["box", "mail", "mail/deep"][number % 3];
        sources.push((format!("actions/{folder}/give{number}.js"), text.into()));
    }
    sources
}

fn project(sources: impl IntoIterator<Item = (String, Vec<u8>)>) -> Project {
    sources
        .into_iter()
        .fold(Project::nothing(), |project, (path, content)| {
            project.file(&path, content)
        })
}

/// Gives every file another time of its last change.
fn age(project: &Project, seconds: u64) {
    for name in project.names("") {
        let file = std::fs::File::options()
            .write(true)
            .open(project.path(&name))
            .unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(seconds))
            .unwrap();
    }
}

#[test]
fn two_folders_give_the_same_bytes() {
    let one = project(sources());
    let two = project(sources().into_iter().rev());
    age(&one, 1_000_000_000);
    age(&two, 1_600_000_000);
    for target in ["7", "8"] {
        one.run(&["build", "--target", target]).assert_ok();
        // From elsewhere, in other words, to another place.
        let elsewhere = Project::nothing();
        let folder = two.folder();
        elsewhere
            .command(&["build", "--target", target, "-o", "out"])
            .env("COOPTO_HOME", two.home())
            .env("COOPTO_PROJECT", &folder)
            .env("TZ", "Asia/Tokyo")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("RAYON_NUM_THREADS", "1")
            .assert()
            .success();
        let built = one.snapshot("dist");
        assert_eq!(built.len(), 3);
        assert_eq!(elsewhere.snapshot("out"), built);
    }
}

#[test]
fn lines_that_end_as_on_windows_give_the_same_bytes() {
    let one = project(sources());
    let two = project(sources().into_iter().map(|(path, content)| {
        let is_text = [".js", ".yaml", ".toml"]
            .iter()
            .any(|ending| path.ends_with(ending));
        match String::from_utf8(content) {
            Ok(text) if is_text => (path, text.replace('\n', "\r\n").into_bytes()),
            Ok(text) => (path, text.into_bytes()),
            Err(error) => (path, error.into_bytes()),
        }
    }));
    for target in ["7", "8"] {
        let built = |project: &Project| {
            let arguments = ["build", "--target", target];
            let mut command = project.command(&arguments);
            command.env("COOPTO_HOME", one.home()).assert().success();
            project.snapshot("dist")
        };
        assert_eq!(built(&one), built(&two));
    }
}

#[test]
fn the_targets_differ() {
    let project = project(sources());
    project
        .run(&["build", "--target", "7", "-o", "seven"])
        .assert_ok();
    project
        .run(&["build", "--target", "8", "-o", "eight"])
        .assert_ok();
    for (name, content) in project.snapshot("seven") {
        assert_ne!(project.snapshot("eight")[&name], content, "{name}");
    }
}

#[test]
fn the_carried_content_is_the_same_everywhere() {
    let (one, two) = (Project::nothing(), Project::nothing());
    one.build().assert_ok();
    two.build().assert_ok();
    assert_eq!(one.snapshot("dist"), two.snapshot("dist"));
    assert_eq!(one.names("dist").len(), 3);
}

/// What a build makes on top of these files in `dist`.
fn on_top_of(files: &BTreeMap<String, Vec<u8>>, target: &str) -> BTreeMap<String, String> {
    let mut project = project(sources());
    for (name, content) in files {
        project = project.file(&format!("dist/{name}"), content);
    }
    project.run(&["build", "--target", target]).assert_ok();
    project.snapshot("dist")
}

#[test]
fn what_was_built_before_changes_no_byte() {
    for target in ["7", "8"] {
        let before = project(sources());
        before.run(&["build", "--target", target]).assert_ok();
        let cold = before.snapshot("dist");
        let files = before.files("dist");
        assert_eq!(on_top_of(&files, target), cold);
        // Each artefact alone will do.
        for (name, content) in &files {
            let one = BTreeMap::from([(name.clone(), content.clone())]);
            assert_eq!(on_top_of(&one, target), cold);
        }
        // Other sources, another target, another identity.
        let other = Project::new().action("other", "    return \"x\";");
        other.build().assert_ok();
        assert_eq!(on_top_of(&other.files("dist"), target), cold);
        let wrong = if target == "7" { "8" } else { "7" };
        before.run(&["build", "--target", wrong]).assert_ok();
        assert_eq!(on_top_of(&before.files("dist"), target), cold);
        fs_err::remove_file(before.home().join("identity.pem")).unwrap();
        before.run(&["build", "--target", target]).assert_ok();
        assert_ne!(before.snapshot("dist"), cold);
        assert_eq!(on_top_of(&before.files("dist"), target), cold);
    }
}

#[test]
fn a_tampered_artefact_changes_no_byte() {
    let before = project(sources());
    before.build().assert_ok();
    let cold = before.snapshot("dist");
    let archive = before.archive(PACKAGE);
    let tampered = |change: &dyn Fn(&str, &[u8]) -> Vec<u8>| {
        let mut entries = archive.entries().to_vec();
        for entry in &mut entries {
            entry.content = change(entry.name.as_str(), &entry.content).into();
        }
        Archive::new(entries).unwrap().write(Shape::Server).unwrap()
    };
    let some_signature = archive.get("signatures/dunes-meta-inf").unwrap();
    let spoilt: Vec<Vec<u8>> = vec![
        // Signatures that do not hold, that are another's, that are nothing.
        tampered(&|name, content| {
            let mut content = content.to_vec();
            if name.starts_with("signatures/") {
                content[100] ^= 1;
            }
            content
        }),
        tampered(&|name, content| {
            if name.starts_with("signatures/") {
                some_signature.to_vec()
            } else {
                content.to_vec()
            }
        }),
        tampered(&|name, content| {
            if name.starts_with("signatures/") {
                Vec::new()
            } else {
                content.to_vec()
            }
        }),
        // Content under signatures that hold over what is built.
        tampered(&|name, content| {
            if name.starts_with("elements/") {
                b"evil".to_vec()
            } else {
                content.to_vec()
            }
        }),
        before.read(PACKAGE)[..1000].to_vec(),
        b"no zip".to_vec(),
        Vec::new(),
    ];
    for content in spoilt {
        let name = PACKAGE.strip_prefix("dist/").unwrap().to_owned();
        assert_eq!(on_top_of(&BTreeMap::from([(name, content)]), "8"), cold);
    }
}

/// A format that changes shows here. Look at what changed, and if it is meant, run once with
/// `COOPTO_UPDATE_GOLDEN=1`.
#[test]
fn the_formats_are_these() {
    let project = project(sources());
    for target in ["7", "8"] {
        project.run(&["build", "--target", target]).assert_ok();
        let mut list = String::new();
        for name in project.names("dist") {
            let _ = writeln!(list, "# {name}");
            for entry in project.archive(&format!("dist/{name}")).entries() {
                let name = entry.name.as_str();
                // What an identity decides is different in every run.
                let whose = [package::SIGNATURES, package::CERTIFICATES]
                    .iter()
                    .any(|folder| name.starts_with(folder))
                    || name.ends_with("content-signature");
                let inside = [".package", ".dar"]
                    .iter()
                    .any(|ending| name.ends_with(ending));
                let digest = if whose || inside {
                    "-".repeat(71)
                } else {
                    digest(&entry.content)
                };
                let _ = writeln!(list, "{digest} {name}");
            }
        }
        let golden = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("tests/golden/entries/target-{target}.txt"));
        if std::env::var_os("COOPTO_UPDATE_GOLDEN").is_some() {
            fs_err::create_dir_all(golden.parent().unwrap()).unwrap();
            fs_err::write(&golden, &list).unwrap();
        }
        let expected = fs_err::read_to_string(&golden).unwrap();
        assert_eq!(list, expected, "{}", golden.display());
    }
}
