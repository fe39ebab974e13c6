//! `resources/<path>/<file>`: resource elements, with what a `.meta.yaml` beside them states.

use super::document::{Fields, yaml};
use super::head::{ALL_ALLOWED, Head};
use super::identifier;
use super::manifest::Manifest;
use super::place::Place;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Bytes, Kind, Resource};

/// Ending of the file that describes the one beside it.
pub const META: &str = ".meta.yaml";

/// Media types by ending; anything else is `application/octet-stream`.
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("gif", "image/gif"),
    ("gz", "application/gzip"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("ico", "image/x-icon"),
    ("jar", "application/java-archive"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("md", "text/markdown"),
    ("pdf", "application/pdf"),
    ("pem", "application/x-pem-file"),
    ("png", "image/png"),
    ("properties", "text/plain"),
    ("ps1", "text/plain"),
    ("py", "text/x-python"),
    ("sh", "text/x-shellscript"),
    ("svg", "image/svg+xml"),
    ("tar", "application/x-tar"),
    ("tgz", "application/gzip"),
    ("toml", "text/plain"),
    ("txt", "text/plain"),
    ("wsdl", "application/xml"),
    ("xml", "application/xml"),
    ("xsd", "application/xml"),
    ("yaml", "text/yaml"),
    ("yml", "text/yaml"),
    ("zip", "application/zip"),
];

/// A `.meta.yaml`: its path and its text.
pub type Meta<'a> = (&'a str, &'a str);

/// Makes the element of one file. Faults in its description are reported, and the rest is kept.
pub fn read(
    file: &str,
    place: &Place,
    data: &Bytes,
    meta: Option<Meta<'_>>,
    manifest: &Manifest,
    report: &mut Report,
) -> Resource {
    let (head, media_type) = meta
        .and_then(|(file, text)| described(file, text, report))
        .unwrap_or_default();
    warn_of_private_key(file, data, report);
    let derived = || identifier::derived(&manifest.name, &Kind::Resource, &place.path);
    let stated_in = meta.map_or(file, |(file, _)| file);
    Resource {
        id: identifier::stated(stated_in, head.id.as_ref(), derived, report),
        name: place.name.clone(),
        category: place.category(&manifest.category),
        version: Some(head.version.unwrap_or(manifest.version)),
        description: head.description,
        mime_type: media_type.unwrap_or_else(|| media_type_of(&place.name).to_owned()),
        allowed: Some(head.allowed.unwrap_or_else(|| ALL_ALLOWED.to_owned())),
        data: data.clone(),
    }
}

/// A package is given to people, and what is in it can be read by all of them.
fn warn_of_private_key(file: &str, data: &Bytes, report: &mut Report) {
    if std::str::from_utf8(data).is_ok_and(|text| text.contains("PRIVATE KEY-----")) {
        report.push(
            Diagnostic::warning(
                "secret",
                file,
                "this is a private key, and everybody gets it",
            )
            .help("keep it out of the project"),
        );
    }
}

fn described(file: &str, text: &str, report: &mut Report) -> Option<(Head, Option<String>)> {
    let node = yaml::read(file, text, report)?;
    let mut fields = Fields::open(file, "a resource's description", &node, report)?;
    let head = Head::take(&mut fields, file, report);
    let media_type = fields.text("mime-type");
    fields.finish(report);
    if let Some(written) = &media_type {
        let half =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && c != '/');
        let name = written.split(';').next().unwrap_or_default().trim();
        if !name
            .split_once('/')
            .is_some_and(|(kind, form)| half(kind) && half(form))
        {
            report.push(
                Diagnostic::error(
                    "media-type",
                    file,
                    format!("`{}` is not a media type", written.escape_debug()),
                )
                .at(written.span.clone())
                .help("write it like `image/png`"),
            );
        }
    }
    Some((head, media_type.map(|text| text.value)))
}

fn media_type_of(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    MEDIA_TYPES
        .iter()
        .find(|(known, _)| ending.as_deref() == Some(known))
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_by_ending() {
        for (name, media_type) in [
            ("node.png", "image/png"),
            ("NODE.PNG", "image/png"),
            ("a.tar.gz", "application/gzip"),
            ("png", "application/octet-stream"),
            ("a.xyz", "application/octet-stream"),
        ] {
            assert_eq!(media_type_of(name), media_type, "{name}");
        }
    }

    #[test]
    fn private_keys_are_seen() {
        let of = |text: &str| {
            let mut report = Report::new();
            warn_of_private_key("f", &text.as_bytes().into(), &mut report);
            report.diagnostics().len()
        };
        assert_eq!(of("-----BEGIN RSA PRIVATE KEY-----\nMII"), 1);
        assert_eq!(of("-----BEGIN CERTIFICATE-----\nMII"), 0);
    }

    #[test]
    fn the_table_is_in_order_so_that_nothing_stands_twice() {
        assert!(MEDIA_TYPES.is_sorted_by(|(a, _), (b, _)| a < b));
    }
}
