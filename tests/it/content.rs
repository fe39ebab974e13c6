//! The Docker content as `build` makes it: sound schemas, scripts that the server's engine
//! compiles, and the whole story on a real Docker Engine.

#[cfg(target_os = "linux")]
use std::collections::BTreeMap;
#[cfg(target_os = "linux")]
use std::path::Path;
use std::process::Command;

use coopto::codec::{action, categories, workflow};
use coopto::diagnostic::Report;
use coopto::model::{Action, Element, Kind, Workflow, schema};
use coopto::project::{Tree, assemble, load};

use crate::support::has_program;
#[cfg(target_os = "linux")]
use crate::support::left_out;

/// The elements of the package, as a server would get them.
pub(crate) fn elements() -> Vec<Element> {
    let mut report = Report::new();
    let project = load(&Tree::embedded(), None, &mut report);
    assert_eq!(report, Report::new());
    assemble::package(&project.expect("sound"))
        .expect("assembles")
        .elements
}

pub(crate) fn actions() -> Vec<Action> {
    let elements = elements();
    let of_kind = elements
        .iter()
        .filter(|element| element.kind == Kind::Action);
    of_kind
        .map(|element| {
            let category = categories::read(element.member("categories").expect("categories"));
            action::read(
                element.member("data").expect("data"),
                category.expect("a path"),
            )
            .expect("an action")
        })
        .collect()
}

pub(crate) fn workflows() -> Vec<Workflow> {
    let elements = elements();
    let of_kind = elements
        .iter()
        .filter(|element| element.kind == Kind::Workflow);
    of_kind
        .map(|element| {
            let category = categories::read(element.member("categories").expect("categories"));
            workflow::read(
                element.member("data").expect("data"),
                category.expect("a path"),
            )
            .expect("a workflow")
        })
        .collect()
}

#[test]
fn every_schema_is_sound() {
    let workflows = workflows();
    assert!(!workflows.is_empty());
    for workflow in workflows {
        assert_eq!(schema::check(&workflow), [], "{}", workflow.name);
    }
}

/// Compiles the scripts named in its arguments, each as the body of a function.
const COMPILE: &str = "for (var i = 0; i < arguments.length; i++) {\n\
    try {\n\
        Function(readFile(arguments[i], \"UTF-8\"));\n\
        print(\"compiled \" + arguments[i]);\n\
    } catch (e) {\n\
        print(\"refused \" + arguments[i] + \": \" + e);\n\
    }\n}\n";

#[test]
fn every_script_compiles_on_the_servers_engine() {
    if !has_program("rhino", &["-e", "1"], "scripts on the server's engine") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut scripts: Vec<(String, String)> = Vec::new();
    for action in actions() {
        scripts.push((action.name, action.script.expect("a script")));
    }
    for workflow in workflows() {
        for item in workflow.items {
            scripts.extend(
                item.script
                    .map(|script| (format!("{} {}", workflow.name, item.name), script)),
            );
        }
    }
    // A script of a newer engine shows that the test can fail.
    scripts.push(("too new".to_owned(), "class A {}".to_owned()));
    fs_err::write(folder.path().join("compile.js"), COMPILE).expect("written");
    let mut rhino = Command::new("rhino");
    rhino
        .current_dir(&folder)
        .args(["-version", "170", "compile.js"]);
    for (number, (_, script)) in scripts.iter().enumerate() {
        let name = format!("{number}.js");
        fs_err::write(folder.path().join(&name), script).expect("written");
        rhino.arg(name);
    }
    let output = rhino.output().expect("rhino runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let refused: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("refused"))
        .collect();
    let last = format!("refused {}.js", scripts.len() - 1);
    assert!(
        refused.len() == 1 && refused[0].starts_with(&last),
        "{refused:?}"
    );
    let compiled = said
        .lines()
        .filter(|line| line.starts_with("compiled"))
        .count();
    assert_eq!(compiled, scripts.len() - 1, "{said}");
}

/// Writes the scripts as the package has them, for the harness.
#[cfg(target_os = "linux")]
fn write_scripts(folder: &Path) {
    let mut index: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for action in actions() {
        let module = action.category.to_string();
        let parameters = action
            .parameters
            .into_iter()
            .map(|parameter| parameter.name)
            .collect();
        fs_err::create_dir_all(folder.join(&module)).expect("a folder");
        fs_err::write(
            folder.join(&module).join(format!("{}.js", action.name)),
            action.script.expect("a script"),
        )
        .expect("written");
        index
            .entry(module)
            .or_default()
            .insert(action.name, parameters);
    }
    let index = serde_json::to_string(&index).expect("names");
    fs_err::write(folder.join("index.json"), index).expect("written");
}

#[test]
#[cfg(target_os = "linux")]
fn the_story_on_a_real_engine() {
    let needed = [
        ("rhino", vec!["-e", "1"]),
        ("dockerd", vec!["--version"]),
        ("docker-registry", vec!["--version"]),
        ("busybox", vec!["true"]),
        ("curl", vec!["--version"]),
        ("ip", vec!["-V"]),
    ];
    for (program, arguments) in needed {
        if !has_program(program, &arguments, "the actions on a real Docker Engine") {
            return;
        }
    }
    let is_root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout == b"0\n");
    if !is_root {
        left_out(
            "the actions on a real Docker Engine",
            "only root can start one",
        );
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    write_scripts(folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rhino/run.sh");
    let output = Command::new("sh")
        .arg(script)
        .arg(folder.path())
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert_ne!(
        output.status.code(),
        Some(2),
        "nothing could be started: {complained}"
    );
    let failed: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("not ok"))
        .collect();
    assert!(
        output.status.success() && failed.is_empty(),
        "{failed:?}\n{complained}"
    );
    let held = said.lines().filter(|line| line.starts_with("ok")).count();
    assert!(held > 200, "only {held} checks were made:\n{said}");
}
