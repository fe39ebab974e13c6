use std::path::{Path, PathBuf};

use super::{Certificate, Error, Identity, Passphrase, Prompt, file, store};

/// Where a named identity lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// A key store of any kind.
    pub identity: PathBuf,
    /// The certificate, if it is not in the store.
    pub certificate: Option<PathBuf>,
    /// A file with the passphrase in its first line.
    pub passphrase_file: Option<PathBuf>,
}

/// What lies in a file that may hold a key.
#[derive(Debug, Clone)]
pub enum Found {
    /// A private key with its certificate.
    Identity(Identity),
    /// Certificates alone.
    Certificates(Vec<Certificate>),
}

impl Credentials {
    /// Reads the identity, without judging it: see [`Identity::checked`]. The passphrase comes
    /// from the file, else from `COOPTO_PASSPHRASE`, else from the prompt.
    ///
    /// # Errors
    /// When a file cannot be read or opened, or key and certificate do not belong together.
    pub fn load(&self, prompt: &mut Prompt<'_>) -> Result<Identity, Error> {
        let mut contents = self.contents(prompt)?;
        if let Some(path) = &self.certificate {
            contents.certificates = certificates(path)?;
        }
        contents
            .identity()
            .map_err(|error| error.about(&self.identity))
    }

    /// Reads whatever is there: an identity, or certificates alone.
    ///
    /// # Errors
    /// As [`Credentials::load`].
    pub fn find(&self, prompt: &mut Prompt<'_>) -> Result<Found, Error> {
        let contents = self.contents(prompt)?;
        if contents.keys.is_empty() && !contents.certificates.is_empty() {
            return Ok(Found::Certificates(contents.certificates));
        }
        contents
            .identity()
            .map(Found::Identity)
            .map_err(|error| error.about(&self.identity))
    }

    fn contents(&self, prompt: &mut Prompt<'_>) -> Result<store::Contents, Error> {
        let path = &self.identity;
        let bytes = file::read(path)?;
        let question = format!("passphrase of `{}`: ", path.display());
        let mut passphrase =
            || Passphrase::find(self.passphrase_file.as_deref(), &question, prompt);
        store::read(&bytes, &mut passphrase).map_err(|error| error.about(path))
    }
}

/// The certificates of a PEM or DER file.
fn certificates(path: &Path) -> Result<Vec<Certificate>, Error> {
    let bytes = file::read(path)?;
    let contents = store::read(&bytes, &mut || Err(Error::NoPassphrase));
    let certificates = contents.map_err(|error| error.about(path))?.certificates;
    if certificates.is_empty() {
        return Err(Error::Certificate("there is none in it".into()).about(path));
    }
    Ok(certificates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::identity::tests::identity;
    use crate::signing::{Existing, Store};

    #[expect(clippy::unnecessary_wraps, reason = "it stands for a prompt")]
    fn nobody(_: &str) -> std::io::Result<Option<String>> {
        Ok(None)
    }

    #[test]
    fn the_certificate_may_lie_elsewhere_in_pem_or_der() {
        let folder = tempfile::tempdir().unwrap();
        let pem = Store::Pem.write(identity(), None).unwrap();
        let text = String::from_utf8(pem.to_vec()).unwrap();
        let key = &text[..text.find("-----BEGIN CERT").unwrap()];
        let certificate = identity().certificate();
        let path = |name: &str| folder.path().join(name);
        file::write(&path("key.pem"), key.as_bytes(), Existing::Keep).unwrap();
        fs_err::write(path("c.pem"), certificate.to_pem().unwrap()).unwrap();
        fs_err::write(path("c.cer"), certificate.der()).unwrap();
        let mut credentials = Credentials {
            identity: path("key.pem"),
            certificate: None,
            passphrase_file: None,
        };
        let error = credentials.load(&mut nobody).unwrap_err().to_string();
        assert!(error.contains("key.pem"), "{error}");
        assert!(error.contains("--certificate"), "{error}");
        for name in ["c.pem", "c.cer"] {
            credentials.certificate = Some(path(name));
            let loaded = credentials.load(&mut nobody).unwrap();
            assert_eq!(loaded.certificate(), certificate);
        }
        credentials.certificate = Some(path("key.pem"));
        assert!(credentials.load(&mut nobody).is_err());
    }

    #[test]
    fn certificates_alone_are_found_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.cer");
        fs_err::write(&path, identity().certificate().der()).unwrap();
        let credentials = Credentials {
            identity: path,
            certificate: None,
            passphrase_file: None,
        };
        let found = credentials.find(&mut nobody).unwrap();
        assert!(matches!(found, Found::Certificates(list) if list.len() == 1));
        assert!(credentials.load(&mut nobody).is_err());
    }
}
