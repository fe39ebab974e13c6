//! `coopto run` as people use it: refused inputs, a terminal, Ctrl-C, packages of others.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value as Json;

use crate::support::{Project, Run, fixtures, left_out};

/// A project with a form, and a workflow that counts and then waits.
fn project() -> Project {
    Project::new()
        .file(
            "workflows/Greet.yaml",
            r#"
inputs:
  name: { type: string, label: Your name, required: true, length: 3..8, pattern: "[A-Za-z]+" }
  age: { type: number, range: 18..120, default: 20 }
  code: { type: SecureString, required: true }
  colour: { type: string, label: Colour, required: true, choices: [red, blue] }
outputs: { greeting: string }
steps:
  - script: Join
    in: [name, age, code, colour]
    out: [greeting]
    code: greeting = "Hello, " + name + " of " + age + " in " + colour + ", " + code.length;
"#,
        )
        .file(
            "configurations/Counter.yaml",
            "attributes:\n  count: { type: number, value: 0 }\n",
        )
        .file(
            "workflows/Count.yaml",
            r#"
inputs: { seconds: number }
outputs: { count: number }
steps:
  - script: Count
    out: [count]
    code: |
      var all = Server.getConfigurationElementCategoryWithPath("Library/Mail").configurationElements;
      count = Number(all[0].getAttributeWithKey("count").value) + 1;
      all[0].setAttributeWithKey("count", count);
  - { script: Sleep, in: [seconds], code: System.sleep(1000 * seconds); }
"#,
        )
}

fn greet(project: &Project, more: &[&str]) -> Run {
    let given = ["run", "Greet", "--set-env", "code=CODE", "--format=json"];
    let mut command = project.command(&given);
    command.args(["--set", "colour=red"]).args(more);
    Run::of(command.env("CODE", "s3cret"))
}

#[test]
fn the_rules_of_a_form_hold_for_what_people_give() {
    let project = project();
    let run = greet(&project, &["--set", "name=Ada"]);
    run.assert_ok();
    let result: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["outputs"]["greeting"], "Hello, Ada of 20 in red, 6");
    greet(&project, &["--set", "name=A1", "--set", "age=7"])
        .assert_refused()
        .says("`name` (Your name): needs at least 3 characters and has 2 (`length`)")
        .says("`name` (Your name): `A1` does not match `[A-Za-z]+` (`pattern`)")
        .says("`age`: must be at least 18 and is 7 (`range`)");
    greet(&project, &["--set", "name=Abcdefghi", "--set", "age=121"])
        .assert_refused()
        .says("may have at most 8 characters and has 9")
        .says("must be at most 120 and is 121");
    greet(&project, &["--set", "name="])
        .assert_refused()
        .says("`name` (Your name): must be filled (`required`)");
    project
        .run(&["run", "Greet", "--set", "colour=red"])
        .assert_refused()
        .says("`--set NAME=VALUE`, secrets with `--set-env NAME=VARIABLE`");
    project
        .run(&["run", "Greet", "--set", "colour=red", "--set", "name=Ada"])
        .assert_refused()
        .says("give it with `--set-env NAME=VARIABLE`");
}

/// Whether `script` of util-linux is here, which lends a terminal.
#[cfg(target_os = "linux")]
fn has_terminal() -> bool {
    let version = Command::new("script").arg("--version").output();
    let found = version
        .is_ok_and(|version| String::from_utf8_lossy(&version.stdout).contains("util-linux"));
    if !found {
        let why = "`script` of util-linux is not here";
        left_out("questions at a terminal", why);
    }
    found
}

/// Runs `Greet` at a terminal, types each line when its question is there, and gives what was seen.
#[cfg(target_os = "linux")]
fn at_terminal(lines: &[(&str, &str)]) -> (Option<i32>, String) {
    let project = project();
    let program = format!("'{}' run Greet --color never", env!("CARGO_BIN_EXE_coopto"));
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &program, "/dev/null"])
        .current_dir(project.folder())
        .env("COOPTO_HOME", project.home())
        .env_remove("COOPTO_PROJECT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typing = child.stdin.take().unwrap();
    let screen = child.stdout.take().unwrap();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut screen = BufReader::new(screen);
        while let Ok(bytes) = screen.fill_buf() {
            let length = bytes.len();
            if length == 0 || sender.send(bytes.to_vec()).is_err() {
                return;
            }
            screen.consume(length);
        }
    });
    let mut seen = String::new();
    let mut at = 0;
    for (question, line) in lines {
        let until = Instant::now() + Duration::from_secs(30);
        while !seen[at..].contains(question) {
            assert!(Instant::now() < until, "no `{question}` in: {seen}");
            if let Ok(bytes) = receiver.recv_timeout(Duration::from_millis(100)) {
                seen += &String::from_utf8_lossy(&bytes);
            }
        }
        at += seen[at..].find(question).unwrap() + question.len();
        // The echo is switched off right after a question for a secret.
        std::thread::sleep(Duration::from_millis(200));
        typing.write_all(line.as_bytes()).unwrap();
    }
    (child.wait().unwrap().code(), seen)
}

