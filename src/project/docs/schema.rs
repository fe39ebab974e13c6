//! The steps of a workflow in the order people read them, and what leads from one to another.

use std::collections::{HashMap, HashSet};

use crate::model::workflow::{Condition, Item, ItemKind, Workflow};

/// A workflow's items in reading order, numbered from 1.
pub(super) struct Schema<'a> {
    pub(super) items: Vec<&'a Item>,
    numbers: HashMap<&'a str, usize>,
}

/// Why one step follows another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// It is the next one.
    Next,
    /// What the decision says: yes or no.
    Answer(bool),
    /// A case of a switch, in words, not yet Markdown.
    Case(String),
    /// An exception.
    Error,
}

impl<'a> Schema<'a> {
    /// A step stands before those it leads to, except where turns lead back; branches stand before
    /// what follows all of them, error branches behind the rest, and what no way leads to comes last.
    pub(super) fn of(workflow: &'a Workflow) -> Self {
        let known: HashMap<&str, &Item> = workflow
            .items
            .iter()
            .map(|item| (item.name.as_str(), item))
            .collect();
        let handler = workflow.error_handler.as_ref();
        // Whoever is finished first stands last, so what comes last is begun with.
        let others = workflow.items.iter().rev().map(|item| item.name.as_str());
        let mut reachable = Order::new(&known);
        reachable.visit(&workflow.root);
        if let Some(handler) = handler {
            reachable.visit(&handler.item);
        }
        let mut order = Order::new(&known);
        for name in others.filter(|name| !reachable.seen.contains(name)) {
            order.visit(name);
        }
        if let Some(handler) = handler {
            order.visit(&handler.item);
        }
        order.visit(&workflow.root);
        let items: Vec<&Item> = order.finished.into_iter().rev().collect();
        let numbers = items
            .iter()
            .enumerate()
            .map(|(index, item)| (item.name.as_str(), index + 1))
            .collect();
        Self { items, numbers }
    }

    /// The number of an item.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// The ways that lead from an item to others, with their numbers.
    pub(super) fn ways(&self, item: &Item) -> Vec<(Way, usize)> {
        ways(item)
            .into_iter()
            .filter_map(|(way, name)| Some((way, self.number(name)?)))
            .collect()
    }
}

/// A walk in depth that needs no stack of calls: exported workflows can be long.
struct Order<'a, 'b> {
    known: &'b HashMap<&'a str, &'a Item>,
    seen: HashSet<&'a str>,
    finished: Vec<&'a Item>,
}

impl<'a, 'b> Order<'a, 'b> {
    fn new(known: &'b HashMap<&'a str, &'a Item>) -> Self {
        Self {
            known,
            seen: HashSet::new(),
            finished: Vec::new(),
        }
    }

    fn visit(&mut self, name: &str) {
        let mut open = Vec::new();
        self.open(name, &mut open);
        while let Some((item, left)) = open.last_mut() {
            match left.pop() {
                Some(next) => self.open(next, &mut open),
                None => {
                    self.finished.push(item);
                    open.pop();
                }
            }
        }
    }

    fn open(&mut self, name: &str, open: &mut Vec<(&'a Item, Vec<&'a str>)>) {
        if let Some((name, item)) = self.known.get_key_value(name)
            && self.seen.insert(name)
        {
            let left = ways(item).into_iter().map(|(_, name)| name).collect();
            open.push((item, left));
        }
    }
}

/// The ways in the order they are told.
fn ways(item: &Item) -> Vec<(Way, &str)> {
    let mut ways = Vec::new();
    let out = item.out.as_deref();
    match &item.kind {
        ItemKind::CustomCondition { otherwise }
        | ItemKind::Condition { otherwise, .. }
        | ItemKind::DecisionActivity { otherwise, .. } => {
            ways.extend(out.map(|out| (Way::Answer(true), out)));
            ways.extend(otherwise.as_deref().map(|out| (Way::Answer(false), out)));
        }
        ItemKind::Switch { cases } => {
            for case in cases {
                ways.extend(case.label.as_deref().map(|to| (Way::Case(words(case)), to)));
            }
            ways.extend(out.map(|out| (Way::Next, out)));
        }
        _ => ways.extend(out.map(|out| (Way::Next, out))),
    }
    // Servers write an empty one where there is none.
    let catch = item.catch.as_deref().filter(|name| !name.is_empty());
    ways.extend(catch.map(|to| (Way::Error, to)));
    ways
}

/// What the number of a comparison means depends on the type: `docs/package-format.md`, 12.4.
fn words(case: &Condition) -> String {
    let Condition { value, .. } = case;
    match (case.type_name.as_str(), case.comparator) {
        ("boolean", 6) => "otherwise".to_owned(),
        ("boolean", 0) => "true".to_owned(),
        ("boolean", 1) => "false".to_owned(),
        ("string" | "number", 0) => value.clone(),
        ("string", 1) => format!("contains {value}"),
        ("string", 2) => format!("matches {value}"),
        ("number", 1) => format!("not {value}"),
        ("number", 2) => format!("> {value}"),
        ("number", 3) => format!("< {value}"),
        ("number", 5) => format!(">= {value}"),
        ("number", 6) => format!("<= {value}"),
        ("string", 3) | ("number", 4) | (_, 0) => "is defined".to_owned(),
        (_, other) => format!("comparison {other} with {value}"),
    }
}
