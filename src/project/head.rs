//! What every element may state about itself: `id`, `version`, `description`, `allowed`.

use super::document::Fields;
use crate::diagnostic::{Diagnostic, Report, Sourced};
use crate::model::Version;

/// What an element is allowed to be used for unless it says otherwise: view, edit, forward.
pub const ALL_ALLOWED: &str = "vef";

/// The keys that configuration elements and resources share.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Overrides the derived id.
    pub id: Option<Sourced<String>>,
    /// Overrides the project's version.
    pub version: Option<Version>,
    /// Free text.
    pub description: Option<String>,
    /// Letters of `allowed-operations`.
    pub allowed: Option<String>,
}

impl Head {
    /// Takes the keys out of a map.
    pub fn take(fields: &mut Fields<'_>, file: &str, report: &mut Report) -> Self {
        Self {
            id: fields.text("id"),
            version: fields
                .text("version")
                .and_then(|text| version(file, &text, report)),
            description: fields.text("description").map(|text| text.value),
            allowed: fields
                .text("allowed")
                .and_then(|text| allowed(file, &text, report)),
        }
    }
}

/// A version, or an `illegal-version` finding.
pub fn version(file: &str, text: &Sourced<String>, report: &mut Report) -> Option<Version> {
    text.parse()
        .map_err(|error: crate::model::IllegalVersion| {
            report.push(
                Diagnostic::error("illegal-version", file, error.to_string()).at(text.span.clone()),
            );
        })
        .ok()
}

/// Letters of `allowed-operations`, or an `illegal-allowed` finding.
pub fn allowed(file: &str, text: &Sourced<String>, report: &mut Report) -> Option<String> {
    let twice = |(index, letter): (usize, char)| text[..index].contains(letter);
    let legal = !text.is_empty()
        && text.chars().all(|letter| "vefp".contains(letter))
        && !text.char_indices().any(twice);
    if legal {
        return Some(text.value.clone());
    }
    report.push(
        Diagnostic::error(
            "illegal-allowed",
            file,
            format!("`{}` does not say what is allowed", text.escape_debug()),
        )
        .at(text.span.clone())
        .help("letters of `vef`, each once: view, edit, forward to other packages"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_allowed() {
        let check = |text: &str| {
            let mut report = Report::new();
            allowed("f", &Sourced::new(text.to_owned(), 0..0), &mut report)
        };
        for text in ["vef", "vf", "v", "fve", "vfp"] {
            assert_eq!(check(text).as_deref(), Some(text));
        }
        for text in ["", "x", "vv", "v f"] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
