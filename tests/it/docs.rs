//! The documentation that `coopto docs` writes: that of this project is current, that of a hostile one
//! holds no markup of its authors, and what people wrote beside it stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use coopto::diagnostic::Level;
use coopto::script::lint::{LINTS, Lint};

use crate::support::{Project, files};

const SEND: &str = "actions/com.example.mail.md";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All pages below a folder, by path.
fn pages(folder: &Path) -> BTreeMap<String, String> {
    files(folder)
        .into_iter()
        .map(|(path, content)| (path, String::from_utf8(content).unwrap()))
        .collect()
}

fn project() -> Project {
    Project::new().action("send", "    return \"\";").file(
        "workflows/Mail/Send.yaml",
        "steps:\n  - action: send\n    result: text\noutputs:\n  text: string\n",
    )
}

#[test]
fn the_pages_of_this_project_are_current() {
    let elsewhere = Project::nothing();
    let run = elsewhere.run(&[
        "docs",
        "--check",
        "--project",
        root("").to_str().unwrap(),
        "-o",
        root("docs/content").to_str().unwrap(),
    ]);
    run.assert_no_panic();
    assert_eq!(
        run.code,
        Some(0),
        "docs/content is not what the sources say: run `cargo run -- docs` and commit what it writes\n{}",
        run.said()
    );
}

#[test]
fn the_content_of_the_program_has_the_same_pages() {
    let nothing = Project::nothing();
    nothing.run(&["docs", "-o", "out"]).assert_ok();
    let here = Project::nothing();
    let project = root("");
    here.run(&["docs", "-o", "out", "--project", project.to_str().unwrap()])
        .assert_ok();
    assert_eq!(nothing.snapshot("out"), here.snapshot("out"));
    assert!(nothing.names("out").contains(&"README.md".to_owned()));
}

/// Look at what changed, and if it is meant, run once with `COOPTO_UPDATE_GOLDEN=1`.
#[test]
fn a_hostile_project_has_these_pages() {
    let folder = Project::nothing();
    let hostile = root("tests/docs/hostile");
    folder
        .run(&["docs", "--project", hostile.to_str().unwrap()])
        .assert_ok();
    let written = folder.path("docs/content");
    let golden = root("tests/golden/docs");
    if std::env::var_os("COOPTO_UPDATE_GOLDEN").is_some() {
        let _ = fs_err::remove_dir_all(&golden);
        for (path, content) in files(&written) {
            let place = golden.join(path);
            fs_err::create_dir_all(place.parent().unwrap()).unwrap();
            fs_err::write(place, content).unwrap();
        }
    }
    let (written, golden) = (pages(&written), pages(&golden));
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&written), names(&golden));
    for (path, text) in &written {
        assert!(
            *text == golden[path],
            "`{path}` differs; if that is meant, run with COOPTO_UPDATE_GOLDEN=1\n{text}"
        );
    }
}

#[test]
fn links_lead_somewhere() {
    for folder in ["docs/content", "tests/golden/docs"] {
        let pages = pages(&root(folder));
        let mut count = 0;
        for (path, text) in &pages {
            for target in text.split("](").skip(1) {
                let target = target.split(')').next().unwrap();
                // Words of authors that look like a link.
                if target.contains([':', ' ']) || target == "y" || target == "c" {
                    continue;
                }
                let (page, anchor) = target.split_once('#').unwrap_or((target, ""));
                let page = match page {
                    "" => path.clone(),
                    page => resolve(path, &unescape(page)),
                };
                let found = pages.get(&page);
                let found = found.unwrap_or_else(|| panic!("{folder}/{path}: no `{target}`"));
                let anchor = format!("<a id=\"{anchor}\"></a>");
                assert!(
                    anchor.contains("\"\"") || found.contains(&anchor),
                    "{path}: {target}"
                );
                count += 1;
            }
        }
        assert!(count > 20, "{folder}: {count}");
    }
}

