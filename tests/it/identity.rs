//! `coopto identity`, as people run it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with a home for keys in it that is nobody's.
struct Sandbox(TempDir);

/// What a run said and how it ended.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Sandbox {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coopto"));
        for variable in [
            "COOPTO_PASSPHRASE",
            "COOPTO_PASSPHRASE_FILE",
            "COOPTO_IDENTITY",
            "COOPTO_CERTIFICATE",
        ] {
            command.env_remove(variable);
        }
        command
            .current_dir(self.0.path())
            .env("COOPTO_HOME", self.path("home"))
            .arg("identity")
            .args(arguments.split_whitespace());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        run(&mut self.command(arguments))
    }

    fn run_with(&self, passphrase: &str, arguments: &str) -> Run {
        run(self.command(arguments).env("COOPTO_PASSPHRASE", passphrase))
    }

    fn show(&self, file: &str, passphrase: &str) -> serde_json::Value {
        let run = self.run_with(passphrase, &format!("show --format json {file}"));
        assert_eq!(run.code, Some(0), "{}", run.err);
        serde_json::from_str(&run.out).unwrap()
    }
}

fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

#[cfg(unix)]
fn assert_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs_err::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{}", path.display());
}

#[cfg(not(unix))]
fn assert_private(path: &Path) {
    assert!(path.exists());
}

#[test]
fn new_makes_this_machines_identity_once() {
    let sandbox = Sandbox::new();
    let file = sandbox.path("home").join("identity.pem");
    let first = sandbox.run("new");
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert_eq!(first.out.trim(), file.to_str().unwrap());
    assert_private(&file);
    assert_private(&sandbox.path("home"));
    let content = fs_err::read(&file).unwrap();

    let second = sandbox.run("new");
    assert_eq!(second.code, Some(2));
    assert!(second.err.contains("--force"), "{}", second.err);
    assert_eq!(fs_err::read(&file).unwrap(), content);

    assert_eq!(sandbox.run("new --force").code, Some(0));
    assert_ne!(fs_err::read(&file).unwrap(), content);
}

#[test]
fn new_writes_the_kind_of_store_that_the_ending_names() {
    let sandbox = Sandbox::new();
    for name in ["a.pem", "a.p12", "a.jks", "a.jceks"] {
        let new = format!("new -o {name} --subject CN=Release,O=Example --days 30");
        let run = sandbox.run_with("password123", &new);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_eq!(run.out.trim(), name);
        assert_private(&sandbox.path(name));
        let shown = sandbox.show(name, "password123");
        assert_eq!(shown["privateKey"], true);
        let certificate = &shown["certificates"][0];
        assert_eq!(certificate["subject"], "CN=Release,O=Example");
        assert_eq!(certificate["keyBits"], 2048);
        assert_eq!(certificate["selfSigned"], true);
        assert_eq!(certificate["warnings"], serde_json::json!([]));
        let number = |name: &str| certificate[name].as_i64().unwrap();
        assert_eq!(number("notAfter") - number("notBefore"), 30 * 86_400);
    }
    let content = fs_err::read_to_string(sandbox.path("a.pem")).unwrap();
    assert!(content.contains("BEGIN ENCRYPTED PRIVATE KEY"));
    // Only what was asked for.
    assert!(!sandbox.path("home").exists());
}

#[test]
fn a_store_without_passphrase_is_pem_or_nothing() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.run("new -o a.pem").code, Some(0));
    assert_private(&sandbox.path("a.pem"));
    let run = sandbox.run("new -o a.p12");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("COOPTO_PASSPHRASE"), "{}", run.err);
    // An empty variable is none; an empty file is an empty passphrase.
    let run = sandbox.run_with("", "new -o a.jks");
    assert!(run.err.contains("is needed"), "{}", run.err);
    fs_err::write(sandbox.path("empty.txt"), "\n").unwrap();
    let run = sandbox.run("new -o a.jks --passphrase-file empty.txt");
    assert!(run.err.contains("empty"), "{}", run.err);
    let run = sandbox.run("new -o a.txt");
    assert!(run.err.contains(".p12"), "{}", run.err);
    for name in ["a.p12", "a.jks", "a.txt"] {
        assert!(!sandbox.path(name).exists(), "{name}");
    }
}

#[test]
fn new_says_what_is_wrong_with_a_subject() {
    let sandbox = Sandbox::new();
    for (subject, hint) in [
        ("Release", "CN="),
        ("CN=a,E=a@b.c", "e-mail"),
        ("O=Example", "CN="),
        ("CN=a,C=Germany", "C=DE"),
    ] {
        let run = sandbox.run(&format!("new -o a.pem --subject {subject}"));
        assert_eq!(run.code, Some(2));
        assert!(run.err.contains(hint), "{}", run.err);
    }
    assert!(!sandbox.path("a.pem").exists());
}

