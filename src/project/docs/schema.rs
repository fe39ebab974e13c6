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
        // Whoever is finished first stands last, so what comes last is begun with.
        let mut order = Order::new(&known);
        if let Some(handler) = &workflow.error_handler {
            order.visit(&handler.item);
        }
        order.visit(&workflow.root);
        let mut items: Vec<&Item> = order.finished.drain(..).rev().collect();
        for item in workflow.items.iter().rev() {
            order.visit(&item.name);
        }
        items.extend(order.finished.into_iter().rev());
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
            if let Some(next) = left.pop() {
                self.open(next, &mut open);
            } else {
                self.finished.push(item);
                open.pop();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::workflow::read;
    use crate::model::Category;

    fn workflow(items: &str) -> Workflow {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <workflow xmlns=\"http://vmware.com/vco/workflow\" root-name=\"a\" object-name=\"workflow:name=generic\" \
             id=\"w\" version=\"1.0.0\" api-version=\"6.0.0\">\
             <display-name><![CDATA[W]]></display-name><position y=\"0\" x=\"0\"/>{items}<presentation/></workflow>"
        );
        read(xml.as_bytes(), Category::default()).expect("a workflow")
    }

    fn item(name: &str, ways: &str) -> String {
        let kind = if ways.is_empty() {
            "end"
        } else if ways.contains("alt-out") {
            "custom-condition"
        } else {
            "task"
        };
        format!(
            "<workflow-item name=\"{name}\" type=\"{kind}\" {ways}>\
             <display-name><![CDATA[{name}]]></display-name><position y=\"0\" x=\"0\"/></workflow-item>"
        )
    }

    fn order(items: &[(&str, &str)]) -> Vec<String> {
        let items: Vec<String> = items.iter().map(|(name, ways)| item(name, ways)).collect();
        let workflow = workflow(&items.concat());
        let schema = Schema::of(&workflow);
        schema.items.iter().map(|item| item.name.clone()).collect()
    }

    #[test]
    fn branches_come_before_what_follows_them() {
        assert_eq!(
            order(&[
                ("end", ""),
                ("d", "out-name=\"end\""),
                ("c", "out-name=\"d\""),
                ("b", "out-name=\"d\""),
                ("a", "out-name=\"b\" alt-out-name=\"c\""),
            ]),
            ["a", "b", "c", "d", "end"]
        );
    }

    #[test]
    fn turns_come_before_what_follows_the_loop_and_errors_behind() {
        assert_eq!(
            order(&[
                ("a", "out-name=\"turn\" alt-out-name=\"next\""),
                ("next", "out-name=\"end\""),
                ("turn", "out-name=\"a\" catch-name=\"broken\""),
                ("broken", "out-name=\"end\""),
                ("end", ""),
            ]),
            ["a", "turn", "broken", "next", "end"]
        );
    }

    #[test]
    fn what_no_way_leads_to_comes_last() {
        assert_eq!(
            order(&[
                ("lost", "out-name=\"also\""),
                ("also", "out-name=\"end\""),
                ("a", "out-name=\"end\""),
                ("end", ""),
                ("nowhere", "out-name=\"gone\""),
            ]),
            ["a", "end", "lost", "also", "nowhere"]
        );
    }

    #[test]
    fn a_long_workflow_needs_no_deep_stack() {
        let names: Vec<String> = (0..20_000).map(|number| format!("a{number}")).collect();
        let ways: Vec<String> = (1..=20_000)
            .map(|number| format!("out-name=\"a{number}\""))
            .collect();
        let mut items: Vec<(&str, &str)> = vec![("a", "out-name=\"a0\"")];
        items.extend(
            names
                .iter()
                .map(String::as_str)
                .zip(ways.iter().map(String::as_str)),
        );
        assert_eq!(order(&items).len(), 20_001);
    }
}
