use std::fmt;

use crate::model::TypeName;

/// What is wrong with a workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Two items stand on one place, or one on the start marker.
    Overlap {
        /// The later one.
        item: String,
        /// The item, or `start`, below it.
        with: String,
    },
    /// Two items have one name.
    DuplicateItem {
        /// The name.
        item: String,
    },
    /// Neither an end nor followed by anything.
    DeadEnd {
        /// The item.
        item: String,
    },
    /// A successor that is no item.
    NoSuchItem {
        /// The item; none for the workflow's first item and its error handler.
        item: Option<String>,
        /// What it names.
        target: String,
    },
    /// No way leads there.
    Unreachable {
        /// The item.
        item: String,
    },
    /// No way leads from there to an end.
    NoWayToEnd {
        /// The item.
        item: String,
    },
    /// A value that goes in comes from nowhere, and nobody said that this is meant.
    Unbound {
        /// The item.
        item: String,
        /// The name inside.
        name: String,
    },
    /// A binding, or the target of an exception's text, to a variable that does not exist.
    UnknownVariable {
        /// The item; none for the error handler.
        item: Option<String>,
        /// The variable.
        variable: String,
    },
    /// A binding between types that do not fit.
    Mismatch {
        /// The item.
        item: String,
        /// The name inside.
        name: String,
        /// What is given.
        from: TypeName,
        /// What is needed.
        to: TypeName,
    },
}

impl Fault {
    /// The item it is about.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Overlap { item, .. }
            | Self::DuplicateItem { item }
            | Self::DeadEnd { item }
            | Self::Unreachable { item }
            | Self::NoWayToEnd { item }
            | Self::Unbound { item, .. }
            | Self::Mismatch { item, .. } => Some(item),
            Self::NoSuchItem { item, .. } | Self::UnknownVariable { item, .. } => item.as_deref(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap { item, with } => {
                write!(f, "`{item}` stands on the same place as `{with}`")
            }
            Self::DuplicateItem { item } => write!(f, "two items have the name `{item}`"),
            Self::DeadEnd { item } => write!(f, "`{item}` leads nowhere and is no end"),
            Self::NoSuchItem {
                item: Some(item),
                target,
            } => {
                write!(f, "`{item}` leads to `{target}`, which does not exist")
            }
            Self::NoSuchItem { item: None, target } => {
                write!(
                    f,
                    "the workflow starts or handles errors at `{target}`, which does not exist"
                )
            }
            Self::Unreachable { item } => write!(f, "no way leads to `{item}`"),
            Self::NoWayToEnd { item } => write!(f, "no way leads from `{item}` to an end"),
            Self::Unbound { item, name } => write!(f, "`{name}` of `{item}` is not bound"),
            Self::UnknownVariable {
                item: Some(item),
                variable,
            } => {
                write!(
                    f,
                    "`{item}` is bound to the variable `{variable}`, which does not exist"
                )
            }
            Self::UnknownVariable {
                item: None,
                variable,
            } => {
                write!(
                    f,
                    "the error handler stores the text in `{variable}`, which does not exist"
                )
            }
            Self::Mismatch {
                item,
                name,
                from,
                to,
            } => {
                write!(
                    f,
                    "`{name}` of `{item}` is bound between `{from}` and `{to}`"
                )
            }
        }
    }
}
