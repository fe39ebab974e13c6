//! The types people write, with the short names of the manifest.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Report, Sourced, closest};
use crate::model::TypeName;

/// Longer texts name no type: each array and each field is one step into the text.
pub(super) const MAX_LENGTH: usize = 1024;

/// The types of one project: the server's, those of plug-ins, and its short names.
#[derive(Debug, Clone, Default)]
pub struct Types {
    short: BTreeMap<String, TypeName>,
}

/// A text that names no type of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownType {
    /// The part that is not known: of `Array/strng`, `strng`.
    pub name: String,
    /// What was perhaps meant.
    pub suggestion: Option<String>,
}

impl Types {
    /// The types with these short names.
    #[must_use]
    pub fn new(short: BTreeMap<String, TypeName>) -> Self {
        Self { short }
    }

    /// The short names with the types they stand for.
    #[must_use]
    pub fn short(&self) -> &BTreeMap<String, TypeName> {
        &self.short
    }

    /// The type a text names: `string`, `DockerNode`, `DockerNode[]`, `Array/VC:VirtualMachine`,
    /// `CompositeType(node:DockerNode,port:number):Place`.
    ///
    /// # Errors
    /// When a part of it is not known.
    pub fn resolve(&self, text: &str) -> Result<TypeName, UnknownType> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(UnknownType {
                name: text.chars().take(40).chain(['…']).collect(),
                suggestion: None,
            });
        }
        if let Some(item) = text.strip_suffix("[]") {
            return Ok(self.resolve(item)?.array());
        }
        if let Some(item) = text.strip_prefix("Array/") {
            return Ok(self.resolve(item)?.array());
        }
        if let Some(long) = self.short.get(text) {
            return Ok(long.clone());
        }
        if text.starts_with("CompositeType(") {
            return self.composite(text);
        }
        match TypeName::new(text) {
            Ok(name) if name.is_known() => Ok(name),
            _ => Err(self.unknown(text)),
        }
    }

    /// The same for a text with its place; an unknown type is an `unknown-type` finding.
    pub fn read(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName> {
        match self.resolve(text) {
            Ok(name) => Some(name),
            Err(unknown) => {
                report.push(unknown.diagnostic(file).at(text.span.clone()));
                None
            }
        }
    }

    /// A composite type keeps its name; its fields may be short names and composites again.
    fn composite(&self, text: &str) -> Result<TypeName, UnknownType> {
        let whole = || self.unknown(text);
        let fields = TypeName::new(text)
            .ok()
            .and_then(|name| name.fields())
            .filter(|fields| !fields.is_empty())
            .ok_or_else(whole)?;
        let name = text
            .rsplit_once("):")
            .map(|(_, name)| name)
            .filter(|name| {
                name.chars()
                    .all(|c| c.is_alphanumeric() || "_-. ".contains(c))
            })
            .ok_or_else(whole)?;
        let mut long = Vec::new();
        for (field, type_name) in fields {
            if field.is_empty() {
                return Err(whole());
            }
            long.push(format!("{field}:{}", self.resolve(type_name.as_str())?));
        }
        TypeName::new(format!("CompositeType({}):{name}", long.join(","))).map_err(|_| whole())
    }

    fn unknown(&self, name: &str) -> UnknownType {
        let known = TypeName::core()
            .iter()
            .copied()
            .chain(self.short.keys().map(String::as_str));
        UnknownType {
            name: name.to_owned(),
            suggestion: closest(name, known).map(str::to_owned),
        }
    }
}

impl UnknownType {
    /// The finding, without its place.
    #[must_use]
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let message = if self.name.is_empty() {
            "a type is missing here".to_owned()
        } else {
            format!("unknown type `{}`", self.name.escape_debug())
        };
        let help = match &self.suggestion {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None if self.name.starts_with("CompositeType") => {
                "write it as `CompositeType(field:type,…):Name`".to_owned()
            }
            None => "a type of a plug-in is written `Plugin:Type`; \
                     short names are defined in `[types]` of coopto.toml"
                .to_owned(),
        };
        Diagnostic::error("unknown-type", file, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types() -> Types {
        let node = TypeName::new("DynamicTypes:Coopto.DockerNode").expect("legal");
        Types::new(BTreeMap::from([("DockerNode".to_owned(), node)]))
    }

    #[test]
    fn what_people_write_and_what_it_means() {
        for (text, meaning) in [
            ("string", "string"),
            (" string ", "string"),
            ("string[]", "Array/string"),
            ("Array/string", "Array/string"),
            ("string[][]", "Array/Array/string"),
            ("DockerNode", "DynamicTypes:Coopto.DockerNode"),
            ("DockerNode[]", "Array/DynamicTypes:Coopto.DockerNode"),
            ("Array/DockerNode", "Array/DynamicTypes:Coopto.DockerNode"),
            ("VC:VirtualMachine", "VC:VirtualMachine"),
            (
                "CompositeType(node:DockerNode,port:number):Place",
                "CompositeType(node:DynamicTypes:Coopto.DockerNode,port:number):Place",
            ),
            (
                "CompositeType(a:CompositeType(b:DockerNode[]):x):",
                "CompositeType(a:CompositeType(b:Array/DynamicTypes:Coopto.DockerNode):x):",
            ),
        ] {
            assert_eq!(types().resolve(text).expect(text).as_str(), meaning);
        }
    }

    #[test]
    fn endless_types_are_refused() {
        for text in [
            "Array/".repeat(100_000) + "string",
            "string".to_owned() + &"[]".repeat(100_000),
            "CompositeType(a:".repeat(100_000),
        ] {
            assert!(types().resolve(&text).is_err());
        }
        assert!(
            types()
                .resolve(&("string".to_owned() + &"[]".repeat(300)))
                .is_ok()
        );
    }

    #[test]
    fn unknown_types_name_the_part_and_what_was_meant() {
        for (text, name, suggestion) in [
            ("strng", "strng", Some("string")),
            ("Strng[]", "Strng", Some("string")),
            ("Array/DockerNod", "DockerNod", Some("DockerNode")),
            ("String", "String", Some("string")),
            ("frob", "frob", None),
            ("", "", None),
            ("CompositeType(a:strng):x", "strng", Some("string")),
            ("CompositeType(a:string", "CompositeType(a:string", None),
            ("CompositeType(a:string)", "CompositeType(a:string)", None),
        ] {
            let unknown = types().resolve(text).expect_err(text);
            assert_eq!(unknown.name, name);
            assert_eq!(unknown.suggestion.as_deref(), suggestion, "{text}");
        }
    }
}
