//! `coopto test`: the project's own tests, and the command on small projects.

mod junit;
mod network;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;
use tempfile::TempDir;

fn coopto(project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coopto"));
    command.args(["test", "--color", "never", "--project"]);
    command.arg(project).current_dir(project);
    command
}

/// A project with an action that logs and greets, and one that asks a server.
fn project(tests: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "coopto.toml",
            "[project]\nname = \"small\"\nversion = \"1.0.0\"\nmodule = \"com.example\"\n\
             package = \"com.example\"\ncategory = \"Example\"\n\n[orchestrator]\nplugins = [\"REST#1.0.3\"]\n",
        ),
        (
            "actions/greet.js",
            "/**\n * Greet.\n *\n * @param {string} name - who\n * @returns {string} a greeting\n */\n\
             (function (name) {\n    if (!name) {\n        throw \"nobody is there\";\n    }\n    \
             System.log(\"greeting \" + name);\n    return \"Hello, \" + name;\n});\n",
        ),
        (
            "actions/ask.js",
            "/**\n * Ask.\n *\n * @returns {string} the answer\n */\n(function () {\n    \
             var host = RESTHostManager.createTransientHostFrom(RESTHostManager.createHost(\"h\"));\n    \
             host.url = \"http://server.test\";\n    try {\n        \
             return String(host.createRequest(\"GET\", \"/a\", null).execute().contentAsString);\n    \
             } catch (e) {\n        return \"caught\";\n    }\n});\n",
        ),
        (
            "workflows/Wait.yaml",
            "inputs: { until: Date, name: string }\noutputs: { greeting: string }\nsteps:\n  \
             - wait: until\n  - action: greet\n    with: { name: name }\n    result: greeting\n",
        ),
    ];
    for (path, text) in files.iter().chain(tests) {
        let place = folder.path().join(path);
        fs_err::create_dir_all(place.parent().unwrap()).unwrap();
        fs_err::write(place, text).unwrap();
    }
    folder
}

