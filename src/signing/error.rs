use std::path::{Path, PathBuf};

use openssl::error::ErrorStack;

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
    /// The content is no store that we know.
    #[error("not a key store: PEM, PKCS#12, JKS and JCEKS are known")]
    UnknownStore,
    /// The store's structure or its check sum is broken.
    #[error("the {0} is damaged: {1}")]
    Damaged(&'static str, &'static str),
    /// A store or a key whose opening would take hours; the most rounds that are begun.
    #[error(
        "the {0} asks for more than {1} rounds of hashing, which would take hours: have it written anew with fewer"
    )]
    Work(&'static str, u32),
    /// Opening takes too long; the seconds after which nobody waited any more.
    #[error(
        "the {0} is not open after {1} seconds, for all the hashing it asks for: have it written anew with fewer rounds"
    )]
    Slow(&'static str, u64),
    /// The passphrase does not open the store.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The passphrase opens the store, and the key in it has another.
    #[error(
        "the private key in it has another passphrase than the store: make them the same with `keytool -keypasswd`"
    )]
    KeyPassphrase,
    /// There is a passphrase to give and nobody gave it.
    #[error(
        "a passphrase is needed: name a file with `--passphrase-file`, or set `COOPTO_PASSPHRASE`"
    )]
    NoPassphrase,
    /// The passphrase cannot be one.
    #[error("the passphrase {0}")]
    BadPassphrase(&'static str),
    /// There is no private key in the store.
    #[error("there is no private key in it")]
    NoKey,
    /// There is a key, and no certificate for it.
    #[error("there is no certificate in it: name its file with `--certificate`")]
    NoCertificate,
    /// Several keys, and none of them is called as servers call theirs.
    #[error("no private key has the alias `_dunesrsa_alias_`; there are {}", quoted(.0))]
    NoAlias(Vec<String>),
    /// The private key is protected in a way we do not know.
    #[error("the private key is protected by {0}, which is not known here")]
    UnknownProtection(String),
    /// The file exists and must be kept.
    #[error("`{}` exists already: name another file, or replace it with `--force`", .0.display())]
    Exists(PathBuf),
    /// The file is too large to be what it should be.
    #[error("too large for a key store or certificate")]
    TooLarge,
    /// There is no folder of the user to keep the identity in.
    #[error("there is no home folder: set `COOPTO_HOME` to a folder for keys")]
    NoHome,
    /// OpenSSL could not do it.
    #[error("{attempt}: {}", super::certificate::reason(.source))]
    Crypto {
        /// What was being attempted.
        attempt: &'static str,
        /// OpenSSL's words.
        source: ErrorStack,
    },
    /// The end of validity is beyond the calendar.
    #[error("{0} days from now there is no date: ask for fewer")]
    Days(u32),
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
    pub(super) fn crypto(attempt: &'static str) -> impl FnOnce(ErrorStack) -> Self {
        move |source| Self::Crypto { attempt, source }
    }

    /// The same error, said of a file.
    pub(super) fn about(self, path: &Path) -> Self {
        match self {
            // These name their file already, or are about none.
            Self::Io(_) | Self::In { .. } | Self::Exists(_) | Self::NoHome => self,
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

fn quoted(aliases: &[String]) -> String {
    let texts: Vec<String> = aliases
        .iter()
        .map(|alias| format!("`{}`", alias.escape_debug()))
        .collect();
    texts.join(", ")
}
