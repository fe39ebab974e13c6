use super::{Bytes, Category, ElementId, Version};

/// A resource element: a file kept on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Identity on the server.
    pub id: ElementId,
    /// File name, such as `node.png`.
    pub name: String,
    /// Folder path.
    pub category: Category,
    /// Left out by servers when never set.
    pub version: Option<Version>,
    /// Left out by servers when never set.
    pub description: Option<String>,
    /// Media type.
    pub mime_type: String,
    /// Letters of `allowed-operations`, as written.
    pub allowed: Option<String>,
    /// The file itself.
    pub data: Bytes,
}
