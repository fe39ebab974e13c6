//! The map in `src/lib.rs` is true: who may use whom, who owns which crate, who touches the disk.

use std::path::Path;

use crate::support::files;

/// The rows of the map, from the bottom.
const ROWS: [&[&str]; 6] = [
    &["model", "diagnostic"],
    &["codec", "archive", "signing"],
    &["artifact", "template", "script"],
    &["project"],
    &["runner"],
    &["cli"],
];

/// The owners of outside crates, by their places below `src`; a name that ends in `_` stands for all
/// that begin so.
const OWNERS: &[(&str, &[&str])] = &[
    ("zip", &["archive"]),
    ("flate2", &["archive"]),
    ("quick_xml", &["codec"]),
    ("openssl", &["signing", "runner/http"]),
    ("rquickjs", &["runner/engine"]),
    ("ureq", &["runner/http"]),
    ("ctrlc", &["cli"]),
    ("rcgen", &["signing"]),
    ("handlebars", &["template"]),
    ("include_dir", &["template", "project"]),
    ("oxc_", &["script"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("annotate_snippets", &["cli"]),
    ("anstream", &["cli"]),
    ("anyhow", &["cli"]),
    ("rpassword", &["cli"]),
    ("saphyr_parser", &["project"]),
    ("toml", &["project"]),
    ("fs_err", &["cli", "project", "runner", "signing"]),
    ("walkdir", &["cli", "project", "signing"]),
];

/// What only those who may touch the disk write.
const DISK: [&str; 8] = [
    "std::fs",
    "fs::File",
    "fs::read",
    "fs::write",
    "fs::metadata",
    "File::open",
    "File::create",
    "OpenOptions",
];

/// What only the console writes.
const PRINTING: [&str; 8] = [
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "io::stdout",
    "io::stderr",
    "Stdout",
];

/// A source file without its comments, its texts and its tests.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) module: String,
    pub(crate) code: String,
}

pub(crate) fn sources() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources: Vec<Source> = files(&folder)
        .into_iter()
        .filter(|(path, _)| is_rust(path) && !is_test(path))
        .map(|(path, content)| Source {
            module: module(&path),
            code: without_tests(&without_texts(&String::from_utf8(content).unwrap())),
            path,
        })
        .collect();
    assert!(
        sources.len() > 100,
        "the sources are not where they should be"
    );
    sources
}

fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "rs")
}

/// Files that only `#[cfg(test)] mod …;` brings in.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/") || path.ends_with("/golden.rs")
}

/// The module of a file below `src`; the crate itself has the empty name.
fn module(path: &str) -> String {
    let first = path.split('/').next().unwrap_or_default();
    match first.strip_suffix(".rs") {
        Some("lib" | "main") => String::new(),
        Some(single) => single.to_owned(),
        None => first.to_owned(),
    }
}

/// Blanks out comments and what stands in quotes, keeping the lines.
fn without_texts(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let mut out = String::with_capacity(code.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        let length = if rest.starts_with(&['/', '/']) {
            rest.iter().take_while(|c| **c != '\n').count()
        } else if rest.starts_with(&['/', '*']) {
            let end = (2..rest.len()).find(|end| rest[..*end].ends_with(&['*', '/']));
            end.unwrap_or(rest.len())
        } else if let Some(hashes) = raw(rest, at.checked_sub(1).map(|before| letters[before])) {
            let mut close = vec!['"'];
            close.extend(std::iter::repeat_n('#', hashes));
            let open = hashes + 2;
            let end = (open..=rest.len()).find(|end| rest[open..*end].ends_with(&close));
            end.unwrap_or(rest.len())
        } else if rest[0] == '"' {
            let mut end = 1;
            while end < rest.len() && rest[end] != '"' {
                end += if rest[end] == '\\' { 2 } else { 1 };
            }
            end + 1
        } else if rest[0] == '\'' && rest.get(1) == Some(&'\\') {
            3 + rest[3..].iter().take_while(|c| **c != '\'').count()
        } else if rest[0] == '\'' && rest.get(2) == Some(&'\'') {
            3
        } else {
            0
        };
        if length == 0 {
            out.push(rest[0]);
            at += 1;
        } else {
            let length = length.min(rest.len());
            out.push(' ');
            out.extend(rest[..length].iter().filter(|c| **c == '\n'));
            at += length;
        }
    }
    out
}

