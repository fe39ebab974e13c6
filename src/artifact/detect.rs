use super::{Error, package};
use crate::archive::{Archive, Entry};

/// The kinds of files a server takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// Content, signed.
    Package,
    /// A plug-in.
    Dar,
    /// Plug-ins with a licence.
    Vmoapp,
}

/// What an archive is, by what is in it; names of files lie.
///
/// # Errors
/// When it is none of them.
pub fn detect(archive: &Archive) -> Result<Artifact, Error> {
    let signed = |entry: &Entry| entry.name.below(package::SIGNATURES).is_some();
    // One that lost its metadata is a broken package, not an unknown thing.
    if archive.get(package::META).is_some() || archive.entries().iter().any(signed) {
        Ok(Artifact::Package)
    } else if archive.get(super::plugin::DESCRIPTOR).is_some() {
        Ok(Artifact::Dar)
    } else if super::bundle::dars(archive).next().is_some() {
        Ok(Artifact::Vmoapp)
    } else {
        Err(Error::UnknownKind)
    }
}

impl Artifact {
    /// The word for people and for the JSON output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Package => "package",
            Self::Dar => "dar",
            Self::Vmoapp => "vmoapp",
        }
    }
}
