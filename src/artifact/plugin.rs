//! The `.dar`: a descriptor and files.

use super::Error;
use crate::archive::{Archive, Entry};
use crate::codec::descriptor::{self, Descriptor};
use crate::model::{Bytes, EntryName, File, Plugin};

/// The descriptor's place.
pub const DESCRIPTOR: &str = "VSO-INF/vso.xml";
/// Every path in the descriptor is meant below this folder.
pub const RESOURCES: &str = "resources/";
/// The only line Java insists on, and who made it.
pub(super) const MANIFEST: &[u8] = b"Manifest-Version: 1.0\r\nCreated-By: Coopto\r\n\r\n";

/// Packs a plug-in around its rendered descriptor, the manifest first, as Java's tools do.
///
/// # Errors
/// When two files have one path.
pub fn pack(plugin: &Plugin, descriptor: &str) -> Result<Archive, Error> {
    let mut entries = vec![
        Entry {
            name: EntryName::new("META-INF/MANIFEST.MF")?,
            content: MANIFEST.into(),
        },
        Entry {
            name: EntryName::new(DESCRIPTOR)?,
            content: descriptor.as_bytes().into(),
        },
    ];
    let mut files: Vec<&File> = plugin.files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    entries.extend(files.into_iter().map(|file| Entry {
        name: file.path.clone(),
        content: file.content.clone(),
    }));
    Ok(Archive::new(entries)?)
}

/// The descriptor of a `.dar`.
///
/// # Errors
/// When there is none, or it cannot be read.
pub fn descriptor(archive: &Archive) -> Result<Descriptor, Error> {
    let bytes = archive
        .get(DESCRIPTOR)
        .ok_or_else(|| Error::Missing(DESCRIPTOR.to_owned()))?;
    descriptor::read(bytes).map_err(Error::entry(DESCRIPTOR))
}

/// The packages inside, whether the descriptor installs them or not.
pub fn packages(archive: &Archive) -> impl Iterator<Item = (&EntryName, &Bytes)> {
    archive
        .entries()
        .iter()
        .filter(|entry| {
            entry.name.below(RESOURCES).is_some() && entry.name.as_str().ends_with(".package")
        })
        .map(|entry| (&entry.name, &entry.content))
}