fn resolve(from: &str, to: &str) -> String {
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in to.split('/') {
        if step == ".." {
            assert!(steps.pop().is_some(), "{from}: {to}");
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn no_markup_of_authors_gets_through() {
    let ours = ["<a id=\"", "</a>", "<code>", "</code>", "<!-- Written by "];
    for (path, text) in pages(&root("tests/golden/docs")) {
        assert!(!text.contains('\r'), "{path}");
        for line in text.lines().map(|line| line.replace("\\`", "")) {
            // What stands between backticks is shown as it is.
            let outside: Vec<&str> = line.split('`').step_by(2).collect();
            for (at, _) in outside.concat().match_indices('<') {
                let rest = &outside.concat()[at..];
                assert!(
                    ours.iter().any(|tag| rest.starts_with(tag)),
                    "{path}: {line}"
                );
            }
        }
    }
}

#[test]
fn the_tags_of_actions_are_told() {
    let text = fs_err::read_to_string(
        root("tests/golden/docs/actions").join("com.example.hostile.odd.md"),
    )
    .unwrap();
    for words in [
        "- Throws COOPTO-404 when ",
        "- Throws COOPTO-500 else\n",
        "- Since 1.1.0 ",
        "**Deprecated**: use ",
        "**Deprecated**\n",
        "- Returns `boolean`: whether ",
        "- Used by the workflows [All steps]",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let project = project();
    let first = project.run(&["docs"]);
    first.assert_ok().says(&format!("{SEND}: written"));
    let before = project.snapshot("");
    let second = project.run(&["docs"]);
    second.assert_ok().says("4 pages, 4 current, 0 changed");
    assert_eq!(second.out, "");
    project.run(&["docs", "--check"]).assert_ok();
    assert_eq!(project.snapshot(""), before);
    // A checkout on Windows.
    let page = format!("docs/content/{SEND}");
    let text = String::from_utf8(project.read(&page)).unwrap();
    let project = project.file(&page, text.replace('\n', "\r\n"));
    project.run(&["docs", "--check"]).assert_ok();
}

#[test]
fn a_check_names_what_is_not_current_and_writes_nothing() {
    let project = project();
    let run = project.run(&["docs", "--check"]);
    run.assert_faults().says("README.md: missing");
    assert!(!project.path("docs").exists());

    project.run(&["docs"]).assert_ok();
    let project = project
        .action("other", "    return \"\";")
        .file("docs/content/workflows/Mail.md", old_page());
    fs_err::remove_file(project.path("actions/send.js")).unwrap();
    fs_err::remove_file(project.path("workflows/Mail/Send.yaml")).unwrap();
    let before = project.snapshot("");
    let run = project.run(&["docs", "--check"]);
    let place = |path: &str| format!("docs/content/{path}");
    run.assert_faults()
        .says(&format!("{}: outdated", place("README.md")))
        .says(&format!("{}: outdated", place(SEND)))
        .says(&format!("{}: superfluous", place("workflows/Mail.md")))
        .says("`coopto docs` brings them up to date");
    assert!(!run.out.contains("resources.md: "), "{}", run.out);
    assert_eq!(project.snapshot(""), before);
}

/// What a run before wrote, when there was more.
fn old_page() -> String {
    let readme = fs_err::read_to_string(root("docs/content/README.md")).unwrap();
    format!("{}\n\nold\n", readme.lines().next().unwrap())
}

#[test]
fn pages_of_an_earlier_run_go_and_others_stay() {
    let mine = "# Mine\n";
    let project = project()
        .file("docs/content/workflows/Gone/Deep.md", old_page())
        .file("docs/content/gone.md", old_page())
        .file("docs/content/guides/copied.md", old_page())
        .file("docs/content/notes.md", mine)
        .file("docs/content/actions/notes.md", mine)
        .file("docs/content/actions/old.txt", old_page());
    project
        .run(&["docs"])
        .assert_ok()
        .says("Deep.md: removed")
        .says("gone.md: removed");
    let left: BTreeSet<String> = project.names("docs/content").into_iter().collect();
    let expected = [
        "README.md",
        "actions/com.example.mail.md",
        "actions/notes.md",
        "actions/old.txt",
        "guides/copied.md",
        "notes.md",
        "resources.md",
        "workflows/Mail.md",
    ];
    let expected: BTreeSet<String> = expected.map(str::to_owned).into();
    assert_eq!(left, expected);
    assert!(!project.path("docs/content/workflows/Gone").exists());
    assert_eq!(project.read("docs/content/notes.md"), mine.as_bytes());
}

#[test]
fn a_page_that_somebody_wrote_is_in_the_way() {
    let project = project().file("docs/content/README.md", "# Mine\n");
    let before = project.snapshot("");
    for arguments in [&["docs"][..], &["docs", "--check"]] {
        project
            .run(arguments)
            .assert_refused()
            .says("README.md` is not from `coopto docs`: move it away");
        assert_eq!(project.snapshot(""), before);
    }
}

#[test]
fn what_happened_is_data_too() {
    let project = project();
    let states = |arguments: &[&str]| {
        let run = project.run(arguments);
        run.assert_no_panic();
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(value["folder"], "pages");
        let states: Vec<String> = value["pages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|page| format!("{} {}", page["path"], page["state"]).replace('"', ""))
            .collect();
        states
    };
    let write = ["docs", "-o", "pages", "--format", "json"];
    let check = ["docs", "-o", "pages", "--format", "json", "--check"];
    assert_eq!(states(&check)[0], "README.md missing");
    assert_eq!(states(&write)[0], "README.md written");
    assert_eq!(
        states(&check),
        [
            "README.md current",
            "actions/com.example.mail.md current",
            "resources.md current",
            "workflows/Mail.md current"
        ]
    );
}

#[test]
fn nothing_is_written_for_broken_sources() {
    let project = project().file("actions/broken.js", "/** x */ (function () {");
    project
        .run(&["docs"])
        .assert_refused()
        .says("no documentation was written");
    assert!(!project.path("docs").exists());
}

/// `COOPTO_UPDATE_GOLDEN=1` writes `docs/rules.md` out of what stands beside each rule.
#[test]
fn every_rule_for_scripts_is_described() {
    let mut rules: Vec<&Lint> = LINTS.to_vec();
    rules.sort_by_key(|rule| rule.code);
    let mut page = "# Rules for scripts\n\n\
        What `coopto build` finds in JavaScript, by the name that it shows in brackets. An error ends the build, a \n\
        warning does not. What some server's engine cannot run is an error; why, says each rule. This page is made from \n\
        the sources of the rules.\n"
        .replace(" \n", "\n");
    for rule in rules {
        let level = match rule.level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        let docs = rule.docs.trim();
        writeln!(page, "\n## {}\n\n{level}\n\n{docs}", rule.code).unwrap();
    }
    let place = root("docs/rules.md");
    if std::env::var_os("COOPTO_UPDATE_GOLDEN").is_some() {
        fs_err::write(&place, &page).unwrap();
    }
    let written = fs_err::read_to_string(&place).unwrap_or_default();
    assert!(
        written == page,
        "docs/rules.md is not what the rules say: run with COOPTO_UPDATE_GOLDEN=1"
    );
}
