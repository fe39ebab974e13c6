//! What was built comes out again, under names that every system takes, and builds again.

mod names;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use coopto::archive::{Archive, Limits, Shape};
use coopto::artifact::package;
use coopto::codec::{action, categories, text};
use coopto::diagnostic::Report;
use coopto::model::{Bytes, Category, Element, ElementId, Kind, Member, Package, Resource, Target};
use coopto::project::file_name::decode;
use coopto::script;
use coopto::signing::{Identity, KeySize, Subject};

use crate::support::{MANIFEST, NOW, Project, files, fixtures, packed, packed_elements};

const PACKAGE: &str = "dist/com.example.mail-1.2.0.package";

fn mail() -> Project {
    Project::new()
        .action("images/tag", "    return \"a\";")
        .action("images/pull", "    return \"b\";")
        .action("nodes/pull", "    return \"c\";")
        .file(
            "configurations/Settings/Main.yaml",
            "description: |\n  One: two\n  \"three\" # four\nattributes:\n\
             \x20 timeout: { type: number, value: 60, description: 'It''s: seconds' }\n\
             \x20 hosts: { type: Array/string, value: [a.example, '1', 'true', \"x\\ny\"] }\n\
             \x20 secret: SecureString\n",
        )
        .file(
            "workflows/Boxes/Open it%3F.yaml",
            "description: Opens\ninputs:\n  name: { type: string, required: true }\n\
             outputs:\n  text: string\nsteps:\n  - script: Do\n    in: [name]\n    out: [text]\n\
             \x20   code: text = name + \"<größe>\";\n",
        )
        .file("resources/Texts/a.txt", "text")
        .file(
            "resources/Texts/a.txt.meta.yaml",
            "id: text-1\nversion: 2.0.0\ndescription: 'a: b'\nmime-type: text/x-mail\nallowed: vf\n",
        )
}

#[test]
fn the_package_comes_out_as_it_went_in() {
    let project = mail();
    project.build().assert_ok();
    let built = project.read(PACKAGE);
    for (number, file) in ["dist/mail-1.2.0.vmoapp", "dist/mail.dar"]
        .iter()
        .enumerate()
    {
        for extra in [&[][..], &["--package"]] {
            let out = format!("out{number}{}", extra.len());
            let mut arguments = vec!["extract", file, "-o", &out];
            arguments.extend(extra);
            let run = project.run(&arguments);
            run.assert_ok();
            assert_eq!(project.names(&out), ["com.example.mail-1.2.0.package"]);
            let extracted = format!("{out}/com.example.mail-1.2.0.package");
            assert!(project.read(&extracted) == built);
            assert_eq!(Path::new(run.out.trim()), Path::new(&extracted));
        }
    }
    project
        .run(&["extract", PACKAGE, "--package"])
        .assert_refused()
        .says("is a package already");
}

#[test]
fn one_element_by_name_path_or_id() {
    let project = mail();
    project.build().assert_ok();
    let tag = "actions/com/example/mail/images/tag.js";
    let text = "resources/Library/Mail/Texts/a.txt";
    let meta = "resources/Library/Mail/Texts/a.txt.meta.yaml";
    for (number, (wanted, expected)) in [
        ("tag", &[tag][..]),
        ("com.example.mail.images/tag", &[tag]),
        ("a.txt", &[text, meta]),
        ("Texts/a.txt", &[text, meta]),
        ("Library/Mail/Texts/a.txt", &[text, meta]),
        ("text-1", &[text, meta]),
        ("Open it?", &["workflows/Library/Mail/Boxes/Open it%3F.xml"]),
        ("Main", &["configurations/Library/Mail/Settings/Main.yaml"]),
    ]
    .iter()
    .enumerate()
    {
        for file in [PACKAGE, "dist/mail.dar", "dist/mail-1.2.0.vmoapp"] {
            let out = format!("out{number}");
            project
                .run(&["extract", file, "--element", wanted, "-o", &out])
                .assert_ok();
            assert_eq!(project.names(&out), *expected, "{wanted} of {file}");
        }
    }
}

#[test]
fn names_that_lead_to_several_or_none() {
    let project = mail();
    project.build().assert_ok();
    let extract = |wanted| {
        let run = project.run(&["extract", PACKAGE, "--element", wanted, "-o", "out"]);
        run.assert_refused();
        assert!(!project.path("out").exists());
        run
    };
    extract("pull")
        .says("`pull` is the name of several elements")
        .says("`com.example.mail.images/pull` (action, ")
        .says("`com.example.mail.nodes/pull` (action, ");
    extract("pulll").says("did you mean `pull`?");
    extract("Library/Mail/Texts/b.txt").says("did you mean `Library/Mail/Texts/a.txt`?");
    extract("Texts/b.txt").says("did you mean `Texts/a.txt`?");
    extract("something else").says("`coopto inspect` lists them");
    extract("").says("there is no element ``");
}

