//! Bytes of a zip file to checked entries.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use rayon::prelude::*;
use zip::ZipArchive;

use super::directory::{self, Record};
use super::{Entry, Error, Limits};
use crate::model::{Bytes, EntryName};

/// Reads the files that are wanted; everything else, folders too, is only checked.
pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    wanted: impl Fn(&EntryName) -> bool + Sync,
) -> Result<Vec<Entry>, Error> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| not_zip(bytes))?;
    let start = archive.central_directory_start();
    let records = directory::records(bytes, start)?;
    let names = names(&records)?;
    if records.len() > Limits::ENTRIES {
        return Err(Error::TooMany {
            found: records.len(),
            limit: Limits::ENTRIES,
        });
    }
    if records.len() != archive.len() {
        return Err(Error::NotZip(format!(
            "its directory lists {} entries and its end {}",
            records.len(),
            archive.len()
        )));
    }
    directory::audit(bytes, &records, start)?;
    spend(&records, limits)?;
    // Each thread reads with its own cursor; the directory behind them is shared.
    let entries: Vec<Result<Option<Entry>, Error>> = records
        .par_iter()
        .zip(names)
        .enumerate()
        .with_min_len(64)
        .map_init(
            || archive.clone(),
            |archive, (position, (record, name))| {
                let Some(name) = name.filter(|name| wanted(name)) else {
                    return Ok(None);
                };
                let content = content(archive, position, record)?;
                Ok(Some(Entry { name, content }))
            },
        )
        .collect();
    // Of several errors the first, whichever thread met one first.
    entries.into_iter().filter_map(Result::transpose).collect()
}

/// The usual reason in plain words: a file of another kind, or one that was cut off.
fn not_zip(bytes: &[u8]) -> Error {
    let has_end = || bytes.windows(4).any(|window| window == b"PK\x05\x06");
    let reason = if bytes.is_empty() {
        "it is empty"
    } else if !bytes.starts_with(b"PK") {
        "it is a file of another kind"
    } else if has_end() {
        "its directory is damaged; get the file again"
    } else {
        "its end is missing; get the file again"
    };
    Error::NotZip(reason.to_owned())
}

/// Checks every name; none stands for a folder.
fn names(records: &[Record]) -> Result<Vec<Option<EntryName>>, Error> {
    let mut seen = HashSet::with_capacity(records.len());
    let mut names = Vec::with_capacity(records.len());
    for record in records {
        let text =
            std::str::from_utf8(&record.name).map_err(|_| Error::NameEncoding(record.shown()))?;
        let (path, folder) = match text.strip_suffix('/') {
            Some(path) => (path, true),
            None => (text, false),
        };
        let name = EntryName::new(path)?;
        if !seen.insert(path) {
            return Err(Error::Duplicate(record.shown()));
        }
        if folder && record.unpacked != 0 {
            return Err(Error::Structure {
                name: record.shown(),
                problem: "is a folder with content".to_owned(),
            });
        }
        names.push((!folder).then_some(name));
    }
    Ok(names)
}

/// Refuses a bomb by what it announces, and spends that; [`content`] holds it to it.
fn spend(records: &[Record], limits: &Limits) -> Result<(), Error> {
    let too_large = |record: &Record| Error::TooLarge {
        name: record.shown(),
        limit: limits.bytes(),
    };
    let (mut sum, left) = (0u64, limits.left());
    for record in records {
        sum = sum
            .checked_add(record.unpacked)
            .filter(|sum| *sum <= left)
            .ok_or_else(|| too_large(record))?;
    }
    match records.last() {
        // Another thread may have been faster.
        Some(last) if !limits.spend(sum) => Err(too_large(last)),
        _ => Ok(()),
    }
}

fn content(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    position: usize,
    record: &Record,
) -> Result<Bytes, Error> {
    let damaged = |problem: String| Error::Damaged {
        name: record.shown(),
        problem,
    };
    let file = archive
        .by_index(position)
        .map_err(|e| damaged(e.to_string()))?;
    // The announced size is within the limit, yet only what really comes out is reserved for.
    let mut content =
        Vec::with_capacity(usize::try_from(record.unpacked.min(1 << 20)).unwrap_or(0));
    file.take(record.unpacked + 1)
        .read_to_end(&mut content)
        .map_err(|e| damaged(e.to_string()))?;
    if content.len() as u64 != record.unpacked {
        return Err(damaged(format!(
            "it announces {} bytes and holds {}",
            record.unpacked,
            if content.len() as u64 > record.unpacked {
                "more".to_owned()
            } else {
                content.len().to_string()
            },
        )));
    }
    Ok(content.into())
}
