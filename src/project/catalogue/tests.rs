use super::super::load::tests::{found, with};
use super::super::{Project, Tree, load};
use super::*;
use crate::template::{Templates, golden};

/// What the rows of `tests/golden` call.
const CORE: [(&str, &str); 11] = [
    ("engine/operate", "node, request"),
    ("engine/body", "value, what, fields"),
    ("engine/path", "text"),
    ("engine/segment", "text"),
    ("values/required", "value, what"),
    ("values/text", "value, what"),
    ("values/integer", "value, what, least, most"),
    ("values/yesOrNo", "value, what"),
    ("values/choice", "value, what, choices"),
    ("values/texts", "value"),
    ("values/flag", "value"),
];
const MORE: [(&str, &str); 4] = [
    ("values/plain", "value, what"),
    ("values/json", "value, what"),
    ("values/given", "value, what"),
    ("values/otherwise", "value, other"),
];

/// A project with the actions that operations call, and these files.
fn project(changes: &[(&str, &str)]) -> Tree {
    let mut tree = with(&[]);
    let manifest = tree.text("coopto.toml").expect("there").to_owned();
    let manifest = manifest.replace(
        "[types]\n",
        "[types]\nDockerNode = \"DynamicTypes:Mail.Node\"\n",
    );
    tree.insert("coopto.toml", manifest);
    for (path, names) in CORE.into_iter().chain(MORE) {
        let tags: Vec<_> = names
            .split(", ")
            .map(|name| format!(" * @param {{Any}} {name}\n"))
            .collect();
        let tags = tags.concat();
        let text = format!(
            "/**\n * X.\n *\n{tags} * @returns {{Any}} x\n */\n(function ({names}) {{\n    return null;\n}});\n"
        );
        tree.insert(format!("actions/{path}.js"), text);
    }
    for (path, text) in changes {
        tree.insert(*path, *text);
    }
    tree
}

fn sound(tree: &Tree) -> Project {
    let mut report = Report::new();
    let project = load(tree, None, &mut report);
    assert_eq!(report.diagnostics(), &[]);
    project.expect("sound")
}

fn golden_rows() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/golden/operations/rows.yaml"
    );
    fs_err::read_to_string(path).expect("there")
}

#[test]
fn rows_of_every_kind_become_actions_as_people_write_them() {
    let templates = Templates::built_in().expect("sound");
    let mut report = Report::new();
    let rows = read("actions/rows.yaml", "rows", &golden_rows(), &mut report);
    assert_eq!(report.diagnostics(), &[]);
    assert_eq!(rows.len(), 9);
    for row in &rows {
        let text = templates.operation(&row.operation, "com.example.mail");
        let name = format!("operations/{}.js", *row.name);
        golden::check(&name, &(text.expect("renders") + "\n"));
    }
}

#[test]
fn they_are_actions_of_the_module_that_the_catalogue_is() {
    let project = sound(&project(&[("actions/engine/task.yaml", &golden_rows())]));
    let actions = project.actions.iter();
    let ours: Vec<_> = actions
        .filter(|action| action.category.to_string() == "com.example.mail.engine.task")
        .collect();
    let names: Vec<_> = ours.iter().map(|action| action.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "anyObject",
            "archive",
            "everything",
            "fixed",
            "header",
            "impossible",
            "objects",
            "short",
            "texts"
        ]
    );
    let everything = ours[2];
    assert_eq!(
        everything.id,
        super::super::identifier::derived(
            "mail",
            &crate::model::Kind::Action,
            "engine/task/everything"
        )
    );
    assert_eq!(everything.result.as_str(), "Array/Any");
    assert_eq!(
        everything.parameters[0].type_name.as_str(),
        "DynamicTypes:Mail.Node"
    );
    let names: Vec<_> = everything
        .parameters
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "node",
            "name",
            "id",
            "body",
            "tag",
            "version",
            "psArgs",
            "user",
            "mode",
            "limit",
            "least",
            "wait",
            "force",
            "names",
            "filters",
            "platforms",
            "ratio",
            "other",
            "failIfSo"
        ]
    );
}

