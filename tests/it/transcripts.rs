//! What people read about commands is what the commands do: every console block of the README, and
//! the transcripts in `tests/cmd`, are run. `TRYCMD=overwrite` brings those in `tests/cmd` up to date.
//!
//! In the README, `…` stands for what differs from machine to machine, and alone on its line for
//! lines left out. A comment `<!-- in: FOLDER -->` says where the blocks after it run: in a copy of
//! a folder of the repository, or with `nothing` in an empty one. Each time on a new machine, as it
//! were: without an identity.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use trycmd::TestCases;

use crate::support::{Project, left_out};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What else may lie in the folder of a clone.
const NOT_SOURCES: [&str; 3] = [".git", "target", "dist"];

/// Cases that run as on a machine of its own. None where the user's settings would be in the way:
/// transcripts inherit the environment.
fn cases(home: &Path) -> Option<TestCases> {
    let set = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .find(|name| {
            [
                "IDENTITY",
                "CERTIFICATE",
                "PASSPHRASE",
                "PASSPHRASE_FILE",
                "PROJECT",
                "TARGET",
                "COLOR",
            ]
            .iter()
            .any(|end| name.strip_prefix("COOPTO_") == Some(end))
        });
    if let Some(name) = set {
        left_out("transcripts", &format!("`{name}` is set"));
        return None;
    }
    let cases = TestCases::new();
    cases
        .register_bin("coopto", Path::new(env!("CARGO_BIN_EXE_coopto")))
        .env("COOPTO_HOME", home.to_str().unwrap())
        .env("COLUMNS", "100");
    Some(cases)
}

/// The places of the README, each with what it says there as `trycmd` takes it: where an output is
/// over, it wants the end of the line and one more.
fn parts(readme: &str) -> Vec<(&str, String)> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    let mut in_output = false;
    for line in readme.lines() {
        if let Some(place) = line.strip_prefix("<!-- in: ") {
            parts.push((place.trim_end_matches(" -->"), String::new()));
        }
        let Some((_, text)) = parts.last_mut() else {
            continue;
        };
        let (is_fence, is_command) = (line.starts_with("```"), line.starts_with("$ "));
        if in_output && (is_fence || is_command) {
            text.push('\n');
        }
        in_output = is_command || (in_output && !is_fence);
        let line = if line == "…" { "..." } else { line };
        writeln!(text, "{}", line.replace('…', "[..]")).unwrap();
    }
    parts
}

fn copy(from: &Path, to: &Path) {
    for entry in fs_err::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if NOT_SOURCES.iter().any(|other| name == *other) {
            continue;
        }
        let (from, to) = (entry.path(), to.join(&name));
        if from.is_dir() {
            fs_err::create_dir_all(&to).unwrap();
            copy(&from, &to);
        } else {
            fs_err::copy(&from, &to).unwrap();
        }
    }
}

fn root(path: &str) -> PathBuf {
    Path::new(ROOT).join(path)
}

#[test]
fn the_readme_tells_what_happens() {
    let readme = fs_err::read_to_string(root("README.md")).unwrap();
    let parts = parts(&readme);
    let tested: usize = parts
        .iter()
        .map(|(_, text)| blocks(text, "console").len())
        .sum();
    assert!(tested > 0);
    assert_eq!(
        tested,
        blocks(&readme, "console").len(),
        "a console block without a place"
    );
    for (place, text) in parts {
        let stage = TempDir::new().unwrap();
        let folder = stage.path().join("README.in");
        fs_err::create_dir(&folder).unwrap();
        // Only with this folder the commands share one place, which is not the one above.
        fs_err::create_dir(stage.path().join("README.out")).unwrap();
        if place != "nothing" {
            copy(&root(place), &folder);
        }
        let case = stage.path().join("README.md");
        fs_err::write(&case, text).unwrap();
        let Some(cases) = cases(&stage.path().join("home")) else {
            return;
        };
        cases.case(case).run();
    }
}

#[test]
fn commands_say_what_the_transcripts_say() {
    let mut transcripts: Vec<PathBuf> = fs_err::read_dir(root("tests/cmd"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "trycmd"))
        .collect();
    transcripts.sort();
    assert!(!transcripts.is_empty());
    for transcript in transcripts {
        let home = TempDir::new().unwrap();
        let Some(cases) = cases(home.path()) else {
            return;
        };
        cases.case(transcript).run();
    }
}

#[test]
fn the_example_of_all_kinds_of_source_builds_and_verifies() {
    for target in ["7", "8"] {
        let project = Project::nothing();
        copy(&root("examples/mail"), &project.folder());
        project.run(&["build", "--target", target]).assert_ok();
        let inside = project.run(&["inspect", "dist/com.example.mail-1.0.0.package"]);
        for count in [
            "1 action\n",
            "1 workflow\n",
            "1 configuration\n",
            "1 resource\n",
        ] {
            inside.says(count);
        }
        assert_eq!(project.verify("dist/mail-1.0.0.vmoapp")["sound"], true);
    }
}

/// The blocks of a language in a text.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(found) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if found == language {
            blocks.push(block.join("\n") + "\n");
        }
    }
    blocks
}

/// A copy of the project in this repository.
fn docker_content() -> Project {
    let project = Project::nothing();
    copy(&root(""), &project.folder());
    project
}

