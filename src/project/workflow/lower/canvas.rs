//! Where items stand in the picture of a workflow.

use std::collections::HashMap;

use super::super::layout::{self, Cell, Row};
use super::super::syntax::{Cases, File, Kind, OnError, Step, Test, Then};
use super::END;
use super::steps::item_name;
use crate::model::Workflow;
use crate::model::workflow::{Bind, Item, ItemKind, Position};

/// Adds the end that the last step leads to, puts items into order and onto their places.
pub(super) fn arrange(workflow: &mut Workflow, file: &File) {
    let mut rows = vec![row(&file.steps)];
    let ends = crate::model::schema::targets(workflow).any(|target| target == END);
    if ends {
        workflow.items.push(end());
        rows[0].push(Cell::default());
    }
    if let (Some(handler), Some(on_error)) = (&mut workflow.error_handler, &file.on_error) {
        handler.position = Some(layout::at(0, layout::height(&rows)));
        rows.push(error_row(on_error));
    }
    let places: HashMap<String, Position> = layout::place(&rows)
        .into_iter()
        .map(|(number, at)| (item_name(number), at))
        .collect();
    for item in &mut workflow.items {
        item.position = places.get(&item.name).copied().unwrap_or_default();
    }
    workflow.items.sort_by_key(|item| {
        item.name
            .trim_start_matches("item")
            .parse::<usize>()
            .unwrap_or_default()
    });
}

fn end() -> Item {
    Item {
        name: END.to_owned(),
        kind: ItemKind::End { failed: false },
        display_name: "End".to_owned(),
        description: None,
        out: None,
        catch: None,
        throw_bind: None,
        business_status: None,
        prototype: None,
        content_mode: None,
        script: None,
        inputs: Vec::<Bind>::new(),
        outputs: Vec::new(),
        position: Position::default(),
    }
}

fn row(steps: &[Step]) -> Row {
    steps.iter().filter_map(cell).collect()
}

/// The cell of a step; a `goto` has none.
fn cell(step: &Step) -> Option<Cell> {
    let mut cell = Cell {
        item: step.number,
        ..Cell::default()
    };
    match &step.kind {
        Kind::Goto(_) => return None,
        Kind::If {
            then, otherwise, ..
        }
        | Kind::Decide {
            then, otherwise, ..
        } => {
            cell.right = vec![row(then), row(otherwise)];
        }
        Kind::Switch { tests, default, .. } => {
            if let Some(tests) = tests_cell(tests, default) {
                cell = tests;
            }
        }
        Kind::While { steps, .. } => cell.turns = vec![row(steps)],
        _ => {}
    }
    if let Some(on_error) = &step.on_error {
        cell.errors = vec![error_row(on_error)];
    }
    Some(cell)
}

/// Each test stands to the right of the one before, below its cases.
fn tests_cell(tests: &[Test], default: &[Step]) -> Option<Cell> {
    let (test, rest) = tests.split_first()?;
    let mut right: Vec<Row> = match &test.cases {
        Cases::Equal(cases) => cases.iter().map(|(_, steps)| row(steps)).collect(),
        Cases::If(_, steps) => vec![row(steps)],
    };
    right.push(match tests_cell(rest, default) {
        Some(cell) => vec![cell],
        None => row(default),
    });
    Some(Cell {
        item: test.number,
        right,
        ..Cell::default()
    })
}

fn error_row(on_error: &OnError) -> Row {
    match &on_error.then {
        Then::Steps(steps) => row(steps),
        Then::Goto(_) => Row::new(),
    }
}
