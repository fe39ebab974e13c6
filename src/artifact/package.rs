//! The package: elements and metadata to entries, and back.

use std::collections::HashMap;

use rayon::prelude::*;

pub use super::layout::{CERTIFICATES, CONTENT_SIGNATURE, ELEMENTS, INFO, META, SIGNATURES};
pub use super::sign::digest;
use super::sign::{Pending, Signing};
use super::{Error, signed_content};
use crate::archive::{Archive, Entry, Limits};
use crate::codec::properties::{self, Properties};
use crate::model::{
    Bytes, Element, ElementId, EntryName, File, Kind, Member, Package, PluginUse, Target,
};
use crate::signing::Certificate;

/// The keys of the metadata that stand in a package's own fields.
const FIELDS: [&str; 6] = [
    "pkg-name",
    "pkg-id",
    "pkg-owner",
    "pkg-signer",
    "pkg-description",
    "used-plugins",
];

/// Packs and signs a package, in the server's order: metadata, elements, certificates, signatures.
///
/// What an element's members lack (`info`; for target 7 the content signature) is added; what they
/// have is never touched.
///
/// # Errors
/// When an entry cannot be named, read for its content signature, or signed.
pub fn pack(package: &Package, signing: &Signing<'_>) -> Result<Archive, Error> {
    let mut entries = vec![Entry {
        name: EntryName::new(META)?,
        content: metadata(package, signing.name()).into(),
    }];
    let elements: Vec<Result<Vec<Entry>, Error>> = package
        .elements
        .par_iter()
        .map(|element| element_entries(element, signing))
        .collect();
    // Of several errors the first, whichever thread met one first.
    for element in elements {
        entries.extend(element?);
    }
    for file in &package.others {
        entries.push(Entry {
            name: file.path.clone(),
            content: file.content.clone(),
        });
    }
    for certificate in &package.certificates {
        entries.push(certificate_entry(certificate)?);
    }
    let own: Bytes = signing.identity.certificate().der().into();
    if !package.certificates.contains(&own) {
        entries.push(certificate_entry(&own)?);
    }
    let signatures = signing.sign_all(&entries)?;
    entries.extend(signatures);
    Ok(Archive::new(entries)?)
}

fn metadata(package: &Package, signer: &str) -> Vec<u8> {
    let plugins = package.plugins.as_ref().map(|plugins| {
        let uses: Vec<String> = plugins
            .iter()
            .map(|plugin| format!("{}#{}", plugin.name, plugin.version))
            .collect();
        uses.join(",")
    });
    let mut keys: Vec<(&str, &str)> = package
        .properties
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    keys.extend(
        package
            .description
            .as_deref()
            .map(|text| ("pkg-description", text)),
    );
    keys.push(("pkg-id", &package.id));
    keys.push(("pkg-name", &package.name));
    keys.push(("pkg-owner", package.owner.as_deref().unwrap_or(signer)));
    keys.push(("pkg-signer", signer));
    keys.extend(plugins.as_deref().map(|plugins| ("used-plugins", plugins)));
    properties::write(keys)
}

fn element_entries(element: &Element, signing: &Signing<'_>) -> Result<Vec<Entry>, Error> {
    let folder = format!("{ELEMENTS}{}/", element.id);
    let mut entries = Vec::with_capacity(element.members.len() + 2);
    for member in &element.members {
        entries.push(Entry {
            name: EntryName::new(format!("{folder}{}", member.name))?,
            content: member.content.clone(),
        });
    }
    // A folder without `info` is as a server wrote it only when its kind is not known.
    let (None, Some(kind)) = (element.member(INFO), element.kind.as_info()) else {
        return Ok(entries);
    };
    let mut info = vec![("type", kind), ("id", element.id.as_str())];
    if signing.target == Target::Seven {
        let name = EntryName::new(format!("{folder}{CONTENT_SIGNATURE}"))?;
        // What is packed is our own, and in memory already.
        let content = signed_content(element, &Limits::new(u64::MAX))?;
        let content = signing.sign(&Pending {
            candidate: name.as_str(),
            name: name.as_str(),
            content: &content,
        })?;
        entries.push(Entry { name, content });
        info.push(("signature-owner", signing.name()));
    }
    entries.push(Entry {
        name: EntryName::new(format!("{folder}{INFO}"))?,
        content: properties::write(info).into(),
    });
    Ok(entries)
}