#[test]
fn the_action_and_the_workflow_of_the_guide_build() {
    let guide = fs_err::read_to_string(root("CONTRIBUTING.md")).unwrap();
    let [action] = &blocks(&guide, "javascript")[..] else {
        panic!("one action is shown");
    };
    let [test, row, workflow] = &blocks(&guide, "yaml")[..] else {
        panic!("a test, a row of a catalogue and a workflow are shown");
    };
    let project = docker_content();
    // As the guide says: `new` writes the beginnings, and never over anything.
    let request = ["--request", "POST /containers/{id}/nap"];
    let operation = ["new", "operation", "engine/container/containerNap"];
    project
        .run(&["new", "action", "images/isImageUsed"])
        .assert_ok();
    project
        .run(&[operation.as_slice(), &request].concat())
        .assert_ok();
    project
        .run(&["new", "workflow", "Images/Is Image Used"])
        .assert_ok();
    let run = ("run: images.isImageUsed", "run: Images/Is Image Used");
    let expect = ("{ result: true }", "{ outputs: { used: true } }");
    for (old, new) in [run, expect] {
        assert!(test.contains(old) && guide.contains(new), "{new}");
    }
    let test_of_workflow = test.replace(run.0, run.1).replace(expect.0, expect.1);
    let catalogue = "actions/engine/container.yaml";
    let rows = fs_err::read_to_string(project.path(catalogue)).unwrap();
    let (others, _) = rows.split_once("containerNap:\n").unwrap();
    let project = project
        .file(catalogue, format!("{others}{row}"))
        .file("actions/images/isImageUsed.js", action)
        .file("tests/images/isImageUsed.test.yaml", test)
        .file("workflows/Images/Is Image Used.yaml", workflow)
        .file("tests/Images/Is Image Used.test.yaml", test_of_workflow);
    let build = project.build();
    build.assert_ok();
    assert!(!build.err.contains("warning"), "{}", build.err);
    let tests = project.run(&["test", "isImageUsed", "containerNap", "Is Image Used"]);
    tests.assert_ok().says("4 tests: 4 passed");
}

#[test]
fn the_script_of_the_readme_calls_what_there_is() {
    let readme = fs_err::read_to_string(root("README.md")).unwrap();
    let [script] = &blocks(&readme, "javascript")[..] else {
        panic!("one script is shown");
    };
    let indented: String = script.lines().fold(String::new(), |mut text, line| {
        writeln!(text, "      {line}").unwrap();
        text
    });
    let workflow = format!(
        "inputs:\n  node: DockerNode\nsteps:\n  - script: Try\n    in: [node]\n    code: |\n{indented}"
    );
    let project = docker_content().file("workflows/Try.yaml", workflow);
    project.build().assert_ok();
    let wrong = script.replace("pullImage(node, ", "pullImage(");
    assert_ne!(&wrong, script);
    let workflow = fs_err::read_to_string(project.path("workflows/Try.yaml")).unwrap();
    let workflow = workflow.replace("pullImage(node, ", "pullImage(");
    let project = project.file("workflows/Try.yaml", workflow);
    project.build().assert_refused().says("pullImage");
}

#[test]
fn the_inventory_that_is_shown_can_be_defined() {
    let page = fs_err::read_to_string(root("docs/engine.md")).unwrap();
    let scripts = blocks(&page, "javascript");
    let defined = scripts
        .iter()
        .find(|script| script.contains("defineRelation"))
        .unwrap();
    let script: String = defined.lines().fold(String::new(), |mut text, line| {
        writeln!(text, "      {line}").unwrap();
        text
    });
    let finder = |parameters: &[&str], returns: &str, body: &str| {
        let described = parameters
            .iter()
            .map(|name| format!(" * @param {{string}} {name} - its {name}\n"));
        let (described, names) = (described.collect::<String>(), parameters.join(", "));
        format!(
            "/**\n * Find.\n *\n{described} * @returns {{{returns}}} what is found\n */\n(function ({names}) {{\n    {body}\n}});\n"
        )
    };
    let queue = "DynamicTypesManager.makeObject(\"Desk\", \"Queue\", \"q\", \"Help\")";
    let ticket = "DynamicTypesManager.makeObject(\"Desk\", \"Ticket\", \"1\", \"Printer\")";
    let relation = ["parentType", "parentId", "relationName"];
    let project = Project::nothing()
        .file(
            "coopto.toml",
            "[project]\nname = \"desk\"\nversion = \"1.0.0\"\nmodule = \"com.acme.desk\"\npackage = \"com.acme.desk\"\n\
             category = \"Library/Desk\"\n\n[orchestrator]\nplugins = [\"DynamicTypes#1.0.0\"]\n",
        )
        .file(
            "actions/inventory/findById.js",
            finder(&["type", "id"], "Any", &format!("return type == \"Desk.Queue\" ? {queue} : {ticket};")),
        )
        .file(
            "actions/inventory/findAll.js",
            finder(&["type"], "Array/Any", &format!("return type == \"Desk.Queue\" ? [{queue}] : [{ticket}];")),
        )
        .file(
            "actions/inventory/hasChildren.js",
            finder(&relation, "boolean", "return parentType != \"Desk.Ticket\";"),
        )
        .file(
            "actions/inventory/findChildren.js",
            finder(
                &relation,
                "Array/Any",
                &format!("return relationName == \"namespace-children\" ? [{queue}] : [{ticket}];"),
            ),
        )
        .file(
            "workflows/Set Up.yaml",
            format!("steps:\n  - script: Define\n    code: |\n{script}"),
        );
    project.run(&["run", "Set Up"]).assert_ok();
    let shown = project.run(&["inventory"]);
    shown.assert_ok();
    assert_eq!(shown.out, "Desk\n  Help\n    Printer\n");
}
