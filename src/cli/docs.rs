use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::json;
use walkdir::WalkDir;

use super::output::{Staged, below, stage};
use super::plural::plural;
use super::source::SourceArgs;
use super::{Console, Format, Outcome};
use crate::project::docs::{FOLDERS, Page, is_ours, pages};
use crate::project::tree::with_line_feeds;

/// Where pages go unless told otherwise.
const FOLDER: &str = "docs/content";

/// Write what every action and workflow does, takes and gives, as pages of Markdown
#[derive(clap::Args)]
#[command(
    after_help = "The pages are Markdown, made from the sources alone. A page that is no longer made is removed;\n\
    files that people wrote are never touched.\n\n\
    Exit codes: 0 done, 1 with --check some pages are not current, 2 it could not be done.\n\n\
    Example:\n  coopto docs\n  coopto docs --check"
)]
pub(super) struct Docs {
    /// Folder for the pages
    #[arg(short, long, value_name = "DIR", default_value = FOLDER)]
    output: PathBuf,
    /// Write nothing; say which pages are not current
    #[arg(long)]
    check: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    source: SourceArgs,
}

/// What is to be done about a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    None,
    Write { exists: bool },
    Remove,
}

impl Docs {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Outcome> {
        let Some(project) = self.source.load(console)? else {
            bail!("no documentation was written");
        };
        let pages = pages(&project);
        let mut changes = self.changes(&pages)?;
        if !self.check {
            self.write(&pages, &changes)?;
        }
        let superfluous = self.superfluous(&pages)?;
        if !self.check {
            self.remove(&superfluous)?;
        }
        changes.extend(superfluous.into_iter().map(|path| (path, Change::Remove)));
        self.show(&changes, console)?;
        let differs = changes.iter().any(|(_, change)| *change != Change::None);
        if self.check && differs {
            console.note(format!("`{}` brings them up to date", self.command()));
            return Ok(Outcome::Faults);
        }
        Ok(Outcome::Done)
    }

    /// What is to be done about each page.
    fn changes(&self, pages: &[Page]) -> anyhow::Result<Vec<(String, Change)>> {
        let mut changes = Vec::new();
        for page in pages {
            let place = below(&self.output, &page.path);
            let change = match content(&place)? {
                None => Change::Write { exists: false },
                Some(text) if text == page.text.as_bytes() => Change::None,
                Some(text) if is_ours(&text) => Change::Write { exists: true },
                Some(_) => bail!(
                    "`{}` is not from `coopto docs`: move it away, or choose another folder with `-o`",
                    place.display()
                ),
            };
            changes.push((page.path.clone(), change));
        }
        Ok(changes)
    }

    /// The pages that are there and not made any more.
    fn superfluous(&self, pages: &[Page]) -> anyhow::Result<Vec<String>> {
        let made = |path: &String| pages.iter().any(|page| page.path == *path);
        let found = self.found()?;
        // Where capitals do not count, a page that is found under another name may be one that is
        // made. Where they do, both are found.
        let is_found: BTreeSet<String> = found
            .iter()
            .filter(|path| made(path))
            .map(|path| path.to_lowercase())
            .collect();
        let same = |path: &String| {
            let lower = path.to_lowercase();
            let other = pages.iter().any(|page| page.path.to_lowercase() == lower);
            other && !is_found.contains(&lower)
        };
        Ok(found
            .iter()
            .filter(|path| !made(path) && !same(path))
            .cloned()
            .collect())
    }

    /// The pages of an earlier run, only where a run writes some.
    fn found(&self) -> anyhow::Result<Vec<String>> {
        let mut found = Vec::new();
        let folders = FOLDERS.map(|name| (self.output.join(name), usize::MAX));
        for (folder, depth) in [(self.output.clone(), 1)].into_iter().chain(folders) {
            match folder.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() || depth == 1 => {}
                Ok(_) => continue,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("cannot look at `{}`", folder.display()));
                }
            }
            for entry in WalkDir::new(&folder).max_depth(depth).sort_by_file_name() {
                let entry = entry.with_context(|| format!("cannot read `{}`", folder.display()))?;
                let path = entry.path();
                let is_page = path.extension().is_some_and(|ending| ending == "md");
                if entry.file_type().is_file() && is_page && is_ours(&fs_err::read(path)?) {
                    let name = path.strip_prefix(&self.output).unwrap_or(path);
                    // A name that is not UTF-8 is none of ours.
                    if let Some(name) = name.to_str() {
                        found.push(name.replace(std::path::MAIN_SEPARATOR, "/"));
                    }
                }
            }
        }
        Ok(found)
    }

    /// Everything is written beside its place before the first page is replaced.
    fn write(&self, pages: &[Page], changes: &[(String, Change)]) -> anyhow::Result<()> {
        let mut staged: Vec<Staged> = Vec::new();
        for (page, (_, change)) in pages.iter().zip(changes) {
            if *change != Change::None {
                staged.push(stage(
                    &below(&self.output, &page.path),
                    page.text.as_bytes(),
                )?);
            }
        }
        staged.into_iter().try_for_each(Staged::publish)
    }

    fn remove(&self, paths: &[String]) -> anyhow::Result<()> {
        for path in paths {
            let place = below(&self.output, path);
            fs_err::remove_file(&place)?;
            self.remove_empty(place.parent());
        }
        Ok(())
    }

    /// Folders that held nothing but what was removed.
    fn remove_empty(&self, mut folder: Option<&Path>) {
        while let Some(place) = folder.filter(|place| *place != self.output) {
            // One with something in it stays, which is all that can go wrong here.
            if fs_err::remove_dir(place).is_err() {
                return;
            }
            folder = place.parent();
        }
    }

    fn show(&self, changes: &[(String, Change)], console: &mut Console) -> anyhow::Result<()> {
        let state = |change: Change| match (change, self.check) {
            (Change::None, _) => "current",
            (Change::Write { .. }, false) => "written",
            (Change::Remove, false) => "removed",
            (Change::Write { exists: false }, true) => "missing",
            (Change::Write { exists: true }, true) => "outdated",
            (Change::Remove, true) => "superfluous",
        };
        if self.format == Format::Json {
            let pages: Vec<_> = changes
                .iter()
                .map(|(path, change)| json!({ "path": path, "state": state(*change) }))
                .collect();
            let folder = self.output.display().to_string();
            console.json(&json!({ "folder": folder, "pages": pages }))?;
            return Ok(());
        }
        for (path, change) in changes.iter().filter(|(_, it)| *it != Change::None) {
            let place = below(&self.output, path);
            console.line(format!("{}: {}", place.display(), state(*change)))?;
        }
        let current = changes.iter().filter(|(_, it)| *it == Change::None).count();
        let rest = changes.len() - current;
        console.note(format!(
            "{}, {current} current, {rest} {}",
            plural(changes.len(), "page"),
            if self.check { "not" } else { "changed" }
        ));
        Ok(())
    }

    /// What makes the pages current.
    fn command(&self) -> String {
        if self.output == Path::new(FOLDER) {
            "coopto docs".to_owned()
        } else {
            format!("coopto docs -o \"{}\"", self.output.display())
        }
    }
}

/// The bytes of a file, whose lines may end as on Windows; none when there is nothing. What is no file is in the way.
fn content(place: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match place.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => Ok(Some(with_line_feeds(&fs_err::read(place)?))),
        Ok(_) => bail!(
            "`{}` is no file, so no page can be written there: move it away",
            place.display()
        ),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot look at `{}`", place.display())),
    }
}
