//! What a script does with names, and where it returns.

use std::ops::Range;

/// How a name is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
    /// `x += 1`, `x++`
    Update,
    /// `typeof x` and `typeof x.y`, which harm nobody when `x` does not exist.
    Probe,
}

impl Access {
    /// Whether the name gets a value.
    pub(super) fn writes(self) -> bool {
        matches!(self, Self::Write | Self::Update)
    }
}

/// A use of a name.
pub(super) struct Reference<'a> {
    pub(super) name: &'a str,
    pub(super) span: Range<usize>,
    pub(super) access: Access,
    /// The `y` of `x.y`.
    pub(super) member: Option<&'a str>,
    /// The scope that it stands in, by its number.
    pub(super) scope: usize,
}

/// A `return` outside any function.
pub(super) struct Return {
    pub(super) span: Range<usize>,
    pub(super) has_value: bool,
}