/// The findings in one row of `actions/tasks.yaml`, each with the text that is underlined.
fn findings(row: &str) -> Vec<String> {
    let text = format!("task:\n{row}\n");
    let mut report = Report::new();
    assert!(
        load(
            &project(&[("actions/tasks.yaml", &text)]),
            None,
            &mut report
        )
        .is_none()
    );
    let found = report.sorted();
    let told = found.iter().map(|finding| {
        assert_eq!(finding.file, "actions/tasks.yaml");
        let place = finding.span.clone().map_or("", |span| &text[span]);
        let place = place.lines().next().unwrap_or_default();
        let help = finding.help.as_deref().unwrap_or("-");
        format!("{}: {} [{place}] {help}", finding.code, finding.message)
    });
    told.collect()
}

/// A row that is sound but for what is added.
fn row(rest: &str) -> Vec<String> {
    findings(&format!(
        "  description: Do it.\n  request: POST /tasks/{{id}}\n  path: {{ id: The id }}\n{rest}"
    ))
}

#[test]
fn every_fault_of_a_row_is_told_at_once() {
    assert_eq!(
        findings(
            "  descripton: Do it.\n  request: GTE tasks/{id}?a=b\n  since: \"1\"\n  timeout: fast\n  returns: { as: jsn }\n  already: yes"
        ),
        [
            "missing-key: an operation without `description` [d] add `description`",
            "unknown-key: unknown key `descripton` [descripton] did you mean `description`?",
            "illegal-request: `tasks/{id}?a=b` is not a path [GTE tasks/{id}?a=b] what stands behind the `?` goes into `query`",
            "unknown-word: `GTE` is not known here [GTE tasks/{id}?a=b] did you mean `GET`?",
            "illegal-version: `1` is not a version of the API [\"1\"] write two whole numbers in quotes, such as \"1.24\"",
            "unknown-word: `fast` is not known here [fast] write `quick`, `normal`, `long`",
            "unknown-word: `jsn` is not known here [jsn] did you mean `json`?",
            "wrong-type: expected `true` or `false`, found the text `yes` [yes] write `true`",
        ]
    );
}

