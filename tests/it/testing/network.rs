//! Tests that ask the real network, and what they keep of its answers.

use super::*;

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