#[test]
fn what_is_there_already_stays() {
    let project = mail();
    project.build().assert_ok();
    let target = "out/actions/com/example/mail/images/tag.js";
    let project = project.file(target, "mine");
    let extract = |extra: &[&str]| {
        let mut arguments = vec!["extract", PACKAGE, "-o", "out", "--element", "tag"];
        arguments.extend(extra);
        project.run(&arguments)
    };
    extract(&[])
        .assert_refused()
        .says("tag.js")
        .says("`--force`");
    assert_eq!(project.read(target), b"mine");
    extract(&["--force"]).assert_ok();
    assert!(project.read(target).starts_with(b"/**"));
    // What is the same is in nobody's way.
    extract(&[]).assert_ok();
    let project = project.file("com.example.mail-1.2.0.package", "mine");
    project
        .run(&["extract", "dist/mail.dar"])
        .assert_refused()
        .says("`--force`");
    assert_eq!(project.read("com.example.mail-1.2.0.package"), b"mine");
}

#[test]
fn a_faulty_package_comes_out_with_a_warning() {
    let project = mail();
    project.build().assert_ok();
    let mut entries = project.archive(PACKAGE).into_entries();
    entries.retain(|entry| entry.name.as_str() != "signatures/dunes-meta-inf");
    let bytes = Archive::new(entries).unwrap().write(Shape::Server).unwrap();
    let project = project.file("odd.package", bytes);
    project
        .run(&["extract", "odd.package", "-o", "out"])
        .assert_ok()
        .says("warning")
        .says("do not import")
        .says("coopto verify \"odd.package\"");
    assert!(project.names("out").len() > 4);
}

/// Puts what was extracted into a project again.
fn as_project(extracted: &BTreeMap<String, Vec<u8>>, roots: &[(&str, &str)]) -> Project {
    let mut project = Project::nothing();
    let sources = extracted
        .iter()
        .filter(|(name, _)| !name.starts_with("certificates/"));
    for (name, content) in sources {
        let (root, folder) = roots
            .iter()
            .find(|(root, _)| name.starts_with(root))
            .unwrap_or_else(|| panic!("{name} lies elsewhere"));
        project = project.file(&format!("{folder}{}", &name[root.len()..]), content);
    }
    project
}

#[test]
fn what_was_extracted_builds_the_same_package() {
    let odd = "/**\n * Line *one*.\n *\n *   code {@link x}\n *\n * @param {string[]} all - the\n *   first\n\
        * @param {CompositeType(a:string,b:number):Pair} pair\n * @returns {Any} - what it is\n\
        * @throws {string} never\n * @throws at night\n * @since 1.0\n * @deprecated\n * @allowed v\n */\n\
        (function (all, pair) {\n\tvar text = \"a \\\n        b\";\n\n\treturn text; // é 日\n});\n";
    let crlf = "/**\r\n * Windows.\r\n *\r\n * @param {number} a - one\r\n */\r\n(function (a) {\r\n\
        \x20   if (a) {\r\n        a = 1;\r\n\r\n    }\r\n});\r\n";
    let project = mail()
        .file("actions/odd.js", odd)
        .file("actions/deep/er/crlf.js", crlf)
        .file("actions/empty.js", "/** Nothing. */\n(function () {\n});\n");
    for target in ["7", "8"] {
        project
            .run(&["build", "--package", "--target", target])
            .assert_ok();
        let out = format!("out{target}");
        project.run(&["extract", PACKAGE, "-o", &out]).assert_ok();
        let roots = [
            ("actions/com/example/mail/", "actions/"),
            ("configurations/Library/Mail/", "configurations/"),
            ("resources/Library/Mail/", "resources/"),
            ("workflows/Library/Mail/", "workflows/"),
        ];
        let again = as_project(&project.files(&out), &roots)
            .file("coopto.toml", MANIFEST)
            .file("LICENSE", "x");
        again
            .run(&["build", "--package", "--target", target])
            .assert_ok();
        assert_same_elements(&again.archive(PACKAGE), &project.archive(PACKAGE));
        assert!(again.read(PACKAGE) == project.read(PACKAGE));
    }
}

