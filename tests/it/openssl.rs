//! Programs that we did not write have the last word: `openssl` on every signature, and the zip
//! readers of this machine on every artefact.

use std::path::Path;
use std::process::{Command, Stdio};

use coopto::archive::{Archive, Shape};
use coopto::codec::{categories, text};
use coopto::model::{Category, Element, ElementId, Kind, Member, Package, Target};

use crate::support::{Project, has_program, packed, signer};

const PACKAGE: &str = "dist/com.example.mail-1.2.0.package";
const SCRIPT: &str = "return \"größe 日本\";\nvar done;";

/// Runs a program that must succeed.
#[track_caller]
fn run(name: &str, arguments: &[&str], folder: &Path) -> Vec<u8> {
    let output = Command::new(name)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {arguments:?}: {said}");
    output.stdout
}

fn has_openssl() -> bool {
    has_program(
        "openssl",
        &["version"],
        "signatures with another implementation",
    )
}

/// A folder with the public key of a package's signer in it, as `openssl` takes it from there.
struct Bench(Project);

impl Bench {
    fn new(archive: &Archive) -> Self {
        let name = signer().certificate().name();
        let certificate = archive.get(&format!("certificates/{name}.cer")).unwrap();
        let bench = Self(Project::nothing().file("c.cer", certificate));
        let arguments = [
            "x509", "-inform", "DER", "-in", "c.cer", "-noout", "-pubkey",
        ];
        let key = run("openssl", &arguments, &bench.0.folder());
        fs_err::write(bench.0.path("key.pem"), key).unwrap();
        bench
    }

    /// Whether `openssl` takes a signature for one of this content.
    fn accepts(&self, digest: &str, content: &[u8], signature: &[u8]) -> bool {
        fs_err::write(self.0.path("content"), content).unwrap();
        fs_err::write(self.0.path("signature"), signature).unwrap();
        let output = Command::new("openssl")
            .args([
                "dgst",
                digest,
                "-verify",
                "key.pem",
                "-signature",
                "signature",
                "content",
            ])
            .current_dir(self.0.folder())
            .output()
            .unwrap();
        output.status.success() && output.stdout.starts_with(b"Verified OK")
    }
}

fn mail() -> Project {
    Project::new()
        .action("größe", &format!("    {}", SCRIPT.replace('\n', "\n    ")))
        .file(
            "configurations/Settings.yaml",
            "attributes: { a: { type: string, value: \"ä\" } }",
        )
        .file(
            "workflows/Open.yaml",
            "description: Opens\ninputs:\n  name: string\nsteps:\n  - script: Do\n    in: [name]\n    code: System.log(name + \"<größe>\");\n",
        )
        .file("resources/a.txt", "text of a file")
}

#[test]
fn every_signature_of_a_built_package() {
    if !has_openssl() {
        return;
    }
    for (target, digest, other) in [("7", "-md5", "-sha256"), ("8", "-sha256", "-md5")] {
        let project = mail();
        project.run(&["build", "--target", target]).assert_ok();
        let archive = project.archive(PACKAGE);
        let bench = Bench::new(&archive);
        let mut checked = 0;
        for entry in archive.entries() {
            let name = entry.name.as_str();
            if name.starts_with("signatures/") {
                continue;
            }
            let signature = archive.get(&format!("signatures/{name}")).unwrap();
            assert!(bench.accepts(digest, &entry.content, signature), "{name}");
            assert!(!bench.accepts(other, &entry.content, signature), "{name}");
            let mut changed = entry.content.to_vec();
            changed.push(b' ');
            assert!(!bench.accepts(digest, &changed, signature), "{name}");
            checked += 1;
        }
        // Metadata, certificate, and of each of five elements data, categories and info.
        let expected = if target == "7" { 2 + 5 * 4 } else { 2 + 5 * 3 };
        assert_eq!(checked, expected);
    }
}

