//! `data` of a resource element: a zip of its attributes and the file itself.

use super::Error;
use crate::archive::{Archive, Entry, Limits, Shape};
use crate::model::{Bytes, Category, ElementId, EntryName, Resource};

const FOLDER: &str = "VSO-RESOURCE-INF/";
/// The file itself, in that zip.
pub(super) const DATA: &str = "VSO-RESOURCE-INF/data";

/// Packs a resource in the server's order; what is not set is left out.
///
/// # Errors
/// When the file is larger than a zip can hold.
pub fn pack(resource: &Resource) -> Result<Bytes, Error> {
    let version = resource.version.map(|version| version.to_string());
    let attributes = [
        ("id", Some(resource.id.as_str())),
        ("name", Some(resource.name.as_str())),
        ("description", resource.description.as_deref()),
        ("version", version.as_deref()),
        ("mimetype", Some(resource.mime_type.as_str())),
        ("allowedOperations", resource.allowed.as_deref()),
    ];
    let mut entries = Vec::new();
    for (key, value) in attributes {
        if let Some(value) = value {
            entries.push(Entry {
                name: EntryName::new(format!("{FOLDER}attribute_{key}"))?,
                content: value.as_bytes().into(),
            });
        }
    }
    entries.push(Entry {
        name: EntryName::new(DATA)?,
        content: resource.data.clone(),
    });
    Ok(Archive::new(entries)?.write(Shape::Server)?.into())
}

/// Reads a resource; its folder is in `categories`.
///
/// # Errors
/// When the bytes are no such zip, or a larger one than the limits allow.
pub fn unpack(data: &[u8], category: Category, limits: &Limits) -> Result<Resource, Error> {
    let archive = Archive::read(data, limits)?;
    let attribute = |key: &str| -> Result<Option<String>, Error> {
        let entry = format!("{FOLDER}attribute_{key}");
        archive
            .get(&entry)
            .map(|value| String::from_utf8(value.to_vec()))
            .transpose()
            .map_err(|error| Error::Content {
                entry,
                problem: error.to_string(),
            })
    };
    let required = |key: &'static str| {
        attribute(key)?.ok_or_else(|| Error::Missing(format!("{FOLDER}attribute_{key}")))
    };
    let broken = |key: &str, problem: String| Error::Content {
        entry: format!("{FOLDER}attribute_{key}"),
        problem,
    };
    Ok(Resource {
        id: ElementId::new(required("id")?).map_err(|error| broken("id", error.to_string()))?,
        name: required("name")?,
        category,
        version: attribute("version")?
            .map(|text| text.parse())
            .transpose()
            .map_err(|error: crate::model::IllegalVersion| broken("version", error.to_string()))?,
        description: attribute("description")?,
        mime_type: attribute("mimetype")?.unwrap_or_else(|| "application/octet-stream".to_owned()),
        allowed: attribute("allowedOperations")?,
        data: archive
            .get(DATA)
            .cloned()
            .ok_or_else(|| Error::Missing(DATA.to_owned()))?,
    })
}

/// The file alone.
pub(super) fn file(data: &[u8], limits: &Limits) -> Result<Bytes, Error> {
    Archive::read(data, limits)?
        .get(DATA)
        .cloned()
        .ok_or_else(|| Error::Missing(DATA.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let resource = Resource {
            id: ElementId::new("r-1").expect("legal"),
            name: "größe.png".to_owned(),
            category: Category::from_path("Library/Icons"),
            version: Some("1.0.0".parse().expect("legal")),
            description: None,
            mime_type: "image/png".to_owned(),
            allowed: Some("vef".to_owned()),
            data: vec![0x89, b'P', b'N', b'G'].into(),
        };
        let packed = pack(&resource).expect("small");
        assert_eq!(
            unpack(&packed, resource.category.clone(), &Limits::default()).expect("own"),
            resource
        );
        let names: Vec<String> = Archive::read(&packed, &Limits::default())
            .expect("own")
            .entries()
            .iter()
            .map(|entry| entry.name.to_string())
            .collect();
        assert_eq!(
            names,
            ["id", "name", "version", "mimetype", "allowedOperations"]
                .map(|key| format!("VSO-RESOURCE-INF/attribute_{key}"))
                .into_iter()
                .chain(["VSO-RESOURCE-INF/data".to_owned()])
                .collect::<Vec<_>>()
        );
    }
}
