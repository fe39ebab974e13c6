//! What is at hand while one file is understood.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::scope::Scope;
use crate::diagnostic::Report;
use crate::model::workflow::Item;
use crate::project::workflow::context::{Context, Settings};
use crate::script::ModuleCall;

/// Understands one file.
pub(super) struct Lowering<'a> {
    pub(super) file: &'a str,
    pub(super) source: &'a str,
    pub(super) context: &'a dyn Context,
    pub(super) report: &'a mut Report,
    pub(super) scope: Scope,
    pub(super) items: Vec<Item>,
    /// Calls of actions in scripts.
    pub(super) calls: Vec<ModuleCall>,
    /// The configuration elements that were asked for, by path.
    pub(super) settings: HashMap<String, Settings>,
    /// Where each item was written.
    pub(super) spans: BTreeMap<String, Range<usize>>,
    /// Names of steps, with the numbers of their items.
    pub(super) labels: BTreeMap<String, usize>,
}
