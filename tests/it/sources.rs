//! Broken sources: every fault is shown, and nothing is written, not even an identity.

use coopto::codec::text;

use crate::support::{Project, Run, all_files};

/// Builds a project that must not be built: nothing is written, not even an identity.
#[track_caller]
fn assert_not_built(project: &Project) -> Run {
    let own = project.home().join("identity.pem");
    fs_err::remove_file(&own).unwrap();
    let before = all_files(project);
    let run = project.build();
    assert_eq!(run.code, Some(2), "{}\n{:?}", run.said(), project.names(""));
    run.says("nothing was built");
    assert_eq!(all_files(project), before);
    project
        .run(&["generate"])
        .assert_refused()
        .says("nothing was generated");
    assert_eq!(all_files(project), before);
    run
}

#[test]
fn broken_sources() {
    let wide = text::utf16be("/** x */ (function () {});");
    for (path, content, place) in [
        (
            "actions/a.js",
            &b"/** x */ (function () { var a = ; });"[..],
            "actions/a.js:1:",
        ),
        ("actions/a.js", b"/** x */ (function () {", "actions/a.js"),
        ("actions/a.js", b"", "actions/a.js"),
        ("actions/a.js", &wide, "actions/a.js"),
        (
            "actions/a.js",
            b"/** x */ (function () { return \"\xff\"; });",
            "actions/a.js",
        ),
        (
            "configurations/A.yaml",
            b"attributes: [",
            "configurations/A.yaml:1:",
        ),
        (
            "configurations/A.yaml",
            b"attributes:\n\ta: string",
            "configurations/A.yaml",
        ),
        (
            "configurations/A.yaml",
            b"attributes: { a: \xff }",
            "configurations/A.yaml",
        ),
        ("configurations/A.yaml", &wide, "configurations/A.yaml"),
        (
            "configurations/A.yaml",
            b"a: &a [x]\nb: *a\n",
            "configurations/A.yaml",
        ),
        (
            "resources/a.txt.meta.yaml",
            b"id: 1",
            "resources/a.txt.meta.yaml",
        ),
        ("coopto.toml", b"[project", "coopto.toml:1:"),
        ("coopto.toml", b"", "coopto.toml"),
        ("coopto.toml", &wide, "coopto.toml"),
        (
            "templates/action.xml.hbs",
            b"{{#each",
            "templates/action.xml.hbs",
        ),
    ] {
        let project = Project::new().file(path, content);
        assert_not_built(&project).says("error").says(place);
    }
}

#[test]
fn every_fault_is_shown() {
    let project = Project::new()
        .action("a", "    var a = ;")
        .action("b", "    var b = ;")
        .file("actions/c.js", b"\xff")
        .file("configurations/A.yaml", "attributes: [")
        .file("configurations/B.yaml", "atributes: {}")
        .file("resources/gone.txt.meta.yaml", "description: nothing");
    let run = assert_not_built(&project);
    for place in [
        "actions/a.js",
        "actions/b.js",
        "actions/c.js",
        "configurations/A.yaml",
        "configurations/B.yaml",
        "resources/gone.txt.meta.yaml",
    ] {
        run.says(place);
    }
    let shown = run
        .err
        .lines()
        .filter(|line| line.starts_with("error["))
        .count();
    assert_eq!(shown, 6, "{}", run.err);
    run.says("6 errors, 0 warnings");
}

/// A project's name is part of file names, and never chooses where they go.
#[test]
fn a_name_that_climbs() {
    let project = Project::new().file(
        "coopto.toml",
        crate::support::MANIFEST.replace("name = \"mail\"", "name = \"../evil\""),
    );
    assert_not_built(&project).says("coopto.toml");
}
