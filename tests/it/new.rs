//! `coopto new`: beginnings that build and pass their tests, and never over anything.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use coopto::project::Tree;
use tempfile::TempDir;

use crate::support::files;

/// A copy of the project that the program carries.
fn docker() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in Tree::embedded().files() {
        write(folder.path(), path, content);
    }
    folder
}

/// A project with nothing in it.
fn small() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[project]\nname = \"small\"\nversion = \"1.0.0\"\nmodule = \"com.example\"\n\
                    package = \"com.example\"\ncategory = \"Example\"\n";
    write(folder.path(), "coopto.toml", manifest.as_bytes());
    folder
}

fn write(folder: &Path, path: &str, content: &[u8]) {
    let place = folder.join(path);
    fs_err::create_dir_all(place.parent().unwrap()).unwrap();
    fs_err::write(place, content).unwrap();
}

fn coopto(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args(arguments)
        .args(["--color", "never"])
        .env("COOPTO_HOME", folder.path().join(".home"))
        .env_remove("COOPTO_PROJECT")
        .current_dir(folder.path())
        .output()
        .unwrap()
}

fn said(output: &Output) -> (String, String) {
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Begins something; gives what was said to be written.
fn new(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    let output = coopto(folder, &[&["new"], arguments].concat());
    let (out, err) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}\n{err}");
    assert!(err.contains("written; next, "), "{err}");
    out.lines().map(str::to_owned).collect()
}

/// Begins nothing, leaves everything as it is, and says why.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let before: BTreeMap<_, _> = files(folder.path()).into_iter().collect();
    let output = coopto(folder, &[&["new"], arguments].concat());
    let (out, err) = said(&output);
    assert_eq!(
        (output.status.code(), out.as_str()),
        (Some(2), ""),
        "{arguments:?}\n{err}"
    );
    let after: BTreeMap<_, _> = files(folder.path()).into_iter().collect();
    assert!(before == after, "{arguments:?} wrote something");
    err
}

/// The project builds and all of its tests pass, of which there are so many.
fn holds(folder: &TempDir, tests: usize) {
    let output = coopto(folder, &["build", "--package", "-o", "dist"]);
    let (_, err) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(!err.contains("warning["), "{err}");
    let output = coopto(folder, &["test"]);
    let (out, err) = said(&output);
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(
        out.contains(&format!(": {tests} passed, 0 failed")),
        "{out}"
    );
}

#[test]
fn operations_join_a_catalogue_or_begin_one_and_work() {
    let folder = docker();
    let path = "actions/engine/container.yaml";
    let before = fs_err::read_to_string(folder.path().join(path)).unwrap();
    let request = ["--request", "POST /containers/{id}/nap/{bed}"];
    let name = "engine/container/containerNap";
    assert_eq!(
        new(&folder, &[&["operation", name], &request[..]].concat()),
        [
            "actions/engine/container.yaml (one more)",
            "tests/engine/container/containerNap.test.yaml"
        ]
    );
    let after = fs_err::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(
        after.strip_prefix(before.trim_end()).unwrap(),
        "\n\ncontainerNap:\n  description: Container nap.\n  \
         request: POST /containers/{id}/nap/{bed}\n  doing: container nap \"{id}\"\n  path:\n    \
         id: The id\n    bed: The bed\n  \
         returns: { as: json, description: What the API answers }\n"
    );
    let hostile = "Say \"it\": */ # {now}\n@id x";
    assert_eq!(
        new(
            &folder,
            &[
                "operation",
                "engine.bed.bedRemove",
                "--request",
                "DELETE /beds",
                "--description",
                hostile
            ]
        ),
        [
            "actions/engine/bed.yaml",
            "tests/engine/bed/bedRemove.test.yaml"
        ]
    );
    holds(&folder, 4);
}

#[test]
fn an_action_a_workflow_and_a_configuration_element_in_an_empty_project() {
    let folder = small();
    assert_eq!(
        new(
            &folder,
            &["action", "images/tagImage", "--description", "Tag */ it."]
        ),
        [
            "actions/images/tagImage.js",
            "tests/images/tagImage.test.yaml"
        ]
    );
    assert_eq!(
        new(&folder, &["workflow", "Images/Tag: an Image"]),
        [
            "workflows/Images/Tag%3A an Image.yaml",
            "tests/Images/Tag%3A an Image.test.yaml"
        ]
    );
    assert_eq!(
        new(
            &folder,
            &["configuration", "Settings", "--description", "# yes"]
        ),
        ["configurations/Settings.yaml"]
    );
    holds(&folder, 3);
}