fn certificate_entry(der: &Bytes) -> Result<Entry, Error> {
    let certificate = Certificate::read(der).map_err(|cause| Error::Signing {
        entry: CERTIFICATES.to_owned(),
        cause,
    })?;
    Ok(Entry {
        name: EntryName::new(format!("{CERTIFICATES}{}.cer", certificate.name()))?,
        content: der.clone(),
    })
}

/// Takes a package apart. Signatures and the signer's certificate stay behind: they belong to
/// these very bytes.
///
/// # Errors
/// When the metadata or an element's `info` cannot be read.
pub fn unpack(archive: &Archive) -> Result<Package, Error> {
    let meta = archive
        .get(META)
        .ok_or_else(|| Error::Missing(META.to_owned()))?;
    let meta = properties::read(meta).map_err(Error::entry(META))?;
    let mut package = Package {
        name: required(&meta, "pkg-name")?,
        id: required(&meta, "pkg-id")?,
        owner: properties::get(&meta, "pkg-owner").map(str::to_owned),
        description: properties::get(&meta, "pkg-description").map(str::to_owned),
        plugins: properties::get(&meta, "used-plugins").map(plugin_uses),
        ..Package::default()
    };
    package.properties = meta
        .iter()
        .filter(|(key, _)| !FIELDS.contains(&key.as_str()))
        .cloned()
        .collect();
    let signer = properties::get(&meta, "pkg-signer");
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for entry in archive.entries() {
        let name = &entry.name;
        if name.as_str() == META || name.below(SIGNATURES).is_some() {
            continue;
        }
        if let Some((id, member)) = name.below(ELEMENTS).and_then(|path| path.split_once('/')) {
            let position = *positions.entry(id).or_insert(package.elements.len());
            if position == package.elements.len() {
                package.elements.push(empty_element(archive, id)?);
            }
            package.elements[position].members.push(Member {
                name: member.to_owned(),
                content: entry.content.clone(),
            });
        } else if let Some(file) = name.below(CERTIFICATES) {
            let certificate =
                Certificate::read(&entry.content).map_err(|cause| Error::Content {
                    entry: name.to_string(),
                    problem: cause.to_string(),
                })?;
            // Other tools spell a subject in their own way, but call the file by it.
            let names = [Some(certificate.name()), file.strip_suffix(".cer")];
            if signer.is_none() || !names.contains(&signer) {
                package.certificates.push(entry.content.clone());
            }
        } else {
            package.others.push(File {
                path: name.clone(),
                content: entry.content.clone(),
            });
        }
    }
    Ok(package)
}

fn required(meta: &Properties, key: &'static str) -> Result<String, Error> {
    properties::get(meta, key)
        .map(str::to_owned)
        .ok_or_else(|| Error::Content {
            entry: META.to_owned(),
            problem: format!("it has no key `{key}`"),
        })
}

/// `Name#version,Name#version`; empty for none.
fn plugin_uses(text: &str) -> Vec<PluginUse> {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| {
            let (name, version) = item.split_once('#').unwrap_or((item, ""));
            PluginUse {
                name: name.to_owned(),
                version: version.to_owned(),
            }
        })
        .collect()
}

fn empty_element(archive: &Archive, id: &str) -> Result<Element, Error> {
    let entry = format!("{ELEMENTS}{id}/{INFO}");
    let kind = match archive.get(&entry) {
        None => Kind::Unknown,
        Some(info) => {
            let info = properties::read(info).map_err(Error::entry(&entry))?;
            properties::get(&info, "type").map_or(Kind::Unknown, Kind::from_info)
        }
    };
    let id = ElementId::new(id).map_err(|problem| Error::Content {
        entry,
        problem: problem.to_string(),
    })?;
    Ok(Element {
        id,
        kind,
        members: Vec::new(),
    })
}