// One table, long as it is.
#[expect(
    clippy::too_many_lines,
    reason = "one row of everything, and what comes of it"
)]
#[test]
fn requests_and_their_parameters() {
    for (row, told) in [
        (
            "  request: GET",
            "illegal-request: a request is a method and a path [GET] write such as `GET /boxes/{id}/letters`",
        ),
        (
            "  request: GET /a b",
            "illegal-request: `/a b` is not a path [GET /a b] write such as `GET /boxes/{id}/letters`",
        ),
        (
            "  request: GET /a/{id",
            "illegal-request: `/a/{id` is not a path [GET /a/{id] write such as `GET /boxes/{id}/letters`",
        ),
        (
            "  request: GET /a/{id}",
            "unknown-parameter: `{id}` is not described [GET /a/{id}] add `path: { id: what it is }`",
        ),
        (
            "  request: 5",
            "wrong-type: expected text, found the number `5` [5] write \"5\" in quotes to mean the text",
        ),
    ] {
        assert_eq!(
            findings(&format!("  description: x\n{row}")),
            [told],
            "{row}"
        );
    }
    assert_eq!(
        findings("  description: x\n  request: GET /a/{id}\n  path: { id: The id, ide: x }"),
        ["unknown-parameter: the path of the request has no `{ide}` [ide] did you mean `id`?"]
    );
    for (rest, told) in [
        (
            "  doing: do {ic}",
            "unknown-parameter: there is no parameter `ic` to take here [do {ic}] did you mean `id`?",
        ),
        (
            "  doing: do {id",
            "illegal-text: a brace is left open, or holds nothing [do {id] write `{name}` with the name of a parameter",
        ),
        (
            "  account: image",
            "unknown-parameter: there is no parameter `image` to take here [image] there are `id`",
        ),
        (
            "  account: { parameter: id, description: x }",
            "duplicate-name: the operation has a parameter `id` already [id] give it another `name`",
        ),
        (
            "  query: { id: { type: string, description: x } }",
            "duplicate-name: the operation has a parameter `id` already [id] give it another `name`",
        ),
        (
            "  query: { size: { type: integer, description: x, since: \"1.30\" } }\n  body: { description: x, fields: { size: integer } }",
            "duplicate-name: `size` is a key of the query and a field of the body, and one of them has `since` [size] remove `since`, and say in the description which version it needs",
        ),
        (
            "  query: { engine: { type: string, description: x } }",
            "illegal-name: `engine` is a variable of every operation [engine] give it another `name`",
        ),
        (
            "  query: { new: { type: string, description: x } }",
            "illegal-name: `new` cannot be the name of a parameter [new] give it a `name` of letters and digits",
        ),
        (
            "  query: { a: { type: strng, description: x } }",
            "unknown-word: `strng` is not known here [strng] did you mean `string`?",
        ),
        (
            "  query: { a: { type: string } }",
            "missing-key: a key of the query without `description` [{] add `description`",
        ),
        (
            "  query: { a: { value: [1] } }",
            "wrong-type: expected a text, a number, `true` or `false`, found a list [[1]] -",
        ),
        (
            "  query: { a: { value: 1, type: string } }",
            "unknown-key: unknown key `type` [type] a key of the query takes `value`",
        ),
        (
            "  query: { a: { type: any, description: x, choices: [a] } }",
            "misplaced-key: `choices` does not go with the type `any` [choices] it goes with `string`",
        ),
        (
            "  query: { a: { type: string, description: x, range: 1..2 } }",
            "misplaced-key: `range` does not go with the type `string` [range] it goes with `integer`",
        ),
        (
            "  query: { a: { type: integer, description: x, range: 2..1 } }",
            "illegal-bounds: nothing lies between these bounds [2..1] write the smaller one first",
        ),
        (
            "  query: { a: { type: integer, description: x, range: 5 } }",
            "wrong-type: expected bounds, found the number `5` [5] write `1..100`, `1..` or `..100`",
        ),
        (
            "  query: { a: { type: object, description: x, required: true } }",
            "misplaced-key: `required` does not go with the type `object` [required] it goes with `string`, `integer` and `boolean`",
        ),
        (
            "  query: { a: { type: object, description: x, default: y } }",
            "misplaced-key: `default` does not go with the type `object` [default] it goes with `string`, `integer` and `boolean`",
        ),
        (
            "  query: { a: { type: integer, description: x, default: 1.5 } }",
            "wrong-type: expected a whole number, found the number `1.5` [1.5] -",
        ),
        (
            "  query: { a: { type: string, description: x, default: y, required: true } }",
            "misplaced-key: what must be given needs no default [default] remove one of the two",
        ),
        (
            "  query: { a: { type: string, description: x, choices: [a, b], default: c } }",
            "unknown-word: `c` is not known here [c] write `a`, `b`",
        ),
        (
            "  returns: { as: header X Y }",
            "illegal-name: `X Y` is not the name of a header [header X Y] write such as `header X-Name`",
        ),
        (
            "  body: { description: x, as: texts, fields: { A: string } }",
            "misplaced-key: only objects have fields [fields] remove `fields`, or write `as: object` or `as: list`",
        ),
        (
            "  body: { description: x, as: list, fields: { A: { value: 1 } } }",
            "misplaced-key: fields of a list's objects have neither `value` nor `since` [fields] give them a type alone",
        ),
        (
            "  body: { description: x, fields: { A: text } }",
            "unknown-word: `text` is not known here [text] write `string`, `integer`, `number`, `boolean`, `string[]`, `object[]`, `object`, `any`",
        ),
        (
            "  body: { description: x, as: zip }",
            "unknown-word: `zip` is not known here [zip] write `object`, `list`, `texts`, `tar`",
        ),
        (
            "  query: { a: { type: string, description: \"x */ y\" } }",
            "illegal-text: `*/` would end the comment that this becomes a part of [\"x */ y\"] write it another way",
        ),
        (
            "  impossible: \"@no\"",
            "illegal-text: a line that begins with `@` would be a tag of the action [\"@no\"] begin the line with a word",
        ),
    ] {
        assert_eq!(row(rest), [told], "{rest}");
    }
    assert_eq!(
        findings("  description: x\n  request: GET /a\n  body: { description: x }"),
        ["illegal-body: a GET request has no body [d] remove `body`, or change the method"]
    );
}

