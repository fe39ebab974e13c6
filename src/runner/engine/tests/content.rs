//! The content of this project, as it is, in the engine.

use std::path::{Path, PathBuf};

use super::*;
use crate::archive::{self, Archive};
use crate::artifact::package::unpack;
use crate::diagnostic::Report;
use crate::project::{self, Tree};

fn content() -> Content {
    let tree = Tree::embedded();
    let project = project::load(&tree, None, &mut Report::new()).expect("sound");
    let package = project::assemble::package(&project).expect("assembles");
    let mut content = Content::default();
    content
        .add(&package, &crate::archive::Limits::default())
        .expect("own package");
    content.locate(&tree, &project.manifest);
    content
}

#[test]
fn every_action_compiles() {
    let bench = Bench::new(content());
    let names: Vec<(String, String)> = bench
        .services
        .content
        .actions()
        .map(|(module, action)| (module.to_owned(), action.name.clone()))
        .collect();
    assert!(names.len() > 20);
    for (module, name) in names {
        if let Err(thrown) = bench.engine().action(&module, &name, vec![]) {
            let shown = format!("{thrown:?}");
            assert!(!shown.contains("SyntaxError"), "{module}/{name}: {shown}");
        }
    }
}

/// The checks that the same actions pass in Rhino, with this engine's own objects in the place of
/// Java's.
#[test]
fn pure_actions_do_what_they_do_in_rhino() {
    let bench = Bench::new(content());
    let checks = concat!(
        include_str!("content.js"),
        include_str!("../../../../tests/rhino/pure.js"),
        "return failures;"
    );
    let mut engine = bench.engine();
    let failed = engine.body(&place(), checks, &[]);
    assert_eq!(failed.unwrap(), text(""), "{:#?}", bench.log());
}

#[test]
fn errors_name_the_author_s_file() {
    let bench = Bench::new(content());
    let thrown = bench.engine().action(
        "de.fum.coopto.values",
        "required",
        vec![Value::Null, text("the name")],
    );
    let Err(Thrown::Exception { text, stack, .. }) = thrown else {
        panic!("{thrown:?}");
    };
    assert!(
        text.starts_with("COOPTO-400: the name is missing (Dynamic Script Module name : required#"),
        "{text}"
    );
    let (file, line) = stack[0].split_once(':').unwrap();
    assert_eq!(file, "actions/values/required.js");
    let source = include_str!("../../../../actions/values/required.js");
    let line: usize = line.parse().unwrap();
    assert!(source.lines().nth(line - 1).unwrap().contains("throw"));
}

#[test]
fn the_node_store_works_over_the_state() {
    let bench = Bench::new(content());
    bench.text(
        "System.getModule('de.fum.coopto.inventory').define();
         var store = System.getModule('de.fum.coopto.store');
         store.save({id: 'a-1', displayName: 'Ada', url: 'unix:///x', host: 'localhost'}, 'geheim');",
    );
    assert_eq!(
        bench.text(
            "var store = System.getModule('de.fum.coopto.store');
             return store.entries().length + store.entry('a-1').displayName + store.password('a-1');"
        ),
        "1Adageheim"
    );
    assert_eq!(
        bench.text("return Server.findAllForType('DynamicTypes:Coopto.DockerNode')[0].name;"),
        "Ada"
    );
    bench.text("System.getModule('de.fum.coopto.store').erase('a-1');");
    assert_eq!(
        bench.text("return System.getModule('de.fum.coopto.store').entries().length;"),
        "0"
    );
}

/// Real packages, where somebody has put them: `COOPTO_FIXTURES`, or `shared/fixtures` beside the
/// project.
#[test]
#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn every_script_of_real_packages_compiles() {
    let folder = std::env::var_os("COOPTO_FIXTURES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures"),
        PathBuf::from,
    );
    let Ok(entries) = fs_err::read_dir(folder.join("packages")) else {
        eprintln!("left out: no real packages in `{}`", folder.display());
        return;
    };
    let bench = Bench::with(&[]);
    let mut engine = bench.engine();
    for entry in entries {
        let bytes = fs_err::read(entry.unwrap().path()).unwrap();
        let archive = Archive::read(&bytes, &archive::Limits::default()).unwrap();
        let mut content = Content::default();
        content
            .add(
                &unpack(&archive).unwrap(),
                &crate::archive::Limits::default(),
            )
            .unwrap();
        for (name, script) in scripts(&content) {
            let unused = format!("if (false) {{\n{script}\n}}\nreturn 1;");
            let result = engine.body(&place(), &unused, &[]);
            assert_eq!(result, Ok(Value::Number(1.0)), "{name}");
        }
    }
}

/// The scripts of actions and items, by the names of their elements.
fn scripts(content: &Content) -> Vec<(String, String)> {
    let actions = content.actions().filter_map(|(module, action)| {
        let script = action.script.clone().filter(|_| action.runtime.is_none());
        Some((format!("{module}/{}", action.name), script?))
    });
    let items = content.workflows().flat_map(|workflow| {
        let items = workflow.items.iter();
        items.filter_map(|item| Some((workflow.name.clone(), item.script.clone()?)))
    });
    actions.chain(items).collect()
}
