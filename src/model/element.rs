use std::fmt;
use std::sync::Arc;

use super::ElementId;

/// Content that is shared rather than copied: many elements have the same categories.
pub type Bytes = Arc<[u8]>;

/// One element as a package holds it: an id and the exact bytes of each of its members.
///
/// What is not understood is in here as well, untouched, so packing it again loses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Name of the folder below `elements/`.
    pub id: ElementId,
    /// From the key `type` of its `info`.
    pub kind: Kind,
    /// Its entries, in the order the package has them.
    pub members: Vec<Member>,
}

impl Element {
    /// The bytes of one member, such as `data`.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Bytes> {
        self.members
            .iter()
            .find(|member| member.name == name)
            .map(|member| &member.content)
    }
}

/// One entry of an element: `data`, `categories`, `input_form_`, `bundle`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Path below the element's folder.
    pub name: String,
    /// The exact bytes.
    pub content: Bytes,
}

/// What an element is. The names are those of the key `type` in `info`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A script with parameters.
    Action,
    /// A workflow.
    Workflow,
    /// Shared values.
    Configuration,
    /// A file.
    Resource,
    /// A policy template.
    Policy,
    /// A run-time environment of actions in other languages.
    Environment,
    /// A kind this program does not know, by its own name.
    Other(String),
    /// A folder without `info`; one server is known to write such.
    Unknown,
}

impl Kind {
    /// The kind that `info` calls by this name.
    #[must_use]
    pub fn from_info(name: &str) -> Self {
        match name {
            "ScriptModule" => Self::Action,
            "Workflow" => Self::Workflow,
            "ConfigurationElement" => Self::Configuration,
            "ResourceElement" => Self::Resource,
            "PolicyTemplate" => Self::Policy,
            "ActionEnvironment" => Self::Environment,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The name `info` has for it; none for a folder that has no `info`.
    #[must_use]
    pub fn as_info(&self) -> Option<&str> {
        Some(match self {
            Self::Action => "ScriptModule",
            Self::Workflow => "Workflow",
            Self::Configuration => "ConfigurationElement",
            Self::Resource => "ResourceElement",
            Self::Policy => "PolicyTemplate",
            Self::Environment => "ActionEnvironment",
            Self::Other(name) => name,
            Self::Unknown => return None,
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Action => "action",
            Self::Workflow => "workflow",
            Self::Configuration => "configuration",
            Self::Resource => "resource",
            Self::Policy => "policy",
            Self::Environment => "environment",
            Self::Other(name) => name,
            Self::Unknown => "unknown",
        })
    }
}