#[test]
fn show_is_readable_and_takes_lone_certificates() {
    let sandbox = Sandbox::new();
    sandbox.run("new -o a.pem --subject CN=Release");
    let pem = fs_err::read_to_string(sandbox.path("a.pem")).unwrap();
    let certificate = &pem[pem.find("-----BEGIN CERT").unwrap()..];
    fs_err::write(sandbox.path("c.pem"), certificate).unwrap();
    let run = sandbox.run("show c.pem");
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("Subject      CN=Release"), "{}", run.out);
    assert!(run.out.contains("Private key  not here"), "{}", run.out);
    assert!(run.out.contains("SHA-256      "), "{}", run.out);
    assert_eq!(run.err, "");
    assert!(!sandbox.run("show a.pem").out.contains("BEGIN"));
}

#[test]
fn show_without_an_identity_says_how_to_make_one() {
    let sandbox = Sandbox::new();
    let run = sandbox.run("show");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("coopto identity new"), "{}", run.err);
    assert_eq!(sandbox.run("new").code, Some(0));
    let run = sandbox.run("show");
    assert!(run.out.contains("CN=Coopto development"), "{}", run.out);
}

#[test]
fn a_store_travels_from_machine_to_machine() {
    let here = Sandbox::new();
    here.run("new --subject CN=Traveller");
    let there = Sandbox::new();
    fs_err::write(there.path("secret.txt"), "password123\n").unwrap();
    for name in ["x.p12", "x.jks", "x.jceks", "x.pem"] {
        let run = here.run_with("password123", &format!("export -o {name}"));
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_private(&here.path(name));
        fs_err::copy(here.path(name), there.path(name)).unwrap();

        let import = format!("import {name} --force --passphrase-file");
        let wrong = there.run(&format!("{import} {name}"));
        assert_eq!(wrong.code, Some(2));
        let run = there.run(&format!("{import} secret.txt"));
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert_private(&there.path("home").join("identity.pem"));
        assert_eq!(
            there.show("", "")["certificates"][0],
            here.show("", "")["certificates"][0]
        );
    }
    // Without a word about another file, which could not be named.
    let run = there.run("import x.p12 --passphrase-file secret.txt");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("replace it with `--force`"), "{}", run.err);
    assert!(run.err.contains("`coopto identity export`"), "{}", run.err);
    assert!(!run.err.contains("another file"), "{}", run.err);
}

#[test]
fn export_can_be_told_the_kind() {
    let sandbox = Sandbox::new();
    sandbox.run("new");
    let run = sandbox.run_with("password123", "export -o keys --as jceks");
    assert_eq!(run.code, Some(0), "{}", run.err);
    let bytes = fs_err::read(sandbox.path("keys")).unwrap();
    assert!(bytes.starts_with(b"\xce\xce\xce\xce"));
    let again = sandbox.run_with("password123", "export -o keys --as jceks");
    assert!(again.err.contains("--force"), "{}", again.err);
}

#[test]
fn a_wrong_passphrase_names_the_file() {
    let sandbox = Sandbox::new();
    sandbox.run_with("right", "new -o a.p12");
    let run = sandbox.run_with("wrong", "show a.p12");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("`a.p12`: wrong passphrase"), "{}", run.err);
}

#[test]
fn import_refuses_what_must_not_sign() {
    let sandbox = Sandbox::new();
    for (arguments, reason) in [
        ("-newkey rsa:1024 -subj /CN=Weak -days 10", "1024 bits"),
        (
            "-newkey rsa:2048 -subj /CN=Mail/emailAddress=a@b.c -days 10",
            "e-mail",
        ),
        (
            "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=Curve -days 10",
            "EC",
        ),
    ] {
        let made = std::process::Command::new("openssl")
            .args([
                "req", "-x509", "-nodes", "-keyout", "k.pem", "-out", "c.pem",
            ])
            .args(arguments.split_whitespace())
            .current_dir(sandbox.0.path())
            .output();
        // Without the program there is nothing to import.
        let Ok(made) = made else { return };
        assert!(made.status.success(), "{made:?}");
        let run = sandbox.run("import k.pem --certificate c.pem");
        assert_eq!(run.code, Some(2));
        assert!(run.err.contains(reason), "{}", run.err);
        assert!(!sandbox.path("home").join("identity.pem").exists());
        let run = sandbox.run("show c.pem");
        assert!(run.err.contains(reason), "{}", run.err);
    }
}

#[test]
fn help_shows_an_example() {
    let sandbox = Sandbox::new();
    for command in ["", "new ", "show ", "import ", "export "] {
        let run = sandbox.run(&format!("{command}--help"));
        assert_eq!(run.code, Some(0));
        assert!(run.out.contains("Example"), "{}", run.out);
    }
}
