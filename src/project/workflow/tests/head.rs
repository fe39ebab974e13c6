//! What is wrong with the head of a workflow, its inputs and its form.

use super::*;

/// Each of these texts has this fault at this place, whatever else is wrong with it.
#[track_caller]
fn assert_found(cases: &[(&str, &'static str, &str)]) {
    for (text, code, place) in cases {
        let found = faults(text);
        assert!(
            found.contains(&(code, (*place).to_owned())),
            "{text}\n{found:?}"
        );
    }
}

#[test]
fn the_top_level_is_checked() {
    assert_found(&[
        ("steps: []\nicn: a", "unknown-key", "icn"),
        ("description: a", "missing-key", "d"),
        (
            "icon: Icons/imag.png\nsteps: []",
            "unknown-icon",
            "Icons/imag.png",
        ),
        ("inputs: { a: strng }\nsteps: []", "unknown-type", "strng"),
        ("inputs: { 1a: string }\nsteps: []", "illegal-name", "1a"),
        ("inputs: { for: string }\nsteps: []", "illegal-name", "for"),
        (
            "inputs: { a: string }\noutputs: { a: string }\nsteps: []",
            "duplicate-name",
            "a",
        ),
        ("outputs: { a: string }\nsteps: []", "unset-output", "a"),
        (
            "attributes: { a: string }\nsteps: []",
            "unused-attribute",
            "a",
        ),
        (
            "attributes: { a: { type: number, value: x } }\nsteps: []",
            "wrong-type",
            "x",
        ),
        (
            "attributes: { a: { type: SecureString, value: x } }\nsteps: []",
            "secret",
            "x",
        ),
        (
            "attributes: { a: { type: string, from: Shared/Settings.timeout } }\nsteps: []",
            "type-mismatch",
            "Shared/Settings.timeout",
        ),
        (
            "attributes: { a: { type: number, from: Shared/Settings.timout } }\nsteps: []",
            "unknown-setting",
            "Shared/Settings.timout",
        ),
        (
            "attributes: { a: { type: number, from: Settings.timeout } }\nsteps: []",
            "unknown-configuration",
            "Settings.timeout",
        ),
        (
            "attributes: { a: { type: number, value: 1, from: Shared/Settings.timeout } }\nsteps: []",
            "two-values",
            "Shared/Settings.timeout",
        ),
        ("on-resume: maybe\nsteps: []", "unknown-word", "maybe"),
        ("version: \"1.0\"\nsteps: []", "illegal-version", "\"1.0\""),
        ("id: a/b\nsteps: []", "illegal-id", "a/b"),
        (
            "notes: [ { text: a, x: 1, y: 1, width: 1, height: 1, color: red } ]\nsteps: []",
            "illegal-color",
            "red",
        ),
    ]);
}

#[test]
fn inputs_and_forms_are_checked() {
    assert_found(&[
        (
            "inputs: { a: string }\nform: { pages: [ { fields: [b] } ] }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: string }\nform: { pages: [ { fields: [a, a] } ] }\nsteps: []",
            "duplicate-field",
            "a",
        ),
        (
            "inputs: { a: { type: string, shown-if: b } }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: { type: string, shown-if: \"#b == 1\" } }\nsteps: []",
            "unknown-field",
            "b",
        ),
        (
            "inputs: { a: { type: string, shown-if: a } }\nsteps: []",
            "type-mismatch",
            "a",
        ),
        (
            "inputs: { a: { type: string, choices: images.search(a) } }\nsteps: []",
            "wrong-arguments",
            "images.search(a)",
        ),
        (
            "inputs: { a: { type: string, choices: images.serch() } }\nsteps: []",
            "unknown-action",
            "images.serch",
        ),
        (
            "inputs: { a: { type: string, choices: images.defaultTag() } }\nsteps: []",
            "type-mismatch",
            "images.defaultTag()",
        ),
        (
            "inputs: { a: { type: string, choices: a b } }\nsteps: []",
            "illegal-expression",
            "a b",
        ),
        (
            "inputs: { a: { type: string, length: 5..2 } }\nsteps: []",
            "illegal-bounds",
            "5..2",
        ),
        (
            "inputs: { a: { type: string, length: 5 } }\nsteps: []",
            "wrong-type",
            "5",
        ),
        (
            "inputs: { a: { type: string, range: 1..2 } }\nsteps: []",
            "wrong-constraint",
            "a",
        ),
        (
            "inputs: { a: { type: number, length: 1..2 } }\nsteps: []",
            "wrong-constraint",
            "a",
        ),
        (
            "inputs: { a: { type: boolean, default: yes } }\nsteps: []",
            "wrong-type",
            "yes",
        ),
        ("inputs: { a: { label: A } }\nsteps: []", "missing-key", "{"),
    ]);
}

#[test]
fn words_that_are_nearly_right_are_suggested() {
    let (_, report) = lower(
        "Test",
        &with_steps("- action: images.pul\n  with: {}"),
        Target::Eight,
    );
    let help = report.diagnostics().iter().find_map(|d| d.help.clone());
    assert_eq!(help.as_deref(), Some("did you mean `images.pull`?"));
}
