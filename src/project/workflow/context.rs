//! What a workflow has to know of the project around it.

use std::collections::BTreeMap;

use crate::diagnostic::{Report, Sourced};
use crate::model::{Category, ElementId, Parameter, Target, TypeName, Version};

/// Where a workflow comes from, and what it is called when it does not say so itself.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file, relative to the project, for diagnostics.
    pub file: String,
    /// Below `workflows/`, without the ending: `Images/Pull Image`.
    pub path: String,
    /// Display name: the last step of the path, with its `%` escapes undone.
    pub name: String,
    /// Folder on the server.
    pub category: Category,
    /// Unless the file has an `id`.
    pub id: ElementId,
    /// Unless the file has a `version`.
    pub version: Version,
}

/// What a workflow takes and returns, as others that call it see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Identity on the server.
    pub id: ElementId,
    /// Display name.
    pub name: String,
    /// What it must be given.
    pub inputs: Vec<Parameter>,
    /// What it returns.
    pub outputs: Vec<Parameter>,
}

/// What an action takes and returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routine {
    /// The parameters, in calling order.
    pub parameters: Vec<Parameter>,
    /// `void` for nothing.
    pub result: TypeName,
    /// Free text, shown below the item.
    pub description: String,
}

/// A configuration element, as attributes that take their value from it see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Identity on the server.
    pub id: ElementId,
    /// Its keys with their types.
    pub keys: BTreeMap<String, TypeName>,
}

/// The types that can be written.
pub trait Types {
    /// The type a text names; an unknown one is reported at its place.
    fn type_name(
        &self,
        file: &str,
        text: &Sourced<String>,
        report: &mut Report,
    ) -> Option<TypeName>;
}

/// The rest of the project, which a workflow may name.
pub trait Context: Types {
    /// The servers to build for.
    fn target(&self) -> Target;
    /// Root of the action modules.
    fn module(&self) -> &str;
    /// The action `name` of a whole module name, if it is the project's.
    fn action(&self, module: &str, name: &str) -> Option<Routine>;
    /// Every action of the project, as `module.name`, for suggestions.
    fn actions(&self) -> Vec<String>;
    /// The workflow at a path below `workflows/`.
    fn workflow(&self, path: &str) -> Option<Signature>;
    /// Every path, for suggestions.
    fn workflows(&self) -> Vec<String>;
    /// The configuration element at a path below `configurations/`.
    fn configuration(&self, path: &str) -> Option<Settings>;
    /// Every path, for suggestions.
    fn configurations(&self) -> Vec<String>;
    /// The resource element of a file below `resources/`.
    fn resource(&self, path: &str) -> Option<ElementId>;
    /// Every file, for suggestions.
    fn resources(&self) -> Vec<String>;
}
