//! Results as XML for CI.

use super::*;

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
