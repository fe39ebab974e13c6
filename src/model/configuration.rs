use super::{Category, ElementId, TypeName, Version};

/// A configuration element: named values that workflows share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configuration {
    /// Identity on the server.
    pub id: ElementId,
    /// Display name.
    pub name: String,
    /// Folder path.
    pub category: Category,
    /// Element version.
    pub version: Version,
    /// Free text.
    pub description: String,
    /// Letters of `allowed-operations`, as written.
    pub allowed: Option<String>,
    /// The values, in order.
    pub attributes: Vec<Attribute>,
}

/// One value of a configuration element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its key.
    pub name: String,
    /// Its type.
    pub type_name: TypeName,
    /// The value in the server's text form; none is null.
    pub value: Option<String>,
    /// Free text.
    pub description: String,
}
