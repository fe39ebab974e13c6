//! The plug-ins that sources use, held against those that the manifest declares.

use std::collections::BTreeSet;
use std::ops::Range;

use super::manifest::Manifest;
use super::types::MAX_LENGTH;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::TypeName;
use crate::script::lint::Kind;
use crate::script::names;

/// Script objects that come with a plug-in, and its name.
pub const OBJECTS: [(&str, &str); 6] = [
    ("DynamicTypesManager", "DynamicTypes"),
    ("RESTAuthenticationManager", "REST"),
    ("RESTHost", "REST"),
    ("RESTHostManager", "REST"),
    ("RESTOperation", "REST"),
    ("RESTRequest", "REST"),
];

/// A file uses a plug-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The plug-in.
    pub plugin: String,
    /// The file.
    pub file: String,
    /// Where it does.
    pub span: Option<Range<usize>>,
}

impl Use {
    /// A use of a plug-in at a place.
    pub fn new(plugin: impl Into<String>, file: &str, span: Option<Range<usize>>) -> Self {
        Self {
            plugin: plugin.into(),
            file: file.to_owned(),
            span,
        }
    }
}

/// The uses of plug-ins by a type that stands at a place.
pub fn of(type_name: &TypeName, file: &str, span: Option<&Range<usize>>) -> Vec<Use> {
    of_type(type_name)
        .into_iter()
        .map(|plugin| Use::new(plugin, file, span.cloned()))
        .collect()
}

/// The plug-ins whose script objects a script uses, with the place of the first, those that the
/// manifest declares left out.
pub(super) fn objects(
    code: &str,
    kind: Kind<'_>,
    manifest: &Manifest,
) -> Vec<(&'static str, Range<usize>)> {
    let wanted: Vec<(&str, &str, usize)> = OBJECTS
        .into_iter()
        .filter(|(_, plugin)| !manifest.declares(plugin))
        .filter_map(|(object, plugin)| Some((object, plugin, word(code, object)?)))
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    // A script that cannot be parsed has been reported.
    let free = names::free(code, kind).unwrap_or_default();
    wanted
        .into_iter()
        .filter(|(object, ..)| free.contains(*object))
        .map(|(object, plugin, at)| (plugin, at..at + object.len()))
        .collect()
}

/// Where a name stands as a whole word.
fn word(code: &str, name: &str) -> Option<usize> {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$');
    code.match_indices(name).map(|(at, _)| at).find(|at| {
        !part(code[..*at].chars().next_back()) && !part(code[at + name.len()..].chars().next())
    })
}

/// The plug-ins whose types a type is made of.
fn of_type(type_name: &TypeName) -> Vec<String> {
    if type_name.as_str().len() > MAX_LENGTH {
        return Vec::new();
    }
    if let Some(item) = type_name.item() {
        return of_type(&item);
    }
    if let Some(fields) = type_name.fields() {
        return fields
            .iter()
            .flat_map(|(_, field)| of_type(field))
            .collect();
    }
    type_name.plugin().map(str::to_owned).into_iter().collect()
}

/// Warns about each plug-in that is not declared, at its first use.
pub(super) fn check(manifest: &Manifest, uses: &[Use], report: &mut Report) {
    let mut named = BTreeSet::new();
    for used in uses {
        if manifest.declares(&used.plugin) || !named.insert(&used.plugin) {
            continue;
        }
        let mut diagnostic = Diagnostic::warning(
            "undeclared-plugin",
            &used.file,
            format!("this needs the plug-in `{}`", used.plugin),
        )
        .help(format!(
            "declare it, so that servers without it say so: \
             plugins = [\"{}#<version>\"] below [orchestrator] in coopto.toml",
            used.plugin
        ));
        diagnostic.span.clone_from(&used.span);
        report.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        assert_eq!(word("RESTHostManager.x; RESTHost()", "RESTHost"), Some(19));
        assert_eq!(word("myRESTHost", "RESTHost"), None);
        assert_eq!(word("RESTHost", "RESTHost"), Some(0));
    }

    #[test]
    fn plugins_of_types() {
        for (type_name, plugins) in [
            ("string", vec![]),
            ("VC:VirtualMachine", vec!["VC"]),
            ("Array/REST:RESTHost", vec!["REST"]),
            (
                "Array/CompositeType(a:VC:Datacenter,b:CompositeType(c:REST:RESTHost):x):y",
                vec!["VC", "REST"],
            ),
        ] {
            assert_eq!(of_type(&TypeName::new(type_name).expect("legal")), plugins);
        }
    }
}
