//! The plug-ins that sources use, held against those that the manifest declares.

use std::collections::BTreeSet;
use std::ops::Range;

use super::manifest::Manifest;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::TypeName;

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
pub fn of(type_name: &TypeName, file: &str, span: Option<Range<usize>>) -> Vec<Use> {
    of_type(type_name)
        .into_iter()
        .map(|plugin| Use::new(plugin, file, span.clone()))
        .collect()
}

/// The plug-ins whose types a type is made of.
fn of_type(type_name: &TypeName) -> Vec<String> {
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
