use super::TypeName;

/// A value of an attribute or a form's default, before it takes the server's text form.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// `string`, and every type whose text form is taken as it is.
    Text(String),
    /// The server's numbers are Java doubles.
    Number(f64),
    /// `boolean`.
    Boolean(bool),
    /// Items with their own types, which matter for arrays of `Any`.
    Array(Vec<(TypeName, Value)>),
    /// `Properties` and composite values: fields in order.
    Properties(Vec<(String, TypeName, Value)>),
}
