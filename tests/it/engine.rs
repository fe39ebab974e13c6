//! The content against a real Docker Engine: the files of `tests/engine`, which are tests of `coopto test`
//! but for the addresses, which only a run knows.

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

use crate::daemon::Docker;

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// What a project needs to be built and tested.
const SOURCES: [&str; 7] = [
    "coopto.toml",
    "LICENSE",
    "actions",
    "configurations",
    "resources",
    "templates",
    "workflows",
];

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs_err::create_dir_all(to).unwrap();
        for entry in fs_err::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs_err::copy(from, to).unwrap();
    }
}

/// The sources of this project in a folder of their own, where tests may be added to them.
pub(crate) fn copy_of_the_content() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in SOURCES {
        copy(&Path::new(PROJECT).join(name), &folder.path().join(name));
    }
    folder
}

/// Runs the tests of such a copy, so many at once.
pub(crate) fn tested(project: &Path, jobs: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args(["test", "--jobs", jobs, "--project"])
        .arg(project)
        .env("COOPTO_HOME", project.join("home"))
        .output()
        .unwrap()
}

/// Writes the addresses of a run into a file of tests.
pub(crate) fn fill_in(text: &str, docker: &Docker) -> String {
    let address = |name: &str| docker.addresses[name].as_str();
    let image = format!("{}/coopto/web:1.0", address("OPEN_REGISTRY"));
    text.replace("@ENGINE@", address("ENGINE_URL"))
        .replace("@SOCKET@", &format!("unix://{}", address("ENGINE_SOCKET")))
        .replace("@REGISTRY@", address("OPEN_REGISTRY"))
        .replace("@CLOSED@", address("CLOSED_REGISTRY"))
        .replace("@IMAGE@", &image)
}

#[test]
fn the_content_does_what_it_says_on_a_docker_engine() {
    let Some(docker) = Docker::start("the content against a Docker Engine") else {
        return;
    };
    let mut stories: Vec<_> = fs_err::read_dir(Path::new(PROJECT).join("tests/engine"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    stories.sort();
    assert!(!stories.is_empty());
    let project = copy_of_the_content();
    let tests = project.path().join("tests");
    fs_err::create_dir(&tests).unwrap();
    let mut failed = Vec::new();
    for story in stories {
        let name = story.file_stem().unwrap().to_str().unwrap();
        let file = tests.join(format!("{name}.test.yaml"));
        fs_err::write(
            &file,
            fill_in(&fs_err::read_to_string(&story).unwrap(), &docker),
        )
        .unwrap();
        // One after the other: there is one Engine.
        let output = tested(project.path(), "1");
        if !output.status.success() {
            println!("{}", String::from_utf8_lossy(&output.stdout));
            println!("{}", String::from_utf8_lossy(&output.stderr));
            failed.push(name.to_owned());
        }
        fs_err::remove_file(file).unwrap();
    }
    assert!(failed.is_empty(), "failed: {}", failed.join(", "));
}
