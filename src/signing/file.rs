//! Files with keys in them: read within bounds, written whole or not at all.

use std::io::{self, Read, Write};
use std::path::Path;

use zeroize::Zeroizing;

use super::Error;

/// No key store is as large as this.
const LIMIT: u64 = 8 << 20;

/// The bytes of a file, wiped from memory when dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Error> {
    let file = fs_err::File::open(path)?;
    let length = file.metadata()?.len().min(LIMIT);
    // Growing would leave copies behind.
    let capacity = usize::try_from(length).unwrap_or_default() + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
    file.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooLarge.about(path));
    }
    Ok(bytes)
}

/// What to do when the file exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave it and fail.
    Keep,
    /// Put the new one in its place.
    Replace,
}

/// Writes a file that only its owner can read; on Windows, whoever can read the folder. It appears
/// complete, or not at all.
///
/// # Errors
/// When it exists and must be kept, or cannot be written.
pub(super) fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Error> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let at = |error: io::Error| {
        io::Error::new(
            error.kind(),
            format!("cannot write `{}`: {error}", path.display()),
        )
    };
    // Temporary files are made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(at)?;
    file.write_all(bytes).map_err(at)?;
    file.as_file().sync_all().map_err(at)?;
    let stored = match existing {
        Existing::Keep => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    match stored {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::Exists(path.to_owned()))
        }
        Err(error) => Err(at(error.error).into()),
    }
}

/// Makes a folder that only its owner can enter, if it is not there.
pub(super) fn make_private_folder(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs_err::create_dir_all(parent)?;
    }
    match create_private(path) {
        // Another process may have been faster.
        Err(error) if !path.is_dir() => Err(io::Error::new(
            error.kind(),
            format!("cannot make folder `{}`: {error}", path.display()),
        )
        .into()),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().mode(0o700).create(path)
}

/// On Windows a folder has the rights of the one it is in, and `%APPDATA%` is its user's alone.
#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<()> {
    std::fs::DirBuilder::new().create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_kept_unless_told_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        write(&path, b"one", Existing::Keep).unwrap();
        assert!(matches!(
            write(&path, b"two", Existing::Keep),
            Err(Error::Exists(_))
        ));
        assert_eq!(read(&path).unwrap().as_slice(), b"one");
        write(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(read(&path).unwrap().as_slice(), b"two");
        // Nothing else is left behind.
        assert_eq!(fs_err::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs_err::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("a/b");
        make_private_folder(&home).unwrap();
        make_private_folder(&home).unwrap();
        assert_eq!(mode(&home), 0o700);
        let path = home.join("key.pem");
        write(&path, b"key", Existing::Keep).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn errors_name_the_file() {
        let error = write(Path::new("no/such/folder"), b"", Existing::Keep).unwrap_err();
        assert!(error.to_string().contains("no/such/folder"), "{error}");
    }
}
