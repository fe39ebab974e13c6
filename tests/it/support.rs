//! What several tests need.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use assert_cmd::Command;
use coopto::archive::{Archive, Limits};
use coopto::artifact::{Signing, package};
use coopto::model::{Element, Package, Target};
use coopto::signing::{Existing, Identity, KeySize, Store, Subject};
use tempfile::TempDir;

/// A moment at which every identity made here is valid: 1 January 2026.
pub(crate) const NOW: i64 = 1_767_225_600;

/// An identity of this test run alone.
pub(crate) fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| generate(NOW))
}

/// The identity of every machine that [`Project`] pretends to be: the program looks at the clock.
pub(crate) fn signer() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        generate(i64::try_from(now.as_secs()).unwrap())
    })
}

/// A package, signed by somebody for some servers.
pub(crate) fn packed(package: &Package, identity: &Identity, target: Target) -> Archive {
    let signing = Signing {
        identity,
        target,
        previous: None,
        progress: &|| (),
    };
    package::pack(package, &signing).unwrap()
}

/// A package `com.acme` of these, for new servers.
pub(crate) fn packed_elements(elements: Vec<Element>) -> Archive {
    let package = Package {
        name: "com.acme".to_owned(),
        id: "0".repeat(32),
        elements,
        ..Package::default()
    };
    packed(&package, identity(), Target::Eight)
}

fn generate(now: i64) -> Identity {
    let subject: Subject = "CN=Test,O=Coopto".parse().expect("a legal subject");
    Identity::generate(&subject, KeySize::Rsa2048, 3650, now).expect("a key")
}

/// Real packages, where somebody has put them: `COOPTO_FIXTURES`, or `shared/fixtures` beside the
/// project. None of them belongs to the project, so tests over them say what they left out.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let folder = std::env::var_os("COOPTO_FIXTURES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures"),
        PathBuf::from,
    );
    let Ok(entries) = fs_err::read_dir(folder.join("packages")) else {
        // They belong to others, so no machine has to have them.
        say_left_out(
            "real packages",
            &format!("none in `{}` (set COOPTO_FIXTURES)", folder.display()),
        );
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "package"))
        .collect();
    paths.sort();
    paths
}

/// Says what this machine cannot test, which fails where everything has to be tested.
pub(crate) fn left_out(what: &str, why: &str) {
    let demanded = std::env::var_os("COOPTO_REQUIRE_E2E").is_some_and(|value| value == "1");
    assert!(!demanded, "cannot test {what}: {why}");
    say_left_out(what, why);
}

/// The same for what no machine has to have.
pub(crate) fn say_left_out(what: &str, why: &str) {
    // Not `eprintln!`, which the test harness keeps to itself.
    let _ = writeln!(std::io::stderr(), "left out: {what}: {why}");
}

/// Whether a program is here; if not, what it was for is left out.
pub(crate) fn has_program(name: &str, arguments: &[&str], purpose: &str) -> bool {
    let found = std::process::Command::new(name)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success());
    if !found {
        left_out(purpose, &format!("the program `{name}` is not here"));
    }
    found
}

/// A manifest that is sound; the project's name is the test's business only where it says so.
pub(crate) const MANIFEST: &str = r#"[project]
name = "mail"
version = "1.2.0"
description = "Mail"
module = "com.example.mail"
package = "com.example.mail"
category = "Library/Mail"

[plugin]
name = "Mail"
icon = "resources/Icons/mail.png"
eula = "LICENSE"

[orchestrator]
target = "8"
plugins = []
"#;

/// A folder to work in, on a machine that has an identity of its own and nothing else.
pub(crate) struct Project(TempDir);