#[test]
fn nothing_is_overwritten() {
    let folder = docker();
    write(folder.path(), "tests/images/nap.test.yaml", b"mine");
    for (arguments, told) in [
        (
            &["action", "images/pullImage"][..],
            "error: `actions/images/pullImage.js` exists already, and nothing was written; choose another name",
        ),
        (
            &["action", "images/nap"],
            "error: `tests/images/nap.test.yaml` exists already",
        ),
        (
            &["workflow", "Images/Pull Image"],
            "error: `workflows/Images/Pull Image.yaml` exists already",
        ),
        (
            &[
                "operation",
                "engine/container/containerTop",
                "--request",
                "GET /a",
            ],
            "error: `actions/engine/container.yaml` has an operation `containerTop` already",
        ),
        (
            &["operation", "images/pullImage", "--request", "GET /a"],
            "error[duplicate-name]: `actions/images/pullImage.js` is the action `pullImage` as well",
        ),
        (
            &["action", "engine/container/containerTop"],
            "error[duplicate-name]",
        ),
    ] {
        let err = refused(&folder, arguments);
        assert!(err.contains(told), "{arguments:?}\n{err}");
    }
}

#[test]
fn what_would_not_build_is_not_written() {
    let folder = docker();
    write(
        folder.path(),
        "actions/flow.yaml",
        b"{ one: { description: x, request: GET /a } }\n",
    );
    for (arguments, told) in [
        (&["action", "../x"][..], "`../x` leads elsewhere"),
        (&["action", "/x"], "`/x` has an empty step"),
        (
            &["action", "images/do-it"],
            "`images/do-it` cannot be called by scripts",
        ),
        (&["configuration", ".."], "`..` leads elsewhere"),
        (&["workflow", "a\nb"], "holds a control character"),
        (
            &["operation", "top", "--request", "GET /a"],
            "`top` is in no catalogue",
        ),
        (
            &["operation", "flow/two", "--request", "GET /a"],
            "error[yaml-syntax]",
        ),
        (
            &["operation", "a/two", "--request", "GTE /a"],
            "did you mean `GET`?",
        ),
        (
            &["operation", "a/two", "--request", "GET /a/{b"],
            "`/a/{b` is not a path",
        ),
        (
            &["operation", "a/two", "--request", "GET /{node}"],
            "the operation has a parameter `node` already",
        ),
        (
            &["operation", "a/two", "--request", ""],
            "a request is a method and a path",
        ),
        (&["operation", "a/two"], "--request"),
    ] {
        let err = refused(&folder, arguments);
        assert!(err.contains(told), "{arguments:?}\n{err}");
    }
    let nowhere = tempfile::tempdir().unwrap();
    let err = refused(&nowhere, &["action", "x"]);
    assert!(
        err.contains("there is no `coopto.toml` here or above"),
        "{err}"
    );
}

#[test]
fn a_project_has_its_own_way_to_begin() {
    let folder = small();
    let template =
        "/**\n * {{description}}\n */\n(function () {\n    System.log({{quoted name}});\n});\n";
    write(
        folder.path(),
        "templates/new-action.js.hbs",
        template.as_bytes(),
    );
    new(&folder, &["action", "sayIt"]);
    let action = fs_err::read_to_string(folder.path().join("actions/sayIt.js")).unwrap();
    assert_eq!(
        action,
        "/**\n * Say it.\n */\n(function () {\n    System.log(\"sayIt\");\n});\n"
    );
    write(folder.path(), "templates/new-action.js.hbs", b"{{#if}");
    let err = refused(&folder, &["action", "sayMore"]);
    assert!(
        err.contains("the templates of the project have faults"),
        "{err}"
    );
}

#[test]
fn line_ends_stay_what_they_are() {
    let folder = docker();
    let rows = b"\xef\xbb\xbfone:\r\n  description: x\r\n  request: GET /a\r\n";
    write(folder.path(), "actions/engine/bed.yaml", rows);
    new(
        &folder,
        &["operation", "engine/bed/two", "--request", "GET /b"],
    );
    let text = fs_err::read_to_string(folder.path().join("actions/engine/bed.yaml")).unwrap();
    assert!(text.starts_with("\u{feff}one:\r\n"), "{text:?}");
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "{text:?}"
    );
    holds(&folder, 1);
}
