use std::path::PathBuf;

use super::{BadSubject, Refusal};

/// Why keys, certificates or stores could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not an X.509 certificate.
    #[error("not an X.509 certificate ({0})")]
    Certificate(String),
    /// The identity must not sign.
    #[error("{}", list(.0))]
    Refused(Vec<Refusal>),
    /// The subject cannot be used.
    #[error(transparent)]
    Subject(#[from] BadSubject),
    /// OpenSSL could not do it.
    #[error("{attempt}: {source}")]
    Crypto {
        /// What was being attempted.
        attempt: &'static str,
        /// OpenSSL's words.
        source: openssl::error::ErrorStack,
    },
    /// The certificate could not be written.
    #[error("cannot write the certificate: {0}")]
    Generate(#[from] rcgen::Error),
    /// Something about one file.
    #[error("`{}`: {source}", path.display())]
    In {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: Box<Error>,
    },
    /// The disk said no; the text names the file.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Error {
    /// For `map_err` on what OpenSSL returns.
    pub(super) fn crypto(attempt: &'static str) -> impl FnOnce(openssl::error::ErrorStack) -> Self {
        move |source| Self::Crypto { attempt, source }
    }

    /// The same error, said of a file.
    pub(super) fn about(self, path: &std::path::Path) -> Self {
        match self {
            // These name their file already.
            Self::Io(_) | Self::In { .. } => self,
            source => Self::In {
                path: path.to_owned(),
                source: Box::new(source),
            },
        }
    }
}

fn list(refusals: &[Refusal]) -> String {
    let texts: Vec<String> = refusals.iter().map(Refusal::to_string).collect();
    texts.join("; ")
}
