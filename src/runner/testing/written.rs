//! The file of tests as it was written.

use crate::diagnostic::Sourced;
use crate::project::document::Node;
use crate::project::test_files;

/// A file of tests.
#[derive(Debug)]
pub struct Source {
    /// Path in the project.
    pub file: String,
    /// What stands in it.
    pub text: String,
}

impl Source {
    /// The line of a byte of the text, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count() + 1
    }

    /// The path below `tests/` without the ending, such as `content/images`.
    #[must_use]
    pub fn suite(&self) -> &str {
        let below = self.file.strip_prefix("tests/").unwrap_or(&self.file);
        below.strip_suffix(test_files::ENDING).unwrap_or(below)
    }
}

/// The entries of a map, as they were written.
pub type Entries = Vec<(Sourced<String>, Node)>;
