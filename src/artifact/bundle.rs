//! The `.vmoapp`: plug-ins and the licence a person accepts.

use super::Error;
use super::plugin::MANIFEST;
use crate::archive::{Archive, Entry};
use crate::model::{Bundle, Bytes, EntryName};

/// The licence's place; the name is fixed by convention.
pub const EULA: &str = "VSO-INF/vsoapp.txt";

/// Packs an application, in the order of released ones.
///
/// # Errors
/// When two files have one path.
pub fn pack(bundle: &Bundle) -> Result<Archive, Error> {
    let mut entries = vec![
        Entry {
            name: EntryName::new("META-INF/MANIFEST.MF")?,
            content: MANIFEST.into(),
        },
        Entry {
            name: EntryName::new(EULA)?,
            content: bundle.eula.clone(),
        },
    ];
    entries.extend(bundle.plugins.iter().map(|file| Entry {
        name: file.path.clone(),
        content: file.content.clone(),
    }));
    Ok(Archive::new(entries)?)
}

/// The plug-ins at the root.
pub fn dars(archive: &Archive) -> impl Iterator<Item = (&EntryName, &Bytes)> {
    archive
        .entries()
        .iter()
        .filter(|entry| {
            let name = entry.name.as_str();
            name.to_ascii_lowercase().ends_with(".dar") && !name.contains('/')
        })
        .map(|entry| (&entry.name, &entry.content))
}
