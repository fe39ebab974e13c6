//! What we tell people about their own files: a code, the place, what is wrong, what to write.
//!
//! Diagnostics are collected and shown together; they are never an `Err`. How they look on a
//! terminal is the command line's business.

use std::fmt;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing can be built from this.
    Error,
    /// Built all the same, yet somebody will stumble.
    Warning,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// Stable name in lower case with hyphens, such as `unknown-key`.
    pub code: &'static str,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// The file, relative to the project, with `/`.
    pub file: String,
    /// Bytes of the file's text that are underlined; none: the whole file is meant.
    pub span: Option<Range<usize>>,
    /// Words beside the underlined place, often empty.
    pub label: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place inside its file yet.
    #[must_use]
    pub fn error(code: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            code,
            message: message.into(),
            file: file.to_owned(),
            span: None,
            label: String::new(),
            help: None,
        }
    }

    /// A warning without a place inside its file yet.
    #[must_use]
    pub fn warning(code: &'static str, file: &str, message: impl Into<String>) -> Self {
        Self {
            level: Level::Warning,
            ..Self::error(code, file, message)
        }
    }

    /// With the place to underline.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// With words beside the underlined place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// With what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// All findings so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds the findings of another report.
    pub fn extend(&mut self, other: Report) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Whether something cannot be built.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.level == Level::Error)
    }

    /// The findings by file and place, whatever order they were found in.
    #[must_use]
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            let start = |d: &Diagnostic| d.span.as_ref().map_or(0, |span| span.start);
            (&a.file, start(a), a.code).cmp(&(&b.file, start(b), b.code))
        });
        self.diagnostics.dedup();
        self.diagnostics
    }

    /// The findings in the order they were found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// A value that remembers where it was written, so that a fault that shows later points there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Bytes of its file's text.
    pub span: Range<usize>,
}

impl<T> Sourced<T> {
    /// A value and its place.
    pub fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced::new(change(self.value), self.span)
    }
}

impl<T> std::ops::Deref for Sourced<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// The closest of some names to a misspelt one, for "did you mean". Other capitals alone are always
/// close; else some of the word has to stay, so that `a` does not suggest `b`.
#[must_use]
pub fn closest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let near = |name: &str| {
        let name = name.to_lowercase();
        let letters = name.chars().count();
        let shorter = length.min(letters);
        let allowed = shorter.saturating_sub(1).min(1 + shorter / 4);
        // Told without comparing letters, which among thousands of names takes long.
        if length.abs_diff(letters) > allowed {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&lower, &name);
        (distance <= allowed).then_some(distance)
    };
    names
        .into_iter()
        .filter_map(|name| Some((near(name)?, name)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_close() {
        let names = ["node", "nodes", "image", "b", "ID", "ü"];
        for (word, meant) in [
            ("node", Some("node")),
            ("nodess", Some("nodes")),
            ("imgae", Some("image")),
            ("Image", Some("image")),
            ("B", Some("b")),
            ("id", Some("ID")),
            ("a", None),
            ("ä", None),
            ("bc", None),
            ("volume", None),
            ("", None),
        ] {
            assert_eq!(closest(word, names), meant, "{word}");
        }
    }
}
