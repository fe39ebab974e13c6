use crate::{archive, codec, model, signing};

/// Why an artefact could not be read or made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The zip file.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// One entry.
    #[error("entry `{entry}`: {cause}")]
    Entry {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        cause: codec::Error,
    },
    /// One entry, in words.
    #[error("entry `{entry}`: {problem}")]
    Content {
        /// The entry.
        entry: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An entry that must be there.
    #[error("entry `{0}` is missing")]
    Missing(String),
    /// A zip file of another kind.
    #[error(
        "neither a package (`dunes-meta-inf`), nor a plug-in (`VSO-INF/vso.xml`), nor an application (a `.dar` inside)"
    )]
    UnknownKind,
    /// Signing.
    #[error("cannot sign entry `{entry}`: {cause}")]
    Signing {
        /// The entry.
        entry: String,
        /// What went wrong.
        cause: signing::Error,
    },
    /// A name.
    #[error(transparent)]
    Name(#[from] model::UnsafeName),
}

impl Error {
    /// For `map_err` on what a codec returns.
    pub(super) fn entry(entry: impl Into<String>) -> impl FnOnce(codec::Error) -> Self {
        move |cause| Self::Entry {
            entry: entry.into(),
            cause,
        }
    }
}
