//! The page of a module: its actions, each with what it takes, gives and throws.

use std::fmt::Write as _;

use super::markdown::{anchor, code, heading, link, paragraphs, summary, table, text};
use super::places::{INDEX, Places};
use super::uses::{Node, key};
use crate::model::Action;
use crate::project::documented;

pub(super) fn page(places: &Places<'_>, module: &str, page: &str) -> String {
    let actions: Vec<&Action> = places
        .project
        .actions
        .iter()
        .filter(|action| action.category.to_string() == module)
        .collect();
    let mut out = format!("# Module {}\n\n", text(module));
    let _ = writeln!(out, "{}\n", Places::page(page, INDEX, "All content"));
    let rows: Vec<[String; 2]> = actions
        .iter()
        .map(|action| {
            let name = link(&text(&action.name), "", Some(&anchor(&action.name)));
            let (words, tags) = documented::split(&action.description, has_result(action));
            let summary = summary(&words.join("\n"));
            let deprecated = tags.deprecated.map_or("", |_| "Deprecated. ");
            [name, format!("{deprecated}{summary}")]
        })
        .collect();
    out.push_str(&table(["Action", "What it does"], &rows));
    for action in actions {
        write(places, page, action, &mut out);
    }
    out
}

fn has_result(action: &Action) -> bool {
    action.result.as_str() != "void"
}

fn write(places: &Places<'_>, page: &str, action: &Action, out: &mut String) {
    let (words, tags) = documented::split(&action.description, has_result(action));
    out.push_str(&heading(2, &text(&action.name), &anchor(&action.name)));
    let names: Vec<&str> = action
        .parameters
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let call = code(&format!("{}({})", action.name, names.join(", ")));
    let _ = writeln!(out, "{call}\n");
    match tags.deprecated.map(text).as_deref() {
        None => {}
        Some("") => out.push_str("**Deprecated**\n\n"),
        Some(why) => {
            let _ = writeln!(out, "**Deprecated**: {why}\n");
        }
    }
    let description = paragraphs(&words.join("\n"));
    if !description.is_empty() {
        let _ = writeln!(out, "{description}");
    }
    let rows: Vec<[String; 3]> = action
        .parameters
        .iter()
        .map(|parameter| {
            [
                code(&parameter.name),
                places.type_name(&parameter.type_name),
                text(&parameter.description),
            ]
        })
        .collect();
    out.push_str(&table(["Parameter", "Type", "What it is"], &rows));
    for line in facts(places, page, action, &tags) {
        let _ = writeln!(out, "- {line}");
    }
    out.push('\n');
}

fn facts(
    places: &Places<'_>,
    page: &str,
    action: &Action,
    tags: &documented::Tail<'_>,
) -> Vec<String> {
    let mut facts = Vec::new();
    if has_result(action) {
        let returned = places.type_name(&action.result);
        facts.push(match tags.returns {
            Some(words) => format!("Returns {returned}: {}", text(words)),
            None => format!("Returns {returned}"),
        });
    } else {
        facts.push("Returns nothing".to_owned());
    }
    facts.extend(
        tags.throws
            .iter()
            .map(|words| format!("Throws {}", text(words))),
    );
    facts.extend(tags.since.map(|words| format!("Since {}", text(words))));
    let node = Node::Action(key(action));
    let callers = || places.uses.callers(&node);
    let workflows = callers().filter(|node| matches!(node, Node::Workflow(_)));
    let actions = callers().filter(|node| matches!(node, Node::Action(_)));
    for (words, links) in [
        ("Used by the workflows", places.all(page, workflows)),
        ("Used by the actions", places.all(page, actions)),
        ("Calls", places.all(page, places.uses.calls(&node))),
    ] {
        if !links.is_empty() {
            facts.push(format!("{words} {links}"));
        }
    }
    if let Some(runtime) = &action.runtime {
        facts.push(format!("Runs in {}", code(runtime)));
    }
    facts.push(format!("Version {}", action.version));
    facts.push(format!("Id {}", code(action.id.as_str())));
    facts
}
