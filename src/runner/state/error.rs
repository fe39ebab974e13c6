use std::path::PathBuf;

use thiserror::Error as ThisError;

/// What can go wrong with the state.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The disk refuses; the message names the path.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// A file that this program did not write so.
    #[error(
        "`{}`, line {line}, column {column}: {problem}; correct it, or delete the file to start again without {what}",
        .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What was expected.
        problem: String,
        /// What the file keeps.
        what: &'static str,
    },
    /// A folder, a pipe or a device where a file belongs; reading some of them never ends.
    #[error("`{}` is not a file; remove it, or use another folder with `--state`", .path.display())]
    NoFile {
        /// What is there instead.
        path: PathBuf,
    },
    /// A file that memory is too dear for.
    #[error(
        "`{}` has more than {limit} bytes; delete the file to start again without {what}, or use another folder with `--state`",
        .path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: u64,
        /// What the file keeps.
        what: &'static str,
    },
    /// A file of a later version of this program.
    #[error(
        "`{}` has format {found}, and this coopto knows formats up to {known}; use the newer coopto that wrote it, or another folder with `--state`",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// Ours.
        known: u32,
    },
    /// Another process holds the folder's lock and does not let go.
    #[error("another run has been changing `{}` for {seconds} seconds; end it, or use another folder with `--state`", .path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
        /// How long we waited.
        seconds: u64,
    },
    /// What is to be created exists.
    #[error("{0} exists already")]
    Exists(String),
    /// What is to be changed does not exist.
    #[error("there is no {0}")]
    Missing(String),
    /// A change that the server refuses as well.
    #[error("{0}")]
    Refused(String),
}

impl Error {
    /// Whether a script may catch this: the server would say no as well.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        matches!(self, Self::Exists(_) | Self::Missing(_) | Self::Refused(_))
    }
}