/// How many `#` a raw text has that begins here.
fn raw(rest: &[char], before: Option<char>) -> Option<usize> {
    if rest[0] != 'r'
        || before.is_some_and(|c| c.is_alphanumeric() || c == '_') && before != Some('b')
    {
        return None;
    }
    let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
    (rest.get(1 + hashes) == Some(&'"')).then_some(hashes)
}

/// Takes out every item that is only there for tests.
fn without_tests(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..start]);
        let item = &rest[start..];
        let end = item.find(['{', ';']).unwrap_or(item.len() - 1);
        rest = if item[end..].starts_with('{') {
            let mut depth = 0;
            let close = item
                .char_indices()
                .skip_while(|(at, _)| *at < end)
                .find(|(_, c)| {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                });
            &item[close.map_or(item.len() - 1, |(at, _)| at) + 1..]
        } else {
            &item[end + 1..]
        };
    }
    out + rest
}

/// Every place where a path begins with this name: `zip::…`, `use zip;`, `use {zip::…}`.
fn names(code: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].trim_end_matches([' ', '\n']);
        let after = &code[at + name.len()..];
        let begins = !code[..at].ends_with(|c: char| word(c) || c == '.' || c == '$')
            && (!before.ends_with("::") || before.ends_with(" ::"));
        let whole = if name.ends_with('_') {
            after.starts_with(word)
        } else {
            after.starts_with("::") || (before.ends_with("use") && after.starts_with([';', ' ']))
        };
        begins && whole
    })
}

