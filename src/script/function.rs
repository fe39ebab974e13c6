//! What an action's file says: a function and its documentation, as plain data.

use std::ops::Range;

use super::calls::ModuleCall;
use crate::diagnostic::Sourced;

/// What an action's file says.
#[derive(Debug, Clone)]
pub struct ActionFile {
    /// What stands before the first tag, line by line.
    pub description: String,
    /// The function's parameters, in its order.
    pub parameters: Vec<Parameter>,
    /// What it returns: the type as written, and the words behind it.
    pub returns: Option<(Sourced<String>, String)>,
    /// `@id`
    pub id: Option<Sourced<String>>,
    /// `@version`
    pub version: Option<Sourced<String>>,
    /// `@since`
    pub since: Option<Sourced<String>>,
    /// `@throws`, each as written.
    pub throws: Vec<Sourced<String>>,
    /// `@deprecated`; the text may be empty.
    pub deprecated: Option<Sourced<String>>,
    /// `@allowed`
    pub allowed: Option<Sourced<String>>,
    /// `@memory-limit`
    pub memory_limit: Option<Sourced<String>>,
    /// `@timeout`
    pub timeout: Option<Sourced<String>>,
    /// The script as it goes into the package: what stands between the braces, moved left.
    pub body: String,
    /// The line of the file, from 1, that the first line of `body` came from.
    pub body_line: usize,
    /// The calls of other actions.
    pub calls: Vec<ModuleCall>,
}

/// A parameter with its documentation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The type as written. Where it is missing, which has been reported, `Any` at the name.
    pub type_text: Sourced<String>,
    /// The words behind the name, in one line.
    pub description: String,
    /// Where the function names it.
    pub name_span: Range<usize>,
}
