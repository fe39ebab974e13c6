//! Ids of elements, and their names in file names.

use std::collections::BTreeMap;

use uuid::{Uuid, uuid};

use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::{ElementId, Kind};

/// The namespace of all ids that this program derives. Changing it would give every element of
/// every project a new identity, so it never changes.
pub const NAMESPACE: Uuid = uuid!("d5287b12-ced1-4ad1-86ce-3a9b1d572e68");

/// The id of an element that states none: a UUIDv5 of the project's name, the kind and the path
/// below the kind's folder without its ending, as in `coopto:action:images/pullImage`.
///
/// The path is taken exactly as it is written, so every machine derives the same id.
///
/// # Panics
/// Never: a UUID is hexadecimal digits and hyphens, which every id may hold.
#[must_use]
pub fn derived(project: &str, kind: &Kind, path: &str) -> ElementId {
    let id = Uuid::new_v5(&NAMESPACE, format!("{project}:{kind}:{path}").as_bytes());
    ElementId::new(id.to_string()).expect("a UUID is a legal id")
}

/// The id of the package, 32 hexadecimal digits, derived like those of elements.
#[must_use]
pub fn package(project: &str, package: &str) -> String {
    Uuid::new_v5(
        &NAMESPACE,
        format!("{project}:package:{package}").as_bytes(),
    )
    .simple()
    .to_string()
}

/// The id a file states, or the derived one; an illegal one is an `illegal-id` finding.
pub fn stated(
    file: &str,
    id: Option<&Sourced<String>>,
    derived: impl FnOnce() -> ElementId,
    report: &mut Report,
) -> ElementId {
    let Some(id) = id else {
        return derived();
    };
    ElementId::new(id.value.clone()).unwrap_or_else(|error| {
        report.push(
            Diagnostic::error("illegal-id", file, format!("the id {error}")).at(id.span.clone()),
        );
        derived()
    })
}

/// The name of an element from one step of a path: `%2F` and its like are the characters that no
/// file name can hold.
///
/// # Errors
/// What is wrong with it, to be read behind the name.
pub fn decode(step: &str) -> Result<String, &'static str> {
    let name = unescape(step).ok_or("has a `%` that is no UTF-8 character in hexadecimal")?;
    match fault(&name) {
        None => Ok(name),
        Some(fault) => Err(fault),
    }
}

/// What is wrong with a name of an element or folder; none when nothing is.
#[must_use]
pub fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("is empty")
    } else if name.chars().any(char::is_control) {
        Some("holds a control character")
    } else if name.chars().count() > 255 {
        Some("is longer than 255 characters")
    } else {
        None
    }
}

/// Whether a name begins or ends with a blank: a server takes it, and nobody ever finds it.
#[must_use]
pub fn has_outer_blank(name: &str) -> bool {
    name.trim() != name
}

/// `%` with two hexadecimal digits is a byte; any other `%` stands for itself.
fn unescape(step: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%');
        let byte = digits
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// A word that scripts can write behind a dot; reserved words are such, too.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_' || c == '$')
        && characters.all(|c| c.is_alphanumeric() || c == '_' || c == '$')
}

/// Identifiers joined by dots, as modules are named.
#[must_use]
pub fn is_dotted(name: &str) -> bool {
    name.split('.').all(is_identifier)
}

/// Finds ids and names that two files share.
#[derive(Debug, Default)]
pub struct Unique {
    ids: BTreeMap<ElementId, String>,
    names: BTreeMap<(Kind, String), String>,
}

impl Unique {
    /// Notes an element; a second one of the same id, or of the same kind, folder and name, is a
    /// finding that names both files.
    pub fn note(
        &mut self,
        file: &str,
        kind: &Kind,
        id: &ElementId,
        path: &str,
        report: &mut Report,
    ) {
        if let Some(first) = self.ids.get(id) {
            report.push(
                Diagnostic::error(
                    "duplicate-id",
                    file,
                    format!("`{first}` has the id `{id}` as well"),
                )
                .help("give one of them another id, or leave it out to have one derived"),
            );
        } else {
            self.ids.insert(id.clone(), file.to_owned());
        }
        let key = (kind.clone(), path.to_owned());
        if let Some(first) = self.names.get(&key) {
            report.push(
                Diagnostic::error(
                    "duplicate-name",
                    file,
                    format!("`{first}` is the {kind} `{path}` as well"),
                )
                .help("rename or remove one of them"),
            );
        } else {
            self.names.insert(key, file.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_ids_never_change() {
        assert_eq!(
            derived("coopto", &Kind::Action, "images/pullImage").as_str(),
            "cf12b475-fc84-53d3-a6dd-1cc0dec1f725"
        );
        let ids = [Kind::Workflow, Kind::Configuration, Kind::Resource]
            .map(|kind| derived("coopto", &kind, "a").to_string());
        assert_eq!(
            ids,
            [
                "3b84351a-17e0-5d37-9e9b-db34e49be325",
                "1f9a08df-ae10-5b50-8615-d3e9a1bdbbfe",
                "6d921d98-c8f0-52a1-afc4-587111538b37"
            ]
        );
        assert_eq!(
            package("coopto", "de.fum.coopto"),
            "6e2531e57935525092e28eb1670b3698"
        );
    }

    #[test]
    fn names_in_file_names() {
        for (step, name) in [
            ("Pull Image", "Pull Image"),
            ("a%2Fb", "a/b"),
            ("50%", "50%"),
            ("100% sure", "100% sure"),
            ("%C3%BC", "ü"),
            ("%25", "%"),
            ("%20a", " a"),
            ("Play Command & Conquer", "Play Command & Conquer"),
        ] {
            assert_eq!(decode(step).as_deref(), Ok(name), "{step}");
        }
        for step in ["", "a%0Ab", "%FF", &"x".repeat(256)] {
            assert!(decode(step).is_err(), "{step}");
        }
    }

    #[test]
    fn blanks_nobody_sees() {
        assert!(has_outer_blank(" a") && has_outer_blank("a "));
        assert!(!has_outer_blank("a b"));
    }

    #[test]
    fn identifiers() {
        for name in ["a", "_a1", "$", "größe"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in ["", "1a", "a-b", "a b", "a.b"] {
            assert!(!is_identifier(name), "{name}");
        }
        assert!(is_dotted("de.fum.coopto"));
        assert!(!is_dotted("de..coopto"));
        assert!(!is_dotted("de.fum.co-opto"));
    }

    #[test]
    fn two_files_with_one_id_are_both_named() {
        let (mut unique, mut report) = (Unique::default(), Report::new());
        let id = ElementId::new("x").expect("legal");
        unique.note("a.js", &Kind::Action, &id, "m/a", &mut report);
        unique.note("b.js", &Kind::Action, &id, "m/b", &mut report);
        unique.note("c.js", &Kind::Action, &id, "m/a", &mut report);
        let messages: Vec<_> = report
            .diagnostics()
            .iter()
            .map(|d| format!("{} {}: {}", d.file, d.code, d.message))
            .collect();
        assert_eq!(
            messages,
            [
                "b.js duplicate-id: `a.js` has the id `x` as well",
                "c.js duplicate-id: `a.js` has the id `x` as well",
                "c.js duplicate-name: `a.js` is the action `m/a` as well",
            ]
        );
    }
}