#[cfg(target_os = "linux")]
#[test]
fn a_person_at_a_terminal_is_asked() {
    if !has_terminal() {
        return;
    }
    let (code, seen) = at_terminal(&[
        ("Your name (string): ", "A1\n"),
        ("needs at least 3 characters", ""),
        ("Your name (string): ", "Ada\n"),
        ("code (SecureString): ", "hunter22\n"),
        ("Colour (string): ", "2\n"),
        ("greeting = Hello, Ada of 20 in blue, 8", ""),
    ]);
    assert_eq!(code, Some(0), "{seen}");
    // What is typed for a secret is not shown.
    assert!(!seen.contains("hunter22"), "{seen}");
}

/// No signal ends the reading of a line, and nobody should have to press Enter as well.
#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_a_question() {
    if !has_terminal() {
        return;
    }
    let (code, seen) = at_terminal(&[
        ("Your name (string): ", "\u{3}"),
        ("it was interrupted, at the question for Your name", ""),
    ]);
    assert_eq!(code, Some(2), "{seen}");
    let (code, seen) = at_terminal(&[
        ("Your name (string): ", "\u{4}"),
        ("the input ended at the question for Your name", ""),
    ]);
    assert_eq!(code, Some(2), "{seen}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_and_leaves_the_state_whole() {
    let project = project();
    let mut child = Command::new(env!("CARGO_BIN_EXE_coopto"))
        .args(["run", "Count", "--set", "seconds=60"])
        .current_dir(project.folder())
        .env("COOPTO_HOME", project.home())
        .env_remove("COOPTO_PROJECT")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    while !said.contains("→ Sleep") {
        said += &lines.next().expect("it goes on").unwrap();
    }
    let begun = Instant::now();
    let id = child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &id]).status();
    assert!(kill.unwrap().success());
    let code = child.wait().unwrap().code();
    assert!(begun.elapsed() < Duration::from_secs(10));
    for line in lines {
        said += &line.unwrap();
    }
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("it was interrupted"), "{said}");
    assert!(said.contains("in Count / Sleep"), "{said}");
    // What was counted stays, and the next run counts on.
    let next = project.run(&["run", "Count", "--set", "seconds=0", "--format", "json"]);
    next.assert_ok();
    let result: Json = serde_json::from_str(&next.out).unwrap();
    assert_eq!(result["outputs"]["count"], 2);
}

#[test]
fn a_package_of_others_runs() {
    let Some(package) = fixtures()
        .into_iter()
        .find(|path| path.ends_with("net.powervro.tests.package"))
    else {
        return;
    };
    let project = Project::nothing();
    let package = package.to_str().unwrap().to_owned();
    let run = project.run(&["run", "Test01", "--from", &package, "--format", "json"]);
    run.assert_ok();
    let result: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["state"], "completed");
    let run = project.run(&["run", "Test99", "--from", &package]);
    run.assert_refused().says("did you mean `Test");
}

/// Their lines come as they happen, one between the other.
#[test]
fn runs_beside_each_other_are_told_apart() {
    let inner = "steps:\n  - { script: Inside, code: System.sleep(20); }\n";
    let outer = "steps:\n  - together: [{ workflow: Inner }, { workflow: Inner }]\n";
    let project = Project::new()
        .file("workflows/Inner.yaml", inner)
        .file("workflows/Outer.yaml", outer);
    let run = project.run(&["run", "Outer"]);
    run.assert_ok();
    let lines: Vec<&str> = run.err.lines().collect();
    for line in [
        "Outer",
        "Inner (2)",
        "  → Inside (2)",
        "  → Inside (3)",
        "Inner (3) completed",
        "Outer completed",
    ] {
        assert!(lines.contains(&line), "{line}: {}", run.err);
    }
}