/// The elements of a package by their kind.
fn content_signature(archive: &Archive, kind: &str) -> Vec<u8> {
    let folder = archive
        .entries()
        .iter()
        .find_map(|entry| {
            let folder = entry.name.as_str().strip_suffix("/info")?;
            let is_it = String::from_utf8_lossy(&entry.content).contains(&format!(">{kind}<"));
            (is_it && folder.starts_with("elements/")).then(|| folder.to_owned())
        })
        .unwrap();
    archive
        .get(&format!("{folder}/content-signature"))
        .unwrap()
        .to_vec()
}

/// What `docs/package-format.md` says of content signatures, with the texts written out here.
#[test]
fn content_signatures_of_what_is_built() {
    if !has_openssl() {
        return;
    }
    let project = mail();
    // One resource only, so that it is known which.
    fs_err::remove_file(project.path("resources/a.txt")).unwrap();
    project.run(&["build", "--target", "7"]).assert_ok();
    let archive = project.archive(PACKAGE);
    let bench = Bench::new(&archive);
    let configuration = archive
        .entries()
        .iter()
        .find_map(|entry| {
            let text = text::decode(&entry.content).ok()?;
            text.contains("<config-element").then_some(text)
        })
        .unwrap();
    assert!(configuration.contains('ä'));
    for (kind, content) in [
        ("ScriptModule", SCRIPT.as_bytes().to_vec()),
        ("ResourceElement", project.read("resources/Icons/mail.png")),
        ("ConfigurationElement", configuration.into_bytes()),
    ] {
        let signature = content_signature(&archive, kind);
        assert!(bench.accepts("-md5", &content, &signature), "{kind}");
    }
    project.run(&["build", "--target", "8"]).assert_ok();
    let none = project.archive(PACKAGE);
    let mut entries = none.entries().iter();
    assert!(!entries.any(|entry| entry.name.as_str().contains("content-signature")));
}

#[test]
fn content_signature_of_a_workflow() {
    if !has_openssl() {
        return;
    }
    let data = "<?xml version='1.0' encoding='UTF-8'?>\n<workflow id=\"w-1\" name=\"größe\">\
        <position y=\"30.0\" x=\"100.0\"/><a b='/>'/>\n<script><![CDATA[\"<br/>\"]]></script></workflow>";
    let long = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<workflow id=\"w-1\" name=\"größe\">\
        <position y=\"30.0\" x=\"100.0\"></position><a b='/>'></a>\n<script><![CDATA[\"<br/>\"]]></script></workflow>";
    let member = |name: &str, content: Vec<u8>| Member {
        name: name.to_owned(),
        content: content.into(),
    };
    let package = Package {
        name: "com.acme".to_owned(),
        id: "0".repeat(32),
        elements: vec![Element {
            id: ElementId::new("w-1").unwrap(),
            kind: Kind::Workflow,
            members: vec![
                member("data", text::utf16be(data)),
                member("categories", categories::write(&Category::from_path("A"))),
            ],
        }],
        ..Package::default()
    };
    let archive = packed(&package, signer(), Target::Seven);
    let bench = Bench::new(&archive);
    let signature = content_signature(&archive, "Workflow");
    assert!(bench.accepts("-md5", long.as_bytes(), &signature));
    assert!(!bench.accepts("-md5", data.as_bytes(), &signature));
}

