//! Files do not use each other in circles: one can be read after the other, from the bottom.

use std::collections::{BTreeMap, BTreeSet};

use crate::layers::{Source, source, sources};

/// The names of a file's module: `runner/http/tls.rs` is `[runner, http, tls]`.
fn module(path: &str) -> Vec<&str> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod")
        .unwrap_or(path)
        .split('/')
        .collect()
}

/// The paths of a tree such as `a::{b, c::d}`, each as names.
fn tree(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(list) = text.strip_prefix('{') {
        let mut paths = Vec::new();
        let (mut depth, mut begin) = (0, 0);
        for (at, c) in list.char_indices() {
            match c {
                ',' | '}' if depth == 0 => {
                    paths.extend(tree(&list[begin..at]));
                    begin = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
        }
        return paths;
    }
    let (name, rest) = text.split_at(text.find(|c| !word(c)).unwrap_or(text.len()));
    if name.is_empty() {
        return Vec::new();
    }
    let mut paths = rest.strip_prefix("::").map(tree).unwrap_or_default();
    if paths.is_empty() {
        paths.push(Vec::new());
    }
    for path in &mut paths {
        path.insert(0, name.to_owned());
    }
    paths
}

/// The paths inside the crate that a file names, from the crate's root.
fn named(source: &Source) -> Vec<Vec<String>> {
    let own = module(&source.path);
    let mut found = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in source.code.match_indices(root) {
            let before = &source.code[..at];
            // A path goes on here, or `pub(in crate::x)` names no dependency.
            if before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c))
                || before.ends_with("in ")
            {
                continue;
            }
            for path in tree(&source.code[at..]) {
                let climbs = path.iter().take_while(|name| *name == "super").count();
                let from = match root {
                    "crate::" => 0,
                    _ => own.len().saturating_sub(climbs),
                };
                let names = path.iter().skip(climbs.max(1)).cloned();
                let above = own.iter().take(from).map(|name| (*name).to_owned());
                found.push(above.chain(names).collect());
            }
        }
    }
    found
}

/// Which files each file uses. What a file takes from the folders it stands in is not counted: their
/// heads hand on what the other files have.
fn uses(sources: &[Source]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules = sources.iter().filter(|source| !source.module.is_empty());
    let modules: BTreeMap<Vec<&str>, &str> = modules
        .map(|source| (module(&source.path), source.path.as_str()))
        .collect();
    let mut uses = BTreeMap::new();
    for (own, path) in &modules {
        let source = sources.iter().find(|source| source.path == *path).unwrap();
        let used: &mut BTreeSet<&str> = uses.entry(*path).or_default();
        for names in named(source) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut lengths = (1..=names.len()).rev();
            let deepest = lengths.find_map(|length| modules.get_key_value(&names[..length]));
            if let Some((other, file)) = deepest
                && !own.starts_with(other)
            {
                used.insert(*file);
            }
        }
    }
    uses
}

/// The files that stand in circles, and those between two circles: what is left when all that use
/// none of the others, and all that are used by none, are taken away again and again.
fn circles(sources: &[Source]) -> Vec<String> {
    let mut uses = uses(sources);
    loop {
        let left: BTreeSet<&str> = uses.keys().copied().collect();
        let used: BTreeSet<&str> = uses.values().flatten().copied().collect();
        uses.retain(|file, others| {
            others.retain(|other| left.contains(other));
            !others.is_empty() && used.contains(file)
        });
        if uses.len() == left.len() {
            break;
        }
    }
    let uses = uses.into_iter();
    uses.map(|(file, others)| {
        let others: Vec<&str> = others.into_iter().collect();
        format!("{file} uses {}", others.join(", "))
    })
    .collect()
}

#[test]
fn no_file_uses_itself_by_way_of_others() {
    assert_eq!(circles(&sources()), [""; 0]);
}

#[test]
fn circles_are_seen() {
    let found = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, code)| source(path, code));
        circles(&files.collect::<Vec<_>>()).join("; ")
    };
    assert_eq!(
        found(&[
            ("a/mod.rs", "pub use b::B;"),
            ("a/b.rs", "use super::c::C;"),
            ("a/c.rs", "use crate::x::{Y, self}; use super::{b, d::D};"),
            ("a/d.rs", "use crate::a::e;"),
            ("a/e.rs", "// use super::c;"),
        ]),
        "a/b.rs uses a/c.rs; a/c.rs uses a/b.rs"
    );
    // Between folders, whose heads hand on what their files have.
    assert_eq!(
        found(&[
            ("a/mod.rs", "pub use self::b::B;"),
            ("a/b.rs", "fn f() { crate::c::g() }"),
            ("c/mod.rs", "mod d; pub use self::d::g;"),
            ("c/d.rs", "use crate::{a::B, e};"),
        ]),
        "a/b.rs uses c/mod.rs; a/mod.rs uses a/b.rs; c/d.rs uses a/mod.rs; c/mod.rs uses c/d.rs"
    );
    // A file and the folder of its name.
    assert_eq!(
        found(&[
            ("a.rs", "mod b; use self::b::B;"),
            ("a/b.rs", "use super::A;")
        ]),
        ""
    );
}
