//! Where items stand: left to right, branches below one another, error branches below those.

use crate::model::workflow::Position;

/// Between neighbours, in the editor's units: a task is some 120 wide and 50 high.
const ACROSS: f64 = 160.0;
const DOWN: f64 = 100.0;

/// An item, what branches off it, and nothing of what follows behind.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// Number of the item.
    pub(super) item: usize,
    /// Branches that begin to the right, below one another.
    pub(super) right: Vec<Row>,
    /// Branches that begin below: the turns of a loop.
    pub(super) turns: Vec<Row>,
    /// Branches that begin straight under the item.
    pub(super) errors: Vec<Row>,
}

/// Items that follow one another.
pub(super) type Row = Vec<Cell>;

/// Numbers of items with their places. Each row begins below the one before it, behind the start
/// marker's column.
pub(super) fn place(rows: &[Row]) -> Vec<(usize, Position)> {
    let mut places = Vec::new();
    let mut below = 0;
    for row in rows {
        let (_, height) = place_row(row, 1, below, &mut places);
        below += height.max(1);
    }
    places
}

/// The place of a marker before a row.
pub(super) fn at(column: usize, row: usize) -> Position {
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers are exact")]
    let (column, row) = (column as f64, row as f64);
    Position {
        x: 40.0 + ACROSS * column,
        y: 40.0 + DOWN * row,
    }
}

/// How many rows of the canvas some rows take.
pub(super) fn height(rows: &[Row]) -> usize {
    let mut places = Vec::new();
    rows.iter()
        .map(|row| place_row(row, 0, 0, &mut places).1.max(1))
        .sum()
}

/// Width and height that were taken.
fn place_row(
    row: &Row,
    column: usize,
    line: usize,
    places: &mut Vec<(usize, Position)>,
) -> (usize, usize) {
    let (mut width, mut height) = (0, 0);
    for cell in row {
        let (cell_width, cell_height) = place_cell(cell, column + width, line, places);
        width += cell_width;
        height = height.max(cell_height);
    }
    (width, height)
}

fn place_cell(
    cell: &Cell,
    column: usize,
    line: usize,
    places: &mut Vec<(usize, Position)>,
) -> (usize, usize) {
    places.push((cell.item, at(column, line)));
    let (mut width, mut height) = (0, 0);
    let mut stack = |rows: &[Row], indent: usize, height: &mut usize| {
        for row in rows {
            let (row_width, row_height) = place_row(row, column + indent, line + *height, places);
            width = width.max(indent + row_width);
            // An empty branch is a line that needs its room as well.
            *height += row_height.max(1);
        }
    };
    stack(&cell.right, 1, &mut height);
    height = height.max(1);
    stack(&cell.turns, 1, &mut height);
    stack(&cell.errors, 0, &mut height);
    (width.max(1), height)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row() -> impl Strategy<Value = Row> {
        let leaf = prop::collection::vec(Just(Cell::default()), 0..4);
        leaf.prop_recursive(4, 60, 4, |inner| {
            let branches = || prop::collection::vec(inner.clone(), 0..3);
            let cell =
                (branches(), branches(), branches()).prop_map(|(right, turns, errors)| Cell {
                    item: 0,
                    right,
                    turns,
                    errors,
                });
            prop::collection::vec(cell, 0..4)
        })
    }

    proptest! {
        #[test]
        fn no_two_items_share_a_place(rows in prop::collection::vec(row(), 1..3)) {
            let places = place(&rows);
            let mut seen = std::collections::HashSet::new();
            for (_, at) in &places {
                prop_assert!(seen.insert((at.x.to_bits(), at.y.to_bits())), "{places:?}");
                prop_assert!(at.x >= 200.0, "the first column is the start marker's");
            }
        }
    }

    #[test]
    fn an_example() {
        let cell = |item| Cell {
            item,
            ..Cell::default()
        };
        let choice = Cell {
            item: 1,
            right: vec![vec![cell(2), cell(3)], vec![cell(4)]],
            errors: vec![vec![cell(5)]],
            ..Cell::default()
        };
        let places: Vec<(usize, String)> = place(&[vec![choice, cell(0)]])
            .into_iter()
            .map(|(item, at)| (item, at.to_string()))
            .collect();
        let expected = [
            (1, "200.0,40.0"),
            (2, "360.0,40.0"),
            (3, "520.0,40.0"),
            (4, "360.0,140.0"),
            (5, "200.0,240.0"),
            (0, "680.0,40.0"),
        ];
        assert_eq!(places, expected.map(|(item, at)| (item, at.to_owned())));
    }
}