#[test]
fn the_certificate_is_one_to_openssl() {
    if !has_openssl() {
        return;
    }
    let project = mail();
    fs_err::remove_file(project.home().join("identity.pem")).unwrap();
    project.build().assert_ok().says("made an identity");
    let archive = project.archive(PACKAGE);
    let certificate = archive
        .entries()
        .iter()
        .find(|entry| entry.name.as_str().starts_with("certificates/"))
        .unwrap();
    let project = project.file("c.cer", &certificate.content);
    let arguments = ["x509", "-inform", "DER", "-in", "c.cer", "-noout", "-text"];
    let text = String::from_utf8(run("openssl", &arguments, &project.folder())).unwrap();
    for words in [
        "Public-Key: (2048 bit)",
        "Digital Signature, Key Encipherment",
        "TLS Web Server Authentication",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
    let arguments = [
        "x509", "-inform", "DER", "-in", "c.cer", "-noout", "-subject", "-nameopt", "RFC2253",
    ];
    let subject = String::from_utf8(run("openssl", &arguments, &project.folder())).unwrap();
    let name = certificate.name.as_str();
    let name = name
        .strip_prefix("certificates/")
        .unwrap()
        .strip_suffix(".cer")
        .unwrap();
    assert_eq!(subject.trim(), format!("subject={name}"));
    let arguments = ["verify", "-check_ss_sig", "-CAfile", "c.pem", "c.pem"];
    let pem = ["x509", "-inform", "DER", "-in", "c.cer", "-out", "c.pem"];
    run("openssl", &pem, &project.folder());
    run("openssl", &arguments, &project.folder());
}

/// All artefacts of a project with names beyond ASCII, for both targets.
fn artefacts(check: impl Fn(&Project, &str, &Archive)) {
    for target in ["7", "8"] {
        let project = mail().file("resources/größe/日本.txt", "x");
        project.run(&["build", "--target", target]).assert_ok();
        let names = project.names("dist");
        assert_eq!(names.len(), 3);
        for name in names {
            let file = format!("dist/{name}");
            check(&project, &file, &project.archive(&file));
        }
    }
}

/// The names of files that a program listed, one a line.
fn listed(output: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(output);
    let names = text.lines().map(|line| line.trim_end().to_owned());
    names.filter(|name| !name.ends_with('/')).collect()
}

fn own(archive: &Archive) -> Vec<String> {
    let names = archive.entries().iter();
    names.map(|entry| entry.name.to_string()).collect()
}

#[test]
fn unzip_reads_every_artefact() {
    if !has_program("unzip", &["-v"], "artefacts with unzip") {
        return;
    }
    artefacts(|project, file, archive| {
        let folder = project.folder();
        run("unzip", &["-tqq", file], &folder);
        assert_eq!(listed(&run("unzip", &["-Z1", file], &folder)), own(archive));
    });
}

#[test]
fn python_reads_every_artefact() {
    const PROGRAM: &str = "import sys, zipfile\n\
        archive = zipfile.ZipFile(sys.argv[1])\n\
        assert archive.testzip() is None\n\
        sys.stdout.reconfigure(encoding='utf-8')\n\
        [print(name) for name in archive.namelist()]\n";
    if !has_program("python3", &["--version"], "artefacts with Python") {
        return;
    }
    artefacts(|project, file, archive| {
        let output = run("python3", &["-c", PROGRAM, file], &project.folder());
        assert_eq!(listed(&output), own(archive));
    });
}

/// As a server does: from a stream, without the directory at the end.
#[test]
fn java_reads_every_artefact_as_a_stream() {
    if !has_program("jar", &["--version"], "artefacts with Java") {
        return;
    }
    artefacts(|project, file, archive| {
        let output = Command::new("jar")
            .args(["-J-Dstdout.encoding=UTF-8", "-J-Dfile.encoding=UTF-8", "t"])
            .stdin(
                fs_err::File::open(project.path(file))
                    .unwrap()
                    .into_parts()
                    .0,
            )
            .stdout(Stdio::piped())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        // Java's own console may not know the letters beyond ASCII.
        let plain = |names: Vec<String>| -> Vec<String> {
            let names = names.into_iter();
            names.filter(|name| name.is_ascii()).collect()
        };
        let names = listed(&output.stdout);
        assert_eq!(names.len(), own(archive).len());
        assert_eq!(plain(names), plain(own(archive)));
    });
}

/// What one build packs, another reader of zips packs: the two shapes are told apart by their use.
#[test]
fn a_plugin_begins_with_its_manifest() {
    artefacts(|project, file, archive| {
        let bytes = project.read(file);
        let first = &bytes[30..30 + 9];
        if file.rsplit('.').next() == Some("package") {
            assert_eq!(archive.entries()[0].name.as_str(), "dunes-meta-inf");
            assert!(archive.write(Shape::Server).unwrap() == bytes);
        } else {
            assert_eq!(first, b"META-INF/");
            assert!(archive.write(Shape::Jar).unwrap() == bytes);
        }
    });
}
