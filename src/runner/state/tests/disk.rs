//! What is on the disk: readable, private, whole.

use super::super::{Attribute, Error, State};
use crate::model::TypeName;
use crate::runner::value::Value;

fn secret(value: &str) -> Attribute {
    Attribute {
        name: "password".to_owned(),
        type_name: TypeName::new("SecureString").expect("a type"),
        value: Value::Text(value.to_owned()),
        description: String::new(),
    }
}

/// A state with one secret in it, and its folder.
fn with_secret() -> (tempfile::TempDir, State) {
    let folder = tempfile::tempdir().expect("a folder");
    let state = State::open(&folder.path().join("state")).expect("a state");
    let element = state
        .create_configuration("Library/Nodes", "laptop")
        .expect("an element");
    state
        .set_attribute(&element.id, secret("hunter2"))
        .expect("set");
    (folder, state)
}

#[test]
fn the_state_is_there_when_it_is_opened_again() {
    let (_folder, state) = with_secret();
    let again = State::open(state.path()).expect("a state");
    let elements = again.configurations().expect("elements");
    assert_eq!(elements[0].name, "laptop");
    assert_eq!(elements[0].attribute("password"), Some(&secret("hunter2")));
}

#[test]
fn a_temporary_state_vanishes() {
    let state = State::temporary().expect("a state");
    state.lock("a", "b").expect("locked");
    let path = state.path().to_owned();
    let clone = state.clone();
    drop(state);
    assert!(path.is_dir());
    drop(clone);
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, state) = with_secret();
    let mode = |path: &std::path::Path| {
        fs_err::metadata(path)
            .expect("metadata")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(state.path()), 0o700);
    assert_eq!(mode(&state.path().join("configurations.json")), 0o600);
}

#[test]
fn people_can_read_it_and_git_does_not() {
    let (_folder, state) = with_secret();
    let read = |name: &str| fs_err::read_to_string(state.path().join(name)).expect("a file");
    let text = read("configurations.json");
    assert!(text.starts_with("{\n  \"format\": 1,\n"), "{text}");
    assert!(text.contains("\"category\": \"Library/Nodes\""), "{text}");
    assert!(text.contains("\"type\": \"SecureString\""), "{text}");
    assert!(text.ends_with("}\n"), "{text}");
    assert_eq!(read(".gitignore"), "*\n");
}

#[test]
fn deleting_a_file_starts_that_kind_again() {
    let (_folder, state) = with_secret();
    state.lock("a", "b").expect("locked");
    fs_err::remove_file(state.path().join("configurations.json")).expect("removed");
    assert!(state.configurations().expect("elements").is_empty());
    assert_eq!(state.locks().expect("locks").len(), 1);
}

#[test]
fn a_damaged_file_is_named_with_line_and_way_out_and_left_alone() {
    let (_folder, state) = with_secret();
    let path = state.path().join("locks.json");
    for (text, line) in [
        ("{\n  \"format\": 1,\n  \"content\": {\n", 4),
        ("{\n  \"format\": 1,\n  \"content\": { \"a\": 7 }\n}\n", 3),
        ("{\n  \"format\": 1,\n  \"contents\": {}\n}\n", 3),
        ("", 1),
        ("[]", 1),
    ] {
        fs_err::write(&path, text).expect("written");
        let error = state.locks().expect_err("damaged").to_string();
        let place = format!("locks.json`, line {line}, column ");
        assert!(error.contains(&place), "{error}");
        assert!(
            error.contains("delete the file to start again without locks"),
            "{error}"
        );
        assert!(!error.contains("at line"), "{error}");
        assert!(matches!(state.lock("x", "y"), Err(Error::Damaged { .. })));
        assert_eq!(fs_err::read_to_string(&path).expect("a file"), text);
    }
    fs_err::write(&path, b"\xff\xfe").expect("written");
    assert!(matches!(state.locks(), Err(Error::Damaged { line: 1, .. })));
}

#[test]
fn a_file_of_a_later_format_is_not_touched() {
    let (_folder, state) = with_secret();
    let path = state.path().join("locks.json");
    let text = "{\"format\": 2, \"content\": [\"what we cannot know\"]}";
    fs_err::write(&path, text).expect("written");
    let error = state.lock("x", "y").expect_err("too new");
    assert!(
        matches!(
            error,
            Error::Newer {
                found: 2,
                known: 1,
                ..
            }
        ),
        "{error:?}"
    );
    assert_eq!(fs_err::read_to_string(&path).expect("a file"), text);
}

#[test]
fn what_a_killed_run_left_unfinished_goes_away() {
    let (_folder, state) = with_secret();
    let left = state.path().join(".unfinished-abc");
    fs_err::write(&left, "{").expect("written");
    State::open(state.path()).expect("a state");
    assert!(!left.exists());
    assert_eq!(state.configurations().expect("elements").len(), 1);
}

#[test]
fn a_refused_change_writes_nothing() {
    let (_folder, state) = with_secret();
    let path = state.path().join("configurations.json");
    let before = fs_err::read(&path).expect("a file");
    let twice = state.create_configuration("/Library/Nodes/", "laptop");
    assert!(matches!(twice, Err(Error::Exists(_))), "{twice:?}");
    assert_eq!(fs_err::read(&path).expect("a file"), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs_err::write(&file, "").expect("written");
    let error = State::open(&file.join("state")).expect_err("no folder");
    assert!(error.to_string().contains("file"), "{error}");
    let error = State::open(&file).expect_err("no folder");
    assert!(error.to_string().contains("file"), "{error}");
}

#[test]
fn what_is_no_file_is_not_opened() {
    let (_folder, state) = with_secret();
    for name in ["configurations.json", ".lock"] {
        let path = state.path().join(name);
        fs_err::remove_file(&path).expect("removed");
        fs_err::create_dir(&path).expect("made");
        let error = state
            .create_configuration("Library", "new")
            .expect_err("no file");
        let text = error.to_string();
        assert!(
            text.contains(name) && text.contains("is not a file"),
            "{text}"
        );
        fs_err::remove_dir(&path).expect("removed");
    }
}

/// Opening a pipe waits for somebody at its other end.
#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let (_folder, state) = with_secret();
    for name in ["configurations.json", ".lock"] {
        let path = state.path().join(name);
        fs_err::remove_file(&path).expect("removed");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
        let error = state
            .create_configuration("Library", "new")
            .expect_err("no file");
        assert!(matches!(error, Error::NoFile { .. }), "{error}");
        fs_err::remove_file(&path).expect("removed");
    }
}

#[test]
fn a_file_larger_than_memory_is_not_read() {
    let (_folder, state) = with_secret();
    let path = state.path().join("configurations.json");
    // Nothing is written of it: a file with a gap.
    let file = fs_err::OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("opens");
    file.set_len((1 << 30) + 1).expect("a gap");
    let text = state.configurations().expect_err("too large").to_string();
    assert!(
        text.contains("configurations.json") && text.contains("delete the file"),
        "{text}"
    );
}