/// As the assertion on bytes, with a message that a person can read.
#[track_caller]
fn assert_same_elements(a: &Archive, b: &Archive) {
    let texts = |archive: &Archive| -> Vec<(String, String)> {
        let mut texts: Vec<_> = archive
            .entries()
            .iter()
            .filter(|entry| entry.name.as_str().starts_with("elements/"))
            .map(|entry| {
                let text = text::decode(&entry.content)
                    .unwrap_or_else(|_| crate::support::digest(&entry.content));
                (entry.name.to_string(), text)
            })
            .collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(a), texts(b));
}

/// The content that the program carries, taken apart and put together again.
#[test]
fn the_carried_content_builds_the_same_package_again() {
    let project = Project::nothing();
    project.run(&["build", "--package"]).assert_ok();
    let name = project.names("dist").remove(0);
    let file = format!("dist/{name}");
    project.run(&["extract", &file, "-o", "out"]).assert_ok();
    let extracted = project.files("out");
    names::assert_portable(&extracted.keys().cloned().collect::<Vec<_>>());
    let roots = [
        ("actions/de/fum/coopto/", "actions/"),
        ("configurations/Library/Coopto/", "configurations/"),
        ("resources/Library/Coopto/", "resources/"),
        ("workflows/Library/Coopto/", "workflows/"),
    ];
    let own = |name: &str| fs_err::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let again = as_project(&extracted, &roots)
        .file("coopto.toml", own("coopto.toml"))
        .file("LICENSE", own("LICENSE"));
    again.run(&["build", "--package"]).assert_ok();
    assert_same_elements(&again.archive(&file), &project.archive(&file));
}

#[test]
fn real_packages_come_apart() {
    for path in fixtures() {
        let project = Project::nothing();
        let file = path.to_str().unwrap();
        project.run(&["extract", file, "-o", "out"]).assert_ok();
        let extracted = project.names("");
        assert!(extracted.iter().all(|name| name.starts_with("out/")));
        names::assert_portable(&extracted);
        // Once more, and everything is the same already.
        project.run(&["extract", file, "-o", "out"]).assert_ok();
        assert_eq!(project.names(""), extracted);

        let archive = Archive::read(&fs_err::read(&path).unwrap(), &Limits::default()).unwrap();
        let package = package::unpack(&archive).unwrap();
        let sources = files(&project.path("out/actions"));
        let texts: BTreeSet<&[u8]> = sources.values().map(Vec::as_slice).collect();
        let mut scripts = 0;
        for element in package.elements.iter().filter(|e| e.kind == Kind::Action) {
            let data = element.member("data").unwrap();
            let action = action::read(data, Category::default()).unwrap();
            if action.runtime.is_some() {
                // What is no JavaScript comes out as it is.
                let path = format!("out/elements/{}/data", element.id);
                assert!(project.read(&path) == **data);
                continue;
            }
            let id = format!(" * @id {}\n", action.id);
            let source = texts
                .iter()
                .find_map(|text| {
                    std::str::from_utf8(text)
                        .ok()
                        .filter(|text| text.contains(&id))
                })
                .unwrap_or_else(|| panic!("{} is not there", action.name));
            scripts += usize::from(assert_reads_back(source, &action));
        }
        println!("{}: {scripts} scripts read back", path.display());
    }
}

/// Reads an action's source again. False when it is written in what no engine but the old one
/// understands, so that nobody can parse it.
fn assert_reads_back(source: &str, action: &coopto::model::Action) -> bool {
    let mut report = Report::new();
    let Some(read) = script::action::read("a.js", source, &mut report) else {
        return false;
    };
    if report
        .diagnostics()
        .iter()
        .any(|found| found.code == "js-syntax")
    {
        return false;
    }
    let names: Vec<&str> = read
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    let expected: Vec<&str> = action
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(names, expected, "{source}");
    let types: Vec<&str> = read
        .parameters
        .iter()
        .map(|parameter| parameter.type_text.as_str())
        .collect();
    let expected: Vec<&str> = action
        .parameters
        .iter()
        .map(|parameter| parameter.type_name.as_str())
        .collect();
    assert_eq!(types, expected, "{source}");
    assert_eq!(read.id.unwrap().value, action.id.as_str());
    assert_eq!(read.version.unwrap().value, action.version.to_string());
    let script = action.script.as_deref().unwrap_or_default();
    // White space behind the script goes, and so does what is in front of all its lines.
    let moved = script
        .lines()
        .all(|line| line.trim().is_empty() || line.starts_with([' ', '\t']));
    if moved {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&read.body), bare(script));
    } else {
        assert_eq!(read.body, script.trim_end(), "{source}");
    }
    true
}
