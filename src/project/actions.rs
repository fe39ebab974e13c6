//! `actions/`: files of one action each, and catalogues of operations, whose rows become actions.

use super::action;
use super::catalogue::{self, Rendered, Row};
use super::identifier::Unique;
use super::manifest::Manifest;
use super::place::Place;
use super::sources;
use super::tree::Tree;
use crate::diagnostic::Report;
use crate::model::Kind;
use crate::template::Templates;

/// An action, the file it was made of, and the path that it has or would have as a file.
pub(super) struct Made {
    order: String,
    file: String,
    read: action::Read,
}

/// What a file holds.
enum Scripts {
    Action(Box<Made>),
    Catalogue(Vec<Row>),
}

/// The actions that have a file of their own, and the rows of all catalogues.
pub(super) fn written(
    tree: &Tree,
    manifest: &Manifest,
    report: &mut Report,
) -> (Vec<Made>, Vec<Row>) {
    let (mut own, mut rows) = (Vec::new(), Vec::new());
    for scripts in scripts(tree, manifest, report) {
        match scripts {
            Scripts::Action(made) => own.push(*made),
            Scripts::Catalogue(found) => rows.extend(found),
        }
    }
    (own, rows)
}

fn scripts(tree: &Tree, manifest: &Manifest, report: &mut Report) -> Vec<Scripts> {
    sources::read_all(&sources::of(tree, "actions"), report, |source, report| {
        let file = &source.file;
        if let Some(path) = source.below.strip_suffix(catalogue::ENDING) {
            let place = Place::read(file, path, report)?;
            place.module(&manifest.module, file, report)?;
            let text = tree.read_text(file, report)?;
            let rows = catalogue::read(file, path, text, report).into_iter();
            let new = rows.filter(|row| catalogue::is_new(row, tree, report));
            return Some(Scripts::Catalogue(new.collect()));
        }
        let Some(path) = source.below.strip_suffix(".js") else {
            let help = "actions are `<name>.js`, catalogues of operations `<name>.yaml`";
            sources::left_out(file, report, help);
            return None;
        };
        let place = Place::read(file, path, report)?;
        let text = tree.read_text(file, report)?;
        let read = action::read(file, &place, text, manifest, report)?;
        Some(Scripts::Action(Box::new(Made {
            order: file.clone(),
            file: file.clone(),
            read,
        })))
    })
}

/// The texts of the actions that rows become.
pub(super) fn rendered<'a>(
    rows: &'a [Row],
    templates: &Templates,
    manifest: &Manifest,
    report: &mut Report,
) -> Vec<Rendered<'a>> {
    sources::read_all(rows, report, |row, report| {
        Rendered::new(row, templates, &manifest.module, report)
    })
}

/// All actions by path. Their names are noted.
pub(super) fn all(
    own: Vec<Made>,
    rendered: &[Rendered<'_>],
    manifest: &Manifest,
    unique: &mut Unique,
    report: &mut Report,
) -> Vec<action::Read> {
    let mut made = own;
    made.extend(of_rows(rendered, manifest, report));
    made.sort_by(|a, b| a.order.cmp(&b.order));
    let noted = made.into_iter().map(|Made { file, read, .. }| {
        let path = format!("{}/{}", read.action.category, read.action.name);
        unique.note(&file, &Kind::Action, &read.action.id, &path, report);
        read
    });
    noted.collect()
}

/// The actions that rows of catalogues become.
fn of_rows(rendered: &[Rendered<'_>], manifest: &Manifest, report: &mut Report) -> Vec<Made> {
    sources::read_all(rendered, report, |rendered, report| {
        let row = rendered.row;
        let place = Place::read(&rendered.file, &row.path, report)?;
        let read = action::read(&rendered.file, &place, &rendered.text, manifest, report)?;
        Some(Made {
            order: format!("actions/{}.js", row.path),
            file: row.file.clone(),
            read,
        })
    })
}