impl Project {
    /// An empty folder, which is no project.
    pub(crate) fn nothing() -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        fs_err::create_dir(project.folder()).unwrap();
        fs_err::create_dir(project.home()).unwrap();
        signer()
            .store(
                &project.home().join("identity.pem"),
                Store::Pem,
                None,
                Existing::Keep,
            )
            .unwrap();
        project
    }

    /// The smallest project that makes all three artefacts.
    pub(crate) fn new() -> Self {
        Self::nothing()
            .file("coopto.toml", MANIFEST)
            .file("LICENSE", "Do as you like.\n")
            .file("resources/Icons/mail.png", b"\x89PNG\r\n\x1a\nno picture")
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, content).unwrap();
        self
    }

    /// Adds an action without parameters that returns a string.
    pub(crate) fn action(self, path: &str, body: &str) -> Self {
        let text = format!(
            "/**\n * Does it.\n *\n * @returns {{string}} what came of it\n */\n(function () {{\n{body}\n}});\n"
        );
        self.file(&format!("actions/{path}.js"), text)
    }

    /// The folder that commands run in.
    pub(crate) fn folder(&self) -> PathBuf {
        self.0.path().join("work")
    }

    /// The folder of the machine's identity.
    pub(crate) fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// A place below the working folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder().join(path)
    }

    /// What a file holds.
    pub(crate) fn read(&self, path: &str) -> Vec<u8> {
        fs_err::read(self.path(path)).unwrap()
    }

    /// All files below a folder by their path from there, with `/`.
    pub(crate) fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path(below))
    }

    /// The same with digests, to be compared.
    pub(crate) fn snapshot(&self, below: &str) -> BTreeMap<String, String> {
        digests(&self.path(below))
    }

    /// The names of the files below a folder.
    pub(crate) fn names(&self, below: &str) -> Vec<String> {
        self.files(below).into_keys().collect()
    }

    /// The program, about to run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_coopto"));
        for variable in [
            "COOPTO_PASSPHRASE",
            "COOPTO_PASSPHRASE_FILE",
            "COOPTO_IDENTITY",
            "COOPTO_CERTIFICATE",
            "COOPTO_PROJECT",
            "COOPTO_TARGET",
            "COOPTO_COLOR",
        ] {
            command.env_remove(variable);
        }
        command
            .current_dir(self.folder())
            .env("COOPTO_HOME", self.home())
            .args(arguments);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Builds all three artefacts into `dist`.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build"])
    }

    /// What `verify` finds, as data.
    pub(crate) fn verify(&self, file: &str) -> serde_json::Value {
        let run = self.run(&["verify", "--format", "json", file]);
        run.assert_no_panic();
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        value[0].clone()
    }

    /// The entries of an artefact.
    pub(crate) fn archive(&self, file: &str) -> Archive {
        Archive::read(&self.read(file), &Limits::default()).unwrap()
    }
}

/// Everything below the folder of the test, which is more than the commands should touch.
pub(crate) fn all_files(project: &Project) -> Vec<String> {
    let above = project.folder().parent().unwrap().to_owned();
    files(&above).into_keys().collect()
}

/// All files below a folder by their path from there, with `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    collect(folder, folder, &mut all);
    all
}

/// All files below a folder with their lengths and SHA-256 digests.
pub(crate) fn digests(folder: &Path) -> BTreeMap<String, String> {
    files(folder)
        .into_iter()
        .map(|(name, content)| (name, digest(&content)))
        .collect()
}

/// Length and SHA-256 of some bytes.
pub(crate) fn digest(content: &[u8]) -> String {
    let mut text = format!("{:>6} ", content.len());
    for byte in openssl::sha::sha256(content) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn collect(root: &Path, folder: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs_err::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, all);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            let name = name.replace(std::path::MAIN_SEPARATOR, "/");
            all.insert(name, fs_err::read(&path).unwrap());
        }
    }
}

/// What a run said and how it ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Everything that was said.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    pub(crate) fn assert_no_panic(&self) {
        assert!(self.code.is_some(), "killed: {}", self.said());
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }

    #[track_caller]
    fn assert_code(&self, code: i32) -> &Self {
        self.assert_no_panic();
        assert_eq!(self.code, Some(code), "{}", self.said());
        self
    }

    /// It was done.
    #[track_caller]
    pub(crate) fn assert_ok(&self) -> &Self {
        self.assert_code(0)
    }

    /// The thing looked at has faults.
    #[track_caller]
    pub(crate) fn assert_faults(&self) -> &Self {
        self.assert_code(1)
    }

    /// It could not be done, or was wrongly asked for.
    #[track_caller]
    pub(crate) fn assert_refused(&self) -> &Self {
        self.assert_code(2)
    }

    /// Somewhere in what was said, these words stand; paths in them have `/` on every system.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        let said = self.said();
        let found =
            said.contains(words) || said.replace(std::path::MAIN_SEPARATOR, "/").contains(words);
        assert!(found, "no `{words}` in: {said}");
        self
    }
}
