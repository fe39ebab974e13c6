//! Several processes at once, and processes that are killed. The test binary plays them all: an
//! ignored test is what a child does.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::super::{Attribute, State};
use crate::model::TypeName;
use crate::runner::value::Value;

const FOLDER: &str = "COOPTO_TEST_STATE";
const NAME: &str = "COOPTO_TEST_NAME";

/// Starts this test binary as a child that does one ignored test.
fn child(test: &str, folder: &Path, name: &str) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact"])
        .arg(format!("runner::state::tests::processes::{test}"))
        .env(FOLDER, folder)
        .env(NAME, name)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child")
}

/// What the child was told; nothing when somebody runs the ignored tests by hand.
fn told() -> Option<(PathBuf, String)> {
    let folder = std::env::var_os(FOLDER)?;
    Some((PathBuf::from(folder), std::env::var(NAME).ok()?))
}

fn number(name: &str, value: f64) -> Attribute {
    Attribute {
        name: name.to_owned(),
        type_name: TypeName::new("number").expect("a type"),
        value: Value::Number(value),
        description: "x".repeat(2000),
    }
}

const COUNT: u32 = 40;

#[test]
#[ignore = "a child of no_change_is_lost_between_processes"]
fn child_counts() {
    let Some((folder, name)) = told() else { return };
    let state = State::open(&folder).expect("a state");
    let id = state.configurations().expect("elements")[0].id.clone();
    for turn in 1..=COUNT {
        state
            .set_attribute(&id, number(&format!("{name}-{turn}"), f64::from(turn)))
            .expect("set");
        state
            .lock(&format!("{name}-{turn}"), &name)
            .expect("locked");
    }
}

#[test]
fn no_change_is_lost_between_processes() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(folder.path()).expect("a state");
    let id = state.create_configuration("A", "b").expect("an element").id;
    let children = ["one", "two", "three"].map(|name| child("child_counts", folder.path(), name));
    for mut child in children {
        assert!(child.wait().expect("an end").success());
    }
    let element = state.configuration(&id).expect("readable").expect("there");
    assert_eq!(element.attributes.len(), 3 * COUNT as usize);
    assert_eq!(state.locks().expect("locks").len(), 3 * COUNT as usize);
}

#[test]
#[ignore = "a child of one_of_many_gets_the_lock"]
fn child_tries_the_lock() {
    let Some((folder, name)) = told() else { return };
    let state = State::open(&folder).expect("a state");
    for turn in 0..20 {
        let id = format!("lock-{turn}");
        if state.lock(&id, &name).expect("an answer") {
            state
                .create_resource(
                    "Winners",
                    &format!("{turn} {name}"),
                    "text/plain",
                    Vec::new(),
                )
                .expect("made");
        }
    }
}

#[test]
fn one_of_many_gets_the_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(folder.path()).expect("a state");
    let children =
        ["one", "two", "three"].map(|name| child("child_tries_the_lock", folder.path(), name));
    for mut child in children {
        assert!(child.wait().expect("an end").success());
    }
    assert_eq!(state.resources().expect("winners").len(), 20);
}

#[test]
#[ignore = "a child of a_killed_process_leaves_a_whole_file"]
fn child_writes_for_ever() {
    let Some((folder, report)) = told() else {
        return;
    };
    let state = State::open(&folder).expect("a state");
    let id = state.configurations().expect("elements")[0].id.clone();
    for turn in 1.. {
        state
            .set_attribute(&id, number("turn", f64::from(turn)))
            .expect("set");
        state
            .set_attribute(&id, number("twin", f64::from(turn)))
            .expect("set");
        fs_err::write(&report, turn.to_string()).expect("reported");
    }
}

/// Killed in the middle of its writes, again and again: the file is always whole, what was written
/// before is there, and the next one can go on at once.
#[test]
fn a_killed_process_leaves_a_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(folder.path()).expect("a state");
    let id = state.create_configuration("A", "b").expect("an element").id;
    let reports = tempfile::tempdir().expect("a folder");
    let report = reports.path().join("turn");
    let report = report.to_str().expect("a path in letters");
    for round in 0..15_u64 {
        state.set_attribute(&id, number("turn", 0.0)).expect("set");
        fs_err::write(report, "0").expect("written");
        let mut child = child("child_writes_for_ever", folder.path(), report);
        // Once it works, at another moment of its work each time.
        while fs_err::read_to_string(report).expect("a report") == "0" {
            assert!(child.try_wait().expect("known").is_none(), "it ended");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(round * 7));
        child.kill().expect("killed");
        child.wait().expect("an end");
        let state = State::open(folder.path()).expect("a state");
        let element = state.configuration(&id).expect("whole").expect("there");
        let value = |name: &str| match element.attribute(name).map(|found| &found.value) {
            Some(Value::Number(number)) => *number,
            _ => 0.0,
        };
        let (turn, twin) = (value("turn"), value("twin"));
        // A child that is killed while it reports leaves an empty report.
        let reported = fs_err::read_to_string(report).expect("a report");
        let reported = reported.parse().unwrap_or(0.0);
        assert!(
            turn >= reported,
            "{turn} is less than what was done: {reported}"
        );
        assert!(turn > 0.0);
        assert!((turn - twin).abs() <= 1.0 || turn <= 1.0, "{turn} {twin}");
    }
    let left = fs_err::read_dir(folder.path()).expect("a folder");
    let unfinished = left
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().starts_with(".unfinished"));
    assert_eq!(unfinished.count(), 0);
}
