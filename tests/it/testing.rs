//! `coopto test`: the project's own tests, and the command on small projects.

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
fn the_real_network_is_let_through_when_asked_for() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let served = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = server.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nreal")
            .unwrap();
    });
    let project =
        one("  - test: asks\n    network: real\n    run: ask\n    expect: { result: real }\n");
    let script = project.path().join("actions/ask.js");
    let text = fs_err::read_to_string(&script).unwrap();
    let text = text.replace("http://server.test", &format!("http://127.0.0.1:{port}"));
    fs_err::write(&script, text).unwrap();
    let output = run(&project, &[]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        out(&output),
        err(&output)
    );
    served.join().unwrap();
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
fn junit_is_well_formed_and_goes_to_a_file() {
    let project = one(
        "  - test: <one> & \"two\"\n    run: greet\n    with: { name: ']]> &' }\n    expect: { result: '<b>' }\n\
         \x20 - test: three\n    run: greet\n    with: { name: a }\n    expect: { result: 'Hello, a' }\n",
    );
    let output = run(&project, &["--format", "junit", "-o", "out/junit.xml"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(out(&output), "");
    assert!(
        err(&output).contains("2 tests: 1 passed, 1 failed"),
        "{}",
        err(&output)
    );
    let text = fs_err::read_to_string(project.path().join("out/junit.xml")).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut depth, mut names) = (0, Vec::new());
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                names.push(start.name().as_ref().to_owned());
                assert!(start.attributes().all(|attribute| attribute.is_ok()));
            }
            Event::Empty(start) => {
                names.push(start.name().as_ref().to_owned());
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert_eq!(
        names,
        ["testsuites", "testsuite", "testcase", "failure", "testcase"]
    );
    assert!(text.contains("tests=\"2\" failures=\"1\""), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

/// A name and values that XML cannot hold, and what a terminal would obey.
#[test]
fn junit_holds_every_name() {
    let project = one(
        "  - test: \"a\\e[31m <b> ]]> \\0 \\uFFFE &\"\n    run: greet\n    with: { name: \"\\x01]]>\" }\n    \
         expect: { result: \"\\x02\" }\n",
    );
    let output = run(&project, &["--format", "junit"]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let xml = out(&output);
    assert!(
        xml.chars().all(|c| c >= ' ' || c == '\n') && !xml.contains('\u{fffe}'),
        "{xml}"
    );
    assert!(
        xml.contains("name=\"a\u{fffd}[31m &lt;b&gt; ]]&gt; \u{fffd} \u{fffd} &amp;\""),
        "{xml}"
    );
    let told = run(&project, &[]);
    assert!(out(&told).contains("a\\u{1b}[31m <b>"), "{}", out(&told));
}

/// As root, what replaces files would replace devices.
#[cfg(unix)]
#[test]
fn a_result_goes_where_a_name_leads() {
    let project = one(
        "  - test: greets\n    run: greet\n    with: { name: Jo }\n    expect: { result: \"Hello, Jo\" }\n",
    );
    let at = |name: &str| project.path().join(name);
    fs_err::create_dir(at("elsewhere")).unwrap();
    fs_err::write(at("elsewhere/real.xml"), "old").unwrap();
    std::os::unix::fs::symlink("elsewhere/real.xml", at("link.xml")).unwrap();
    let output = run(&project, &["--format", "junit", "-o", "link.xml"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(at("link.xml").is_symlink());
    assert!(
        fs_err::read_to_string(at("elsewhere/real.xml"))
            .unwrap()
            .contains("<testsuites")
    );

    let made = Command::new("mkfifo").arg(at("pipe")).status().unwrap();
    assert!(made.success());
    let pipe = at("pipe");
    let reader = std::thread::spawn(move || fs_err::read_to_string(pipe).unwrap());
    let output = run(&project, &["--format", "json", "-o", "pipe"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(reader.join().unwrap().contains("\"passed\": 1"));
    assert!(!at("pipe").is_file());
}

/// Answers each request with the next body, and gives what it was asked.
fn serve(bodies: &[&str]) -> (u16, std::thread::JoinHandle<Vec<String>>) {
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = server.local_addr().unwrap().port();
    let bodies: Vec<String> = bodies.iter().map(ToString::to_string).collect();
    let served = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let answer = |body: String| {
            let (mut stream, _) = server.accept().unwrap();
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap();
            let head =
                "HTTP/1.1 200 OK\r\nConnection: close\r\nApi-Version: 1.41\r\nSet-Cookie: id=5\r\n";
            let size = body.len();
            write!(stream, "{head}Content-Length: {size}\r\n\r\n{body}").unwrap();
            String::from_utf8_lossy(&asked[..length]).into_owned()
        };
        bodies.into_iter().map(answer).collect()
    });
    (port, served)
}

/// A project whose action asks this port, twice, with a password.
fn asking(port: u16, tests: &str) -> TempDir {
    let action = r#"/**
 * Ask twice.
 *
 * @param {SecureString} password - for it
 * @returns {string} the answers
 */
(function (password) {
    var host = RESTHostManager.createHost("h"), said = [], i, request;
    host.url = "http://127.0.0.1:PORT";
    for (i = 0; i < 2; i++) {
        request = host.createRequest("GET", "/a?token=" + password, null);
        request.setHeader("Authorization", "Basic " + password);
        said.push(String(request.execute().contentAsString));
    }
    return said.join(" ");
});
"#;
    let action = action.replace("PORT", &port.to_string());
    project(&[
        ("actions/askTwice.js", &action),
        ("tests/a.test.yaml", tests),
    ])
}

const RECORDED: &str = "tests:
  - test: asks
    network: recorded
    run: askTwice
    with: { password: hunter22 }
    expect: { result: { like: '*the password*' } }
  - test: greets
    run: greet
    with: { name: a }
    expect: { result: 'Hello, a' }
";

#[test]
fn what_the_network_answered_is_kept_without_secrets_and_answers_later() {
    let bodies = [r#"{"n": 1,  "Token": "t0k3n"}"#, "the password is hunter22"];
    let (port, served) = serve(&bodies);
    let project = asking(port, RECORDED);
    let read = |path: &str| fs_err::read_to_string(project.path().join(path)).unwrap();
    // There is nothing yet, and that is said with its place.
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(2));
    for said in [
        "nothing is recorded for this test yet",
        "tests/a.test.yaml:2",
        "coopto test --record",
    ] {
        assert!(err(&output).contains(said), "{said}: {}", err(&output));
    }

    let output = run(&project, &["--record"]);
    let said = format!("{}{}", out(&output), err(&output));
    assert_eq!(output.status.code(), Some(0), "{said}");
    let told = "recorded 1 in `tests/a.recorded.yaml`";
    assert!(said.contains(told), "{said}");
    let asked = served.join().unwrap();
    assert!(asked[0].contains("hunter22"), "{asked:?}");
    let recording = read("tests/a.recorded.yaml");
    for secret in ["hunter22", "t0k3n", "id=5", "Cookie"] {
        assert!(!recording.contains(secret), "{secret}: {recording}");
    }
    assert!(recording.contains("Api-Version"), "{recording}");

    // The server is gone, and the test passes.
    let output = run(&project, &["--format", "json"]);
    let said = format!("{}{}", out(&output), err(&output));
    assert_eq!(output.status.code(), Some(0), "{said}");
    let result: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["passed"], 2);

    // What was not recorded is not asked for.
    let script = project.path().join("actions/askTwice.js");
    let text = read("actions/askTwice.js").replace("/a?", "/b?");
    fs_err::write(&script, text).unwrap();
    let output = run(&project, &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = "it is not in the recording";
    assert!(out(&output).contains(told), "{}", out(&output));
    // A test that fails while it is recorded keeps what it had.
    let output = run(&project, &["--record"]);
    assert_eq!(output.status.code(), Some(1));
    let told = "not recorded, as it failed: a: asks";
    assert!(err(&output).contains(told), "{}", err(&output));
    assert_eq!(read("tests/a.recorded.yaml"), recording);
}

#[test]
fn recording_needs_a_test_that_wants_it() {
    let project = one(
        "  - test: hello\n    run: greet\n    with: { name: you }\n    expect: { result: 'Hello, you' }\n",
    );
    let output = run(&project, &["--record"]);
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert!(text.contains("`network: recorded`"), "{text}");
}

#[test]
fn single_requests_and_whole_files_reach_the_real_network() {
    let (port, served) = serve(&["one", "two", "three", "four"]);
    let single = format!(
        "tests:\n  - test: single\n    network: [{{ request: 'GET http://127.0.0.1:{port}/*', real: true, times: 2 }}]\n    \
         run: askTwice\n    with: {{ password: hunter22 }}\n    expect: {{ result: one two }}\n"
    );
    let project = asking(port, &single);
    let whole = "network: real\ntests:\n  - test: whole\n    run: askTwice\n    with: { password: hunter22 }\n    \
         expect: { result: three four }\n  - test: scripted\n    run: ask\n    network: [{ request: GET /b }]\n    \
         expect: { result: caught }\n";
    fs_err::write(project.path().join("tests/b.test.yaml"), whole).unwrap();
    let output = run(&project, &["--jobs", "1", "--format", "json"]);
    let result: Json = serde_json::from_slice(&output.stdout).unwrap();
    let passed = result["tests"].as_array().unwrap().iter();
    let passed: Vec<_> = passed.map(|test| test["passed"].as_bool()).collect();
    // One that scripts its network does not get its file's real one.
    let expected = [Some(true), Some(true), Some(false)];
    assert_eq!(passed, expected, "{result:#}");
    served.join().unwrap();
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
