//! The values that travel between items: copies, as a server serialises them.

use crate::model::TypeName;

/// A value outside any script.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Null, and what was never set.
    #[default]
    Null,
    /// `boolean`.
    Boolean(bool),
    /// Every number is a Java double.
    Number(f64),
    /// `string`, `Path`, `Regexp`, and `SecureString` inside scripts.
    Text(String),
    /// Milliseconds since 1970.
    Date(f64),
    /// `Array/…`.
    Array(Vec<Value>),
    /// `Properties`, in order of insertion.
    Properties(Vec<(String, Value)>),
    /// A `CompositeType(…)`, or a plain object bound to `Any`: fields in order.
    Composite(Vec<(String, Value)>),
    /// An object of an inventory or of the server, by reference; found anew when an item starts.
    Reference(Reference),
    /// A file kept in memory.
    Attachment(Attachment),
}

/// Type and id of an inventory object, `ConfigurationElement`, `ResourceElement`, `Workflow`,
/// `WorkflowToken`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Such as `DynamicTypes:Coopto.DockerNode`.
    pub type_name: TypeName,
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
}

/// `MimeAttachment`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type.
    pub mime_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}
