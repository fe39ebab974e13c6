//! What is wrong with steps, and what they become.

use super::*;

/// Faults of some steps, besides that nothing uses the attributes.
fn faults_of(steps: &str) -> Vec<(&'static str, String)> {
    let mut found = faults(&with_steps(steps));
    found.retain(|(code, _)| *code != "unused-attribute");
    found
}

#[test]
fn calls_are_checked_against_what_they_call() {
    for (steps, code, place) in [
        (
            "- action: images.pul\n  with: {}",
            "unknown-action",
            "images.pul",
        ),
        (
            "- action: images.pull\n  with: { node: node }\n  result: image",
            "missing-argument",
            "action",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference, tag: text }\n  result: image",
            "unknown-parameter",
            "tag",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: count }\n  result: image",
            "type-mismatch",
            "count",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: refernce }\n  result: image",
            "unknown-variable",
            "refernce",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: 5 }\n  result: image",
            "wrong-type",
            "5",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference }\n  result: text",
            "type-mismatch",
            "text",
        ),
        (
            "- action: images.pull\n  with: { node: node, reference: reference }\n  result: imge",
            "unknown-variable",
            "imge",
        ),
        (
            "- action: nodes.refresh\n  with: { node: node }\n  result: text",
            "no-result",
            "text",
        ),
        ("- action: /mail\n", "illegal-action", "/mail"),
        (
            "- workflow: Images/Pul\n  with: {}",
            "unknown-workflow",
            "Images/Pul",
        ),
        (
            "- workflow: Images/Pull\n  with: { node: node, reference: reference }\n  outputs: { img: image }",
            "unknown-parameter",
            "img",
        ),
        (
            "- workflow: Images/Pull\n  mode: later\n  with: { node: node, reference: reference }",
            "unknown-word",
            "later",
        ),
        (
            "- workflow: Images/Pull\n  mode: schedule\n  with: { node: node, reference: reference }",
            "missing-key",
            "w",
        ),
        (
            "- foreach: Images/Pull\n  over: { reference: text }\n  with: { node: node }",
            "type-mismatch",
            "text",
        ),
        (
            "- foreach: Images/Pull\n  over: { reference: names }\n  with: {}",
            "missing-argument",
            "foreach",
        ),
        (
            "- decide: images.defaultTag\n  then: []",
            "type-mismatch",
            "images.defaultTag",
        ),
        (
            "- decide: { workflow: Images/Pull }\n  with: { node: node, reference: reference }\n  then: []",
            "type-mismatch",
            "decide",
        ),
        ("- together: []", "no-calls", "together"),
    ] {
        let found = faults_of(steps);
        assert!(
            found.contains(&(code, place.to_owned())),
            "{steps}\n{found:?}"
        );
    }
}

#[test]
fn steps_are_checked_one_by_one() {
    for (steps, code, place) in [
        ("- acton: images.pull", "unknown-key", "acton"),
        ("- title: Nothing", "missing-key", "t"),
        ("- script: A\n  action: b\n  code: x", "two-steps", "action"),
        ("- script: A\n  cod: x", "unknown-key", "cod"),
        (
            "- script: A\n  in: [txt]\n  code: System.log(txt);",
            "unknown-variable",
            "txt",
        ),
        (
            "- script: A\n  code: System.log(text);",
            "unbound-name",
            "script",
        ),
        (
            "- script: A\n  out: [text]\n  code: System.log(1);",
            "unset-binding",
            "text",
        ),
        (
            "- script: A\n  out: [fixed]\n  code: fixed = 1;",
            "read-only",
            "fixed",
        ),
        (
            "- script: A\n  in: [text, text]\n  code: System.log(text);",
            "duplicate-name",
            "text",
        ),
        ("- if: txet == 1\n  then: []", "unknown-variable", "txet"),
        (
            "- if: done\n  on-error: []\n  then: []",
            "no-error-path",
            "on-error",
        ),
        (
            "- switch: text\n  cases: [ { equals: 1, steps: [] } ]",
            "wrong-type",
            "1",
        ),
        (
            "- switch: node\n  cases: [ { equals: a, steps: [] } ]",
            "type-mismatch",
            "node",
        ),
        (
            "- switch: text\n  cases: [ { equals: a, if: done, steps: [] } ]",
            "two-tests",
            "if",
        ),
        ("- while: done\n  steps: []", "empty-loop", "while"),
        ("- wait: text", "type-mismatch", "text"),
        ("- throw: nothing", "unknown-variable", "nothing"),
        ("- throw: count", "type-mismatch", "count"),
        ("- goto: nowhere", "unknown-step", "nowhere"),
        ("- goto: x\n  name: x", "useless-name", "x"),
        (
            "- script: A\n  code: a()\n  on-error: { into: count, steps: [] }",
            "type-mismatch",
            "count",
        ),
        (
            "- script: A\n  code: a()\n  on-error: { goto: nowhere }",
            "unknown-step",
            "nowhere",
        ),
        (
            "- ask: Who?\n  fields: { who: string }",
            "unknown-variable",
            "who",
        ),
        (
            "- ask: Who?\n  users: names\n  fields: { text: string }",
            "type-mismatch",
            "names",
        ),
        (
            "- { script: A, name: x, code: a() }\n- { script: B, name: x, code: a() }",
            "duplicate-name",
            "x",
        ),
    ] {
        let found = faults_of(steps);
        assert!(
            found.contains(&(code, place.to_owned())),
            "{steps}\n{found:?}"
        );
    }
}

#[test]
fn what_is_never_reached_is_said_once() {
    let found = faults_of(
        "- end\n- action: nodes.refresh\n  with: { node: node }\n- script: B\n  code: a()",
    );
    assert_eq!(found, [("unreachable-step", "action".to_owned())]);
    let jumped =
        "- goto: b\n- throw: text\n  name: a\n- script: B\n  name: b\n  code: f()\n- goto: a";
    assert_eq!(faults_of(jumped), []);
}

#[test]
fn a_loop_needs_a_way_out() {
    let found = faults_of("- script: A\n  name: a\n  code: f()\n- goto: a");
    assert_eq!(found, [("endless-loop", "script".to_owned())]);
    let handled = "- script: A\n  name: a\n  code: f()\n  on-error: [ end ]\n- goto: a";
    assert_eq!(faults_of(handled), []);
}

#[test]
fn code_is_underlined_inside_its_block() {
    let text = with_steps("- script: A\n  in: [text]\n  code: |\n    // größe\n    let x = text;");
    let (_, report) = lower("Test", &text, Target::Eight);
    let fault = report
        .diagnostics()
        .iter()
        .find(|d| d.code == "es5-let")
        .expect("`let` is found");
    assert!(
        text[fault.span.clone().expect("a place")].starts_with("let"),
        "{fault:?}"
    );
}

#[test]
fn an_error_path_alone_stores_the_text_in_a_variable_of_its_own() {
    let workflow = good("steps:\n  - script: A\n    code: f()\n    on-error: [ end ]");
    let item = workflow.item("item1").expect("the step");
    assert_eq!(item.throw_bind.as_deref(), Some("errorCode"));
    let text = TypeName::string();
    assert!(workflow.variables().any(|one| one == ("errorCode", &text)));
}

#[test]
fn a_variable_of_an_error_path_may_be_used_before_it_is_written() {
    let workflow = good(
        "steps:\n  - if: problem != null\n    name: again\n    then: [ end ]\n  - script: A\n    code: f()\n    \
         on-error: { into: problem, goto: again }",
    );
    let text = TypeName::string();
    assert!(workflow.variables().any(|one| one == ("problem", &text)));
}
