use super::{Category, ElementId, TypeName, Version};

/// An action: one script with typed parameters (`ScriptModule` in a package).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Identity on the server.
    pub id: ElementId,
    /// The name scripts call it by.
    pub name: String,
    /// The module, as a category of exactly one step: the whole dotted name.
    pub category: Category,
    /// Element version.
    pub version: Version,
    /// Free text.
    pub description: String,
    /// What it returns; `void` for nothing.
    pub result: TypeName,
    /// The parameters, in calling order.
    pub parameters: Vec<Parameter>,
    /// The function's body. Actions of other languages may keep theirs in a bundle.
    pub script: Option<String>,
    /// `6.0.0` in everything a server since 6.0 writes.
    pub api_version: String,
    /// Letters of `allowed-operations`, as written.
    pub allowed: Option<String>,
    /// `language:version` for anything but JavaScript.
    pub runtime: Option<String>,
    /// File and function inside the bundle.
    pub entry_point: Option<String>,
    /// Id of an action environment.
    pub environment: Option<String>,
    /// Bytes.
    pub memory_limit: Option<u64>,
    /// Seconds.
    pub timeout: Option<u64>,
}

/// A named, typed and described value that goes in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// A JavaScript identifier.
    pub name: String,
    /// Its type.
    pub type_name: TypeName,
    /// Free text, often empty.
    pub description: String,
}