/// The modules of the crate that a file names.
fn uses(source: &Source) -> Vec<String> {
    let mut used = Vec::new();
    let code = source.code.as_str();
    for (at, _) in code.match_indices("crate::") {
        // `pub(in crate::x)` names no dependency.
        if code[..at].ends_with("in ") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let rest = rest.trim_start();
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => used.push(std::mem::take(&mut item)),
                    _ => {}
                }
                if depth == 0 && c != ',' {
                    item.push(c);
                }
            }
            used.push(item);
        } else {
            used.push(rest.to_owned());
        }
    }
    // `super::` that climbs above the module reaches the crate as well.
    let depth = source.path.matches('/').count() + usize::from(!source.path.ends_with("/mod.rs"));
    let climb = "super::".repeat(depth);
    if depth > 0 && !source.module.is_empty() {
        for (at, _) in code.match_indices(&climb) {
            used.push(code[at + climb.len()..].to_owned());
        }
    }
    used.iter()
        .map(|path| {
            let path = path.trim_start();
            let end = path
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(path.len());
            path[..end].to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// What breaks the rules about modules.
fn wrong_uses(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources.iter().filter(|source| !source.module.is_empty()) {
        let own = row(&source.module);
        for used in uses(source) {
            if used == source.module {
                continue;
            }
            let fits = match (own, row(&used)) {
                (Some(own), Some(other)) => other < own,
                _ => false,
            };
            if !fits {
                wrong.push(format!("src/{} uses `{used}`", source.path));
            }
        }
    }
    wrong
}

fn wrong_crates(sources: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources {
        for (name, owners) in OWNERS {
            let owned = owners.iter().any(|owner| {
                let rest = source.path.strip_prefix(owner);
                rest.is_some_and(|rest| rest.starts_with(['/', '.']))
            });
            if !owned && names(&source.code, name) {
                wrong.push(format!("src/{} names `{name}`", source.path));
            }
        }
    }
    wrong
}

fn wrong_words(sources: &[Source], words: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for source in sources {
        if allowed.contains(&source.module.as_str()) {
            continue;
        }
        for word in words {
            let found = source.code.match_indices(word).any(|(at, _)| {
                !source.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            if found {
                wrong.push(format!("src/{} writes `{word}`", source.path));
            }
        }
    }
    wrong
}

pub(crate) fn source(path: &str, code: &str) -> Source {
    Source {
        path: path.to_owned(),
        module: module(path),
        code: without_tests(&without_texts(code)),
    }
}

#[test]
fn every_module_stands_in_one_row() {
    let lib = fs_err::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let lib = lib.unwrap();
    let mut declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let mut listed = ROWS.concat();
    declared.sort_unstable();
    listed.sort_unstable();
    assert_eq!(declared, listed);
    // The map that people read says the same.
    let map: Vec<Vec<&str>> = lib
        .split("```text")
        .nth(2)
        .and_then(|rest| rest.split("```").next())
        .unwrap()
        .lines()
        .map(|line| line.trim_start_matches("//!").split_whitespace().collect())
        .filter(|row: &Vec<&str>| !row.is_empty())
        .collect();
    let mut rows: Vec<Vec<&str>> = ROWS.iter().map(|row| row.to_vec()).collect();
    rows.reverse();
    assert_eq!(map, rows);
}

#[test]
fn modules_use_only_the_rows_below() {
    assert_eq!(wrong_uses(&sources()), [""; 0]);
}

#[test]
fn outside_crates_have_one_owner() {
    assert_eq!(wrong_crates(&sources()), [""; 0]);
}

#[test]
fn only_some_touch_the_disk() {
    let allowed = ["cli", "project", "runner", "signing"];
    assert_eq!(wrong_words(&sources(), &DISK, &allowed), [""; 0]);
}

#[test]
fn only_the_command_line_prints() {
    assert_eq!(wrong_words(&sources(), &PRINTING, &["cli"]), [""; 0]);
}

#[test]
fn breaches_are_seen() {
    let uses = |path: &str, code: &str| wrong_uses(&[source(path, code)]).len();
    assert_eq!(uses("model/a.rs", "use crate::codec::xml;"), 1);
    assert_eq!(uses("codec/a.rs", "use crate::signing::Digest;"), 1);
    assert_eq!(uses("codec/a.rs", "fn f() { crate::archive::x() }"), 1);
    assert_eq!(
        uses("codec/a.rs", "use crate::{model::A, cli::{B, C}, project};"),
        2
    );
    assert_eq!(uses("codec/a.rs", "use super::super::cli::A;"), 1);
    assert_eq!(uses("codec/mod.rs", "use super::archive;"), 1);
    assert_eq!(uses("codec/a/b.rs", "use super::super::super::cli;"), 1);
    assert_eq!(
        uses("codec/a.rs", "use super::text; use crate::model::A;"),
        0
    );
    assert_eq!(uses("cli/a.rs", "use crate::{model, signing, project};"), 0);
    assert_eq!(
        uses(
            "codec/a.rs",
            "// crate::cli\n/// [`crate::cli`]\nconst A: &str = \"crate::cli\";"
        ),
        0
    );
    assert_eq!(
        uses("codec/a.rs", "#[cfg(test)] mod tests { use crate::cli; }"),
        0
    );
    assert_eq!(
        uses(
            "codec/a.rs",
            "#[cfg(test)] mod t { fn f() {} } use crate::cli;"
        ),
        1
    );
    assert_eq!(
        uses(
            "codec/a.rs",
            "const A: char = '\"'; use crate::cli; const B: char = '\"';"
        ),
        1
    );

    let crates = |path: &str, code: &str| wrong_crates(&[source(path, code)]).len();
    assert_eq!(crates("codec/a.rs", "use zip::ZipArchive;"), 1);
    assert_eq!(crates("codec/a.rs", "fn f() { ::openssl::x() }"), 1);
    assert_eq!(crates("codec/a.rs", "use openssl as o;"), 1);
    assert_eq!(crates("project/a.rs", "use oxc_ast::ast::Program;"), 1);
    assert_eq!(crates("model/a.rs", "use {std::io, fs_err::read};"), 1);
    assert_eq!(crates("archive/a.rs", "use zip::ZipArchive;"), 0);
    assert_eq!(
        crates(
            "project/a.rs",
            "a.iter().zip(b); self::toml::read(); x.zip::<A>()"
        ),
        0
    );
    assert_eq!(
        crates("model/a.rs", "#[cfg(test)]\nmod tests { use zip::A; }"),
        0
    );

    let words = |code: &str, words: &[&str]| wrong_words(&[source("model/a.rs", code)], words, &[]);
    assert_eq!(words("println!(\"x\")", &PRINTING).len(), 1);
    assert_eq!(words("std::fs::write(a, b)", &DISK).len(), 2);
    assert_eq!(words("r#\"println!\"#; br\"std::fs\"", &PRINTING).len(), 0);
}
