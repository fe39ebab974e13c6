use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::Path;

use zeroize::Zeroizing;

use super::{Error, file};

/// What protects a key store. Wiped from memory when dropped, never shown.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Asks a person, who sees this text; `None` if nobody is there to ask.
pub type Prompt<'a> = dyn FnMut(&str) -> io::Result<Option<String>> + 'a;

impl Passphrase {
    /// A passphrase, once it is certain that every store can take it.
    ///
    /// # Errors
    /// When it holds a null character, which PKCS#12 would take for its end.
    pub fn new(text: String) -> Result<Self, Error> {
        let text = Zeroizing::new(text);
        if text.contains('\0') {
            return Err(Error::BadPassphrase("contains a null character"));
        }
        Ok(Self(text))
    }

    /// The first line of a file, without the mark of UTF-8 that editors on Windows put before it.
    ///
    /// # Errors
    /// When the file cannot be read or is not text.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let bytes = file::read(path)?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Error::BadPassphrase("is not UTF-8 text").about(path))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line = text.lines().next().unwrap_or_default();
        Self::new(line.to_owned()).map_err(|error| error.about(path))
    }

    /// What `COOPTO_PASSPHRASE` says; an empty one says nothing.
    #[must_use]
    pub fn in_environment() -> Option<OsString> {
        std::env::var_os("COOPTO_PASSPHRASE").filter(|text| !text.is_empty())
    }

    /// From the file if one is named, else from `COOPTO_PASSPHRASE`, else from a person.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(
        file: Option<&Path>,
        question: &str,
        prompt: &mut Prompt<'_>,
    ) -> Result<Self, Error> {
        if let Some(path) = file {
            return Self::from_file(path);
        }
        if let Some(text) = Self::in_environment() {
            let text = text
                .into_string()
                .map_err(|_| Error::BadPassphrase("in `COOPTO_PASSPHRASE` is not UTF-8 text"))?;
            return Self::new(text);
        }
        Self::new(prompt(question)?.ok_or(Error::NoPassphrase)?)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// As JKS hashes it: two bytes a unit, the high one first.
    pub(super) fn utf16(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.0.len() * 2));
        for unit in self.0.encode_utf16() {
            bytes.extend(unit.to_be_bytes());
        }
        bytes
    }

    /// As JCEKS uses it, which knows printable ASCII only.
    pub(super) fn ascii(&self) -> Result<&[u8], Error> {
        if self.0.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            Ok(self.0.as_bytes())
        } else {
            Err(Error::BadPassphrase(
                "holds characters beyond ASCII, which a JCEKS store cannot have",
            ))
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_first_line_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        for mark in ["", "\u{feff}"] {
            fs_err::write(&path, format!("{mark}pass word\r\nsecond line\n")).unwrap();
            assert_eq!(Passphrase::from_file(&path).unwrap().as_str(), "pass word");
        }
    }

    #[test]
    fn is_never_shown_and_never_cut_short() {
        let passphrase = Passphrase::new("secret".into()).unwrap();
        assert!(!format!("{passphrase:?}").contains("secret"));
        assert!(Passphrase::new("a\0b".into()).is_err());
    }

    #[test]
    fn is_utf_16_in_jks() {
        let passphrase = Passphrase::new("ä".into()).unwrap();
        assert_eq!(passphrase.utf16().as_slice(), b"\x00\xe4");
        assert!(passphrase.ascii().is_err());
    }
}
