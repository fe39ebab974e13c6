//! `coopto run` as people use it: refused inputs, a terminal, Ctrl-C, packages of others.

#[cfg(target_os = "linux")]
use std::io::Write;
#[cfg(unix)]
use std::io::{BufRead, BufReader};
#[cfg(unix)]
use std::process::{Command, Stdio};
#[cfg(unix)]
use std::time::{Duration, Instant};

use serde_json::Value as Json;

#[cfg(target_os = "linux")]
use crate::support::left_out;
use crate::support::{Project, Run, fixtures};

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
    // No shell stays between them: Ctrl-C would end it too, and its code would hide ours.
    let program = format!(
        "exec '{}' run Greet --color never",
        env!("CARGO_BIN_EXE_coopto")
    );
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &program, "/dev/null"])
        .current_dir(project.folder())
        .env("SHELL", "/bin/sh")
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

#[test]
fn waiting_for_a_server_ends_when_the_run_does() {
    // Connections wait in its queue, and nobody answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let body = format!(
        "var host = RESTHostManager.createHost(\"silent\");\nhost.url = \"{url}\";\n\
         host = RESTHostManager.createTransientHostFrom(host);\n\
         return host.createRequest(\"GET\", \"/\", null).execute().contentAsString;"
    );
    let run = Project::new()
        .action("ask", &body)
        .run(&["run", "ask", "--timeout", "1"]);
    run.assert_faults()
        .says("the time of 1 s is up, at actions/ask.js:10");
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

/// The time is up after a second.
fn within_a_second(steps: &str) -> Run {
    let project = Project::new().file("workflows/Endless.yaml", format!("steps:\n{steps}"));
    let run = project.run(&["run", "Endless", "--timeout", "1", "--format", "json"]);
    run.assert_faults().says("the time of 1 s is up");
    let result: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["state"], "failed", "{}", run.out);
    run
}

#[test]
fn the_time_that_is_up_says_where_that_was() {
    within_a_second("  - { script: Turn, code: \"\\nfor (;;) { var a = 1; }\" }\n")
        .says("in Endless / Turn (item1)")
        .says(", at Endless / Turn:");
}

#[test]
fn a_built_in_function_without_end_ends_the_program() {
    within_a_second("  - { script: Join, code: \"var a = new Array(4294967295).join('x');\" }\n")
        .says("a built-in function of the engine was still at work")
        .says("in Endless / Join (item1)");
}

#[test]
fn what_was_started_and_does_not_end_fails_the_run() {
    within_a_second(
        "  - script: Start\n    code: |\n      \
         Server.getWorkflowWithId(workflow.rootWorkflow.id).execute(new Properties());\n",
    )
    .says("before what it started had ended");
}

#[test]
fn workflows_that_start_one_another_without_end_are_stopped() {
    let project = Project::new().file(
        "workflows/Twins.yaml",
        "id: 11111111-2222-3333-4444-555555555555\nsteps:\n  - together: [ { workflow: Twins }, { workflow: Twins } ]\n    title: Both\n",
    );
    project
        .run(&["run", "Twins", "--quiet"])
        .assert_faults()
        .says("200 workflows run at the same time, and `Twins` would be one more")
        .says("in Twins / Both");
}

#[test]
fn a_rest_host_is_an_input_by_its_name() {
    let project = Project::new()
        .file(
            "workflows/Add Host.yaml",
            "steps:\n  - { script: Add, code: \"RESTHostManager.addHost(new RESTHost('api'));\" }\n",
        )
        .file(
            "workflows/Use Host.yaml",
            "inputs: { host: \"REST:RESTHost\" }\noutputs: { name: string }\nsteps:\n  \
             - { script: Use, in: [host], out: [name], code: name = String(host.name); }\n",
        );
    project.run(&["run", "Add Host"]).assert_ok();
    let run = project.run(&["run", "Use Host", "--set", "host=api"]);
    run.assert_ok();
    assert_eq!(run.out, "name = api\n");
}

#[test]
fn a_state_that_cannot_be_read_is_told_where_an_attribute_wants_it() {
    let project = Project::new()
        .file(
            "configurations/Settings.yaml",
            "attributes:\n  url: { type: string, value: x }\n",
        )
        .file(
            "workflows/Look.yaml",
            "attributes: { url: { type: string, from: Settings.url } }\nsteps:\n  \
             - { script: Look, in: [url], code: System.log(url); }\n",
        )
        .file("state/configurations.json", "broken");
    project
        .run(&["run", "Look", "--state", "state"])
        .assert_faults()
        .says("configurations.json`, line 1, column 1: expected value");
}
