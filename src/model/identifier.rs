use std::fmt;

/// An element's id: any text that is one step of an entry name. Not always a UUID.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(String);

/// A text that cannot be the name of something on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IllegalName {
    /// The text, with control characters escaped.
    pub name: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl fmt::Display for IllegalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.name, self.problem)
    }
}

impl std::error::Error for IllegalName {}

impl ElementId {
    /// Checks an id.
    ///
    /// # Errors
    /// When it is empty, longer than 255 bytes, `.` or `..`, or holds a slash, a backslash or a
    /// control character.
    pub fn new(id: impl Into<String>) -> Result<Self, IllegalName> {
        let id = id.into();
        let problem = if id.is_empty() {
            "is empty"
        } else if id.len() > 255 {
            "is longer than 255 bytes"
        } else if id == "." || id == ".." {
            "is not a name"
        } else if id.contains(['/', '\\']) || id.chars().any(char::is_control) {
            "holds a slash, a backslash or a control character"
        } else {
            return Ok(Self(id));
        };
        Err(IllegalName {
            name: id.escape_debug().to_string(),
            problem,
        })
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The folder an element lives in, root first. An action's module is one step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Category(Vec<String>);

impl Category {
    /// A category of these steps.
    #[must_use]
    pub fn new(steps: Vec<String>) -> Self {
        Self(steps)
    }

    /// From a path such as `Library/Coopto/Images`; empty steps are dropped.
    #[must_use]
    pub fn from_path(path: &str) -> Self {
        Self(
            path.split('/')
                .filter(|step| !step.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    /// The category of an action: its module's dotted name, in one step.
    #[must_use]
    pub fn module(name: impl Into<String>) -> Self {
        Self(vec![name.into()])
    }

    /// The steps, root first.
    #[must_use]
    pub fn steps(&self) -> &[String] {
        &self.0
    }

    /// The category one step deeper.
    #[must_use]
    pub fn join(&self, step: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        Self(steps)
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("/"))
    }
}
