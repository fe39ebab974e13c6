use std::fmt;

/// A path inside an archive that has been checked: relative, `/`-separated, never climbing.
///
/// The only way to have one is to have checked it, so nothing extracts outside its target.
/// Blanks, `=`, commas and non-ASCII letters are fine: certificate names hold them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName(String);

/// Why a name is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsafeName {
    /// The name as it was found, with control characters escaped.
    pub name: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl fmt::Display for UnsafeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry name `{}` {}", self.name, self.problem)
    }
}

impl std::error::Error for UnsafeName {}

impl EntryName {
    /// Checks a name.
    ///
    /// # Errors
    /// When it is empty, absolute, has a drive letter, a backslash, a control character or an
    /// empty, `.` or `..` step, or is longer than 1,024 bytes.
    pub fn new(name: impl Into<String>) -> Result<Self, UnsafeName> {
        let name = name.into();
        match problem(&name) {
            None => Ok(Self(name)),
            Some(problem) => Err(UnsafeName {
                name: name.escape_debug().to_string(),
                problem,
            }),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rest of the name below a folder given with its closing `/`.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)
    }
}

/// Whether every backslash escapes a character of a certificate's subject (RFC 2253, 2.4), as in
/// `certificates/O=Acme\\, Inc.,CN=Build.cer`. An escaped backslash is refused all the same: on
/// Windows it would part a path.
fn is_subject(name: &str) -> bool {
    let Some((_, subject)) = name.split_once("certificates/") else {
        return false;
    };
    let mut escapes = name.matches('\\').count();
    let mut parts = subject.split('\\');
    parts.next();
    for escaped in parts {
        let hex = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit());
        let mut characters = escaped.chars();
        let first = characters.next();
        let known = first.is_some_and(|c| ",+\"<>;=# ".contains(c));
        let mut byte = || hex(first) && hex(characters.next());
        if !(known || byte()) {
            return false;
        }
        escapes -= 1;
    }
    escapes == 0
}

fn problem(name: &str) -> Option<&'static str> {
    let bytes = name.as_bytes();
    if name.is_empty() {
        return Some("is empty");
    }
    if name.len() > 1024 {
        return Some("is longer than 1024 bytes");
    }
    if name.chars().any(char::is_control) {
        return Some("holds a control character");
    }
    if name.contains('\\') && !is_subject(name) {
        return Some("holds a backslash");
    }
    if name.starts_with('/') {
        return Some("is absolute");
    }
    if bytes.len() > 1 && bytes[1] == b':' && bytes[0].is_ascii_alphabetic() {
        return Some("starts with a drive letter");
    }
    if name.split('/').any(|step| step == "..") {
        return Some("climbs out of the archive");
    }
    if name.split('/').any(|step| step.is_empty() || step == ".") {
        return Some("has an empty step");
    }
    None
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for EntryName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_real_packages_are_safe() {
        for name in [
            "dunes-meta-inf",
            "elements/4b81/data",
            "certificates/O=VMware,OU=Unknown,CN=vRO host.example 1-2.cer",
            "resources/images/größe.png",
            "certificates/O=Acme\\, Inc.,CN=\\C3\\A4.cer",
            "signatures/certificates/O=Acme\\, Inc.,CN=Build.cer",
        ] {
            assert_eq!(EntryName::new(name).expect(name).as_str(), name);
        }
    }

    #[test]
    fn names_that_climb_or_confuse_are_refused() {
        for (name, problem) in [
            ("", "is empty"),
            ("../etc/passwd", "climbs out of the archive"),
            ("elements/../../x", "climbs out of the archive"),
            ("/etc/passwd", "is absolute"),
            ("C:/windows", "starts with a drive letter"),
            ("a\\b", "holds a backslash"),
            ("certificates/..\\x.cer", "holds a backslash"),
            ("certificates/a\\\\..\\\\x.cer", "holds a backslash"),
            ("a\\,certificates/x.cer", "holds a backslash"),
            ("a\0b", "holds a control character"),
            ("a//b", "has an empty step"),
            ("./a", "has an empty step"),
            ("a/", "has an empty step"),
        ] {
            assert_eq!(
                EntryName::new(name).expect_err(name).problem,
                problem,
                "{name}"
            );
        }
    }
}