#[test]
fn names_of_rows() {
    let row = "{ description: Do it., request: GET /a }";
    let told = |files: &[(&str, &str)]| found(&project(files));
    assert_eq!(
        told(&[("actions/tasks.yaml", &format!("do-it: {row}\n"))]),
        [
            "actions/tasks.yaml illegal-name: the name `do-it` is not an identifier, so no script could call this action"
        ]
    );
    assert_eq!(
        told(&[("actions/my-tasks.yaml", &format!("a: {row}\nb: {row}\n"))]),
        [
            "actions/my-tasks.yaml file-name: the name `my-tasks` is not an identifier, so no script could call this action"
        ]
    );
    assert_eq!(
        told(&[("actions/boxes.yaml", &format!("send: {row}\n"))]),
        ["actions/boxes.yaml duplicate-name: `actions/boxes/send.js` is the action `send` as well"]
    );
    assert_eq!(
        told(&[("actions/tasks.yaml", &format!("a: {row}\na: {row}\n"))]),
        ["actions/tasks.yaml duplicate-key: the key `a` stands here twice"]
    );
    assert_eq!(
        told(&[("actions/tasks.yaml", "# none yet\n")]),
        ["actions/tasks.yaml no-operations: this catalogue has no operations"]
    );
    assert_eq!(
        told(&[("actions/tasks.yml", "")]),
        ["actions/tasks.yml unknown-file: this file is not part of anything that is built"]
    );
}

#[test]
fn calls_of_them_are_checked() {
    let rows = "task: { description: Do it., request: GET /a }\n";
    let call = "/** X. */\n(function () {\n    System.getModule(\"com.example.mail.tasks\").task();\n});\n";
    assert_eq!(
        found(&project(&[
            ("actions/tasks.yaml", rows),
            ("actions/x.js", call)
        ])),
        ["actions/x.js argument-count: `task` takes 1 argument, and this call has 0"]
    );
}

#[test]
fn what_is_wrong_with_the_action_is_told_at_the_row_with_the_line() {
    let rows = "# Tasks\ntask: { description: Do it., request: GET /a }\n";
    let mut tree = with(&[("actions/tasks.yaml", rows)]);
    let told = |tree: &Tree| {
        let mut report = Report::new();
        load(tree, None, &mut report);
        let sorted = report.sorted().into_iter();
        let told = sorted.map(|d| {
            assert_eq!(&rows[d.span.expect("a place")], "task");
            format!("{} {}: {} [{}]", d.file, d.code, d.message, d.label)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(&tree),
        [
            "actions/tasks.yaml unknown-module: there is no module `com.example.mail.engine` in this project [line 9 of the action that this becomes: `engine.operate(node, {`]",
            "actions/tasks.yaml unknown-type: unknown type `DockerNode` [line 4 of the action that this becomes: `* @param {DockerNode} node - the node`]",
        ]
    );
    tree.insert(
        "templates/operation.js.hbs",
        "/** X. */\n(function () {\n    let x = {{quoted name}};\n});\n",
    );
    assert_eq!(
        told(&tree),
        [
            "actions/tasks.yaml es5-let: `let` means less on a server than elsewhere [line 3 of the action that this becomes: `let x = \"task\";`]"
        ]
    );
    tree.insert("templates/operation.js.hbs", "{{nme}}");
    assert_eq!(
        told(&tree),
        [
            "actions/tasks.yaml template: template `operation.js.hbs`, line 1: there is no value `nme` []"
        ]
    );
}

#[test]
fn people_find_the_row_of_an_action() {
    let text = "# Tasks\n\none: { description: x, request: GET /a }\ntwo:\n  description: y\n";
    assert_eq!(lines(text), [("one".to_owned(), 3), ("two".to_owned(), 4)]);
    assert_eq!(lines("a: [\n"), []);
}

#[test]
fn many_rows_cost_little() {
    // A hundred rows are read and rendered in milliseconds; this would notice a square of them.
    let row = |i: usize| {
        format!(
            "task{i}: {{ description: Do it., request: \"GET /a/{{id}}\", path: {{ id: x }} }}\n"
        )
    };
    let rows = (0..2000).map(row).collect::<Vec<_>>().concat();
    let start = std::time::Instant::now();
    let mut report = Report::new();
    let rows = read("actions/rows.yaml", "rows", &rows, &mut report);
    let templates = Templates::built_in().expect("sound");
    let rendered: Vec<_> = rows
        .iter()
        .filter_map(|row| Rendered::new(row, &templates, "com.example", &mut report))
        .collect();
    assert_eq!((rendered.len(), report), (2000, Report::new()));
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