fn one(test: &str) -> TempDir {
    project(&[("tests/a.test.yaml", &format!("tests:\n{test}"))])
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn run(project: &TempDir, arguments: &[&str]) -> Output {
    coopto(project.path()).args(arguments).output().unwrap()
}

/// Runs tests of which some fail; what is said about them.
fn fails(project: &TempDir) -> String {
    let output = run(project, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    out(&output)
}

#[test]
fn the_docker_content_passes_its_own_tests() {
    let output = coopto(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["--format", "json"])
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        out(&output),
        err(&output)
    );
    let result: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert!(result["passed"].as_u64().unwrap() >= 27, "{result:#}");
    assert_eq!(result["failed"], 0);
}

#[test]
fn a_test_that_passes() {
    let project = one(
        "  - test: hello\n    run: greet\n    with: { name: you }\n    expect: { result: 'Hello, you', log: [greeting *] }\n",
    );
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).starts_with("ok     a: hello ("),
        "{}",
        out(&output)
    );
    assert!(
        out(&output).ends_with("1 test: 1 passed, 0 failed\n"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_difference_is_told_with_its_line_and_the_log() {
    let project = one(
        "  - test: hello\n    run: greet\n    with: { name: you }\n    expect:\n      result: Bye\n",
    );
    let text = fails(&project);
    for line in [
        "tests/a.test.yaml:6: the result\n",
        "  expected: \"Bye\"\n",
        "  found:    \"Hello, you\"\n",
        "  info: greeting you\n",
        "1 test: 0 passed, 1 failed\n",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn an_error_names_the_line_of_the_script() {
    let project = one("  - test: nobody\n    run: greet\n    expect: { result: x }\n");
    let text = fails(&project);
    assert!(text.contains("it failed: nobody is there"), "{text}");
    assert!(text.contains("actions/greet.js:9"), "{text}");
}

#[test]
fn an_error_that_does_not_come_is_a_failure() {
    let project = one(
        "  - test: hello\n    run: greet\n    with: { name: you }\n    expect: { error: '*' }\n",
    );
    let text = fails(&project);
    assert!(text.contains("how it ended"), "{text}");
}

#[test]
fn a_test_that_checks_nothing_fails() {
    let project = one("  - test: hello\n    run: greet\n    with: { name: you }\n    expect: {}\n");
    let text = fails(&project);
    assert!(
        text.contains("tests/a.test.yaml:2: this test checks nothing"),
        "{text}"
    );
}

#[test]
fn an_unexpected_request_fails_even_when_the_script_catches_it() {
    let project = one("  - test: asks\n    run: ask\n    expect: { result: caught }\n");
    let text = fails(&project);
    assert!(
        text.contains("unexpected request `GET http://server.test/a`"),
        "{text}"
    );
}

#[test]
fn answers_are_scripted_refused_and_counted() {
    let project = one(
        "  - test: answered\n    run: ask\n    network: [{ request: GET /a, body: [1] }]\n    expect: { result: '[1]' }\n\
         \x20 - test: refused\n    run: ask\n    network: [{ request: GET *server*, fails: Connection refused }]\n    expect: { result: caught }\n\
         \x20 - test: too rarely\n    run: ask\n    network: [{ request: GET /a, times: 2 }]\n\
         \x20 - test: too often\n    run: ask\n    network: [{ request: GET /a, times: 0 }]\n",
    );
    let output = run(&project, &["--format", "json"]);
    let result: Json = serde_json::from_slice(&output.stdout).unwrap();
    let passed = result["tests"].as_array().unwrap().iter();
    let passed: Vec<bool> = passed
        .map(|test| test["passed"].as_bool().unwrap())
        .collect();
    assert_eq!(passed, [true, true, false, false], "{result:#}");
    assert_eq!(result["tests"][2]["faults"][0]["expected"], "2");
    assert_eq!(result["tests"][2]["faults"][0]["found"], "1");
    let what = result["tests"][3]["faults"][0]["what"].as_str().unwrap();
    assert!(what.contains("used up"), "{what}");
}

#[test]
fn timers_do_not_wait() {
    let project = one(
        "  - test: waits\n    run: Wait\n    with: { until: 2999-01-01, name: you }\n    expect: { outputs: { greeting: 'Hello, you' } }\n",
    );
    let output = run(&project, &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        out(&output),
        err(&output)
    );
}

#[test]
fn a_test_has_its_time() {
    let project = one(
        "  - test: asks for ever\n    timeout: 0.5\n    run: loop\n    expect: { state: failed }\n",
    );
    let script = "/** Turn round and round. */\n(function () {\n    while (true) { }\n});\n";
    fs_err::write(project.path().join("actions/loop.js"), script).unwrap();
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert!(
        out(&output).contains("its time of 0.5 s is up"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_test_that_cannot_be_ended_ends_the_program() {
    let project = one(
        "  - test: joins for ever\n    timeout: 0.5\n    run: loop\n    expect: { state: failed }\n",
    );
    let script = "/** Join gaps. */\n(function () {\n    new Array(4294967295).join(\"x\");\n});\n";
    fs_err::write(project.path().join("actions/loop.js"), script).unwrap();
    let temporary = tempfile::tempdir().unwrap();
    let output = coopto(project.path())
        .env("TMPDIR", temporary.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let said = err(&output);
    assert!(
        said.contains("joins for ever` does not end, though its time is up"),
        "{said}"
    );
    let left = fs_err::read_dir(temporary.path()).unwrap().count();
    assert_eq!(left, 0, "what tests keep is gone");
}

#[test]
fn values_to_begin_with_answers_and_outputs_of_earlier_steps() {
    let project = project(&[
        (
            "configurations/Settings.yaml",
            "attributes:\n  name: { type: string, value: nobody }\n",
        ),
        (
            "workflows/Ask.yaml",
            "outputs: { greeting: string }\nattributes:\n  known: { type: string, from: Settings.name }\n  \
             said: string\nsteps:\n  - ask: Who\n    fields: { said: string }\n  - code: said = known + \" \" + said;\n    \
             script: Join\n    in: [known, said]\n    out: [said]\n  - action: greet\n    with: { name: said }\n    result: greeting\n",
        ),
        (
            "tests/a.test.yaml",
            "configurations: { Example/Settings: { name: Ada } }\ntests:\n  - test: asks\n    run: Ask\n    \
             answers: { Who: { said: Lovelace } }\n    as: asked\n    expect: { outputs: { greeting: 'Hello, Ada Lovelace' } }\n    \
             after:\n      - { run: greet, with: { name: { from: asked.greeting } }, expect: { result: { like: '*Hello, Ada*' } } }\n      \
             - { run: greet, with: { name: { from: asked.x } }, expect: { result: x } }\n",
        ),
    ]);
    let output = run(&project, &[]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{}{}",
        out(&output),
        err(&output)
    );
    let text = out(&output);
    assert!(
        text.contains("tests/a.test.yaml:10: `greet` cannot be run: no earlier step gave `asked.x`; there are `asked.greeting`"),
        "{text}"
    );
}

#[test]
fn a_filter_chooses() {
    let project = one(
        "  - test: one\n    run: greet\n    with: { name: a }\n    expect: { result: 'Hello, a' }\n\
         \x20 - test: two\n    run: greet\n    with: { name: a }\n    expect: { result: b }\n",
    );
    assert_eq!(run(&project, &["ONE"]).status.code(), Some(0));
    assert_eq!(run(&project, &["a: two"]).status.code(), Some(1));
    let nothing = run(&project, &["three"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(
        err(&nothing).contains("none of the 2 tests has `three` in its name"),
        "{}",
        err(&nothing)
    );
}

#[test]
fn faults_of_the_file_are_shown_and_nothing_runs() {
    let project = one("  - test: one\n    run: gret\n    expect: { result: x }\n\
         \x20 - test: two\n    run: greet\n    with: { nmae: x }\n    expect: { outputs: { a: 1 }, reslut: 1 }\n");
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    let text = err(&output);
    for said in [
        "did you mean `greet`?",
        "`greet` has no input `nmae`",
        "`greet` has no output `a`",
        "unknown key `reslut`",
        "tests/a.test.yaml:3",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn other_yaml_below_tests_is_left_alone() {
    let project = project(&[("tests/data.yaml", "tests: 1"), ("tests/.a.test.yaml", "x")]);
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("there are no tests"),
        "{}",
        err(&output)
    );
}

#[test]
fn jobs_are_how_many_run_at_once() {
    let sleeper = "/** Sleep. */\n(function () {\n    System.sleep(700);\n});\n";
    let test = |name: &str| {
        format!("  - test: {name}\n    run: sleeper\n    expect: {{ state: completed }}\n")
    };
    let project = one(&["a", "b", "c", "d"].map(test).concat());
    fs_err::write(project.path().join("actions/sleeper.js"), sleeper).unwrap();
    let took = |jobs: &str| {
        let output = run(&project, &["--jobs", jobs, "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let result: Json = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(result["passed"], 4);
    };
    let timed = |jobs: &str| {
        let begun = std::time::Instant::now();
        took(jobs);
        begun.elapsed().as_secs_f64()
    };
    let (alone, together) = (timed("1"), timed("4"));
    assert!(alone >= 2.8, "{alone}");
    assert!(together < alone - 1.0, "{together} {alone}");
    let output = run(&project, &["--jobs", "0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_business_state_is_compared() {
    let project = project(&[
        (
            "workflows/Stand.yaml",
            "steps:\n  - { script: Work, status: half done, code: System.log(1); }\n",
        ),
        (
            "tests/a.test.yaml",
            "tests:\n  - test: stands\n    run: Stand\n    expect: { business-state: half* }\n  \
             - test: differs\n    run: Stand\n    expect: { business-state: done }\n",
        ),
    ]);
    let text = fails(&project);
    for said in [
        "tests/a.test.yaml:7: the business state",
        "expected: done",
        "found:    half done",
        "1 passed, 1 failed",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// None would mean no limit.
#[test]
fn a_script_has_some_memory() {
    let project = one(
        "  - test: greets\n    run: greet\n    with: { name: Jo }\n    expect: { result: x }\n",
    );
    let output = run(&project, &["--memory", "0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("a whole number above 0"),
        "{}",
        err(&output)
    );
}

#[test]
fn outside_a_project_there_are_no_tests() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_coopto"))
        .arg("test")
        .current_dir(folder.path())
        .env_remove("COOPTO_PROJECT")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert!(text.contains("comes without its tests"), "{text}");
    assert!(text.contains("--project"), "{text}");
}
