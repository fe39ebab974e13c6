//! What a test finds.

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file of tests.
    pub line: Option<usize>,
    /// What is wrong, or what differs.
    pub what: String,
    /// What was expected and what was found.
    pub difference: Option<(String, String)>,
}

impl Fault {
    /// One that says everything in a sentence.
    #[must_use]
    pub fn plain(line: Option<usize>, what: impl Into<String>) -> Self {
        Self {
            line,
            what: what.into(),
            difference: None,
        }
    }

    /// One between two values.
    #[must_use]
    pub fn differs(line: usize, what: String, expected: String, found: String) -> Self {
        Self {
            line: Some(line),
            what,
            difference: Some((expected, found)),
        }
    }
}
