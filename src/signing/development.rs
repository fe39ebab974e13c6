//! The identity of this machine, for everybody who has not named one. Its key stays here.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use openssl::rand::rand_bytes;

use super::file::{self, Existing};
use super::{Error, Identity, KeySize, Refusal, Store, Subject, der, store};

/// Where an identity for development came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It was there.
    Stored,
    /// There was none, so it was made now.
    Made,
    /// The earlier one had expired, so another was made now.
    Renewed,
}

/// The identity of this machine.
#[derive(Debug, Clone)]
pub struct Development {
    /// The identity, fit to sign.
    pub identity: Identity,
    /// Its file.
    pub path: PathBuf,
    /// Whether it was made now.
    pub origin: Origin,
}

/// Ten years, as plug-in authors do.
const DAYS: u32 = 3650;
/// By this we know our own, which may be renewed without asking.
const COMMON_NAME: &str = "Coopto development";

/// The folder for keys: `COOPTO_HOME`, else `coopto` in the platform's folder for data.
///
/// # Errors
/// When the user has no home folder.
pub fn home() -> Result<PathBuf, Error> {
    if let Some(home) = env::var_os("COOPTO_HOME").filter(|home| !home.is_empty()) {
        return Ok(home.into());
    }
    etcetera::base_strategy::choose_native_strategy()
        .map(|folders| folders.data_dir().join("coopto"))
        .map_err(|_| Error::NoHome)
}

/// The file of this machine's identity.
#[must_use]
pub fn identity_file(home: &Path) -> PathBuf {
    home.join("identity.pem")
}

/// Makes the folder for keys, which only its owner can enter, and names the identity's file in it.
///
/// # Errors
/// When the folder cannot be made.
pub fn prepare(home: &Path) -> Result<PathBuf, Error> {
    file::make_private_folder(home)?;
    Ok(identity_file(home))
}

/// The identity of this machine, made now if there is none, and renewed if its time is over.
/// Builds that run at once get the same one.
///
/// # Errors
/// When the stored one cannot be used, or none can be made.
pub fn development(home: &Path, now: i64) -> Result<Development, Error> {
    let path = identity_file(home);
    let found = |identity, origin| Development {
        identity,
        path: path.clone(),
        origin,
    };
    if let Stored::Usable(identity) = stored(&path, now)? {
        return Ok(found(identity, Origin::Stored));
    }
    file::make_private_folder(home)?;
    let _turn = wait_for_turn(home)?;
    let origin = match stored(&path, now)? {
        // Another build made it while we waited.
        Stored::Usable(identity) => return Ok(found(identity, Origin::Stored)),
        Stored::Missing => Origin::Made,
        Stored::Expired(end) => {
            // Nothing is ever thrown away.
            fs_err::rename(&path, home.join(format!("identity-expired-{end}.pem")))?;
            Origin::Renewed
        }
    };
    let identity = Identity::generate(&subject()?, KeySize::default(), DAYS, now)?;
    match identity.store(&path, Store::Pem, None, Existing::Keep) {
        // Where files cannot be locked another build may still be faster.
        Err(Error::Exists(_)) => match stored(&path, now)? {
            Stored::Usable(identity) => Ok(found(identity, Origin::Stored)),
            _ => Err(Error::Exists(path)),
        },
        stored => stored.map(|()| found(identity, origin)),
    }
}

/// The subject of an identity for development: whose it is, and a number that tells machines apart.
///
/// # Errors
/// When there is no randomness.
pub fn subject() -> Result<Subject, Error> {
    let mut number = [0; 4];
    rand_bytes(&mut number).map_err(Error::crypto("cannot make a random number"))?;
    let user = env::var("USER").or_else(|_| env::var("USERNAME"));
    let user: String = user
        .unwrap_or_default()
        .chars()
        .filter(|character| character.is_ascii_alphanumeric() || "-_.".contains(*character))
        .take(30)
        .collect();
    let words = [COMMON_NAME, &user, &der::hex(&number)];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    Ok(Subject::common_name(&words.join(" "))?)
}

enum Stored {
    Missing,
    Usable(Identity),
    /// One of our own, at its end (unix seconds).
    Expired(i64),
}

fn stored(path: &Path, now: i64) -> Result<Stored, Error> {
    let bytes = match file::read(path) {
        Ok(bytes) => bytes,
        Err(Error::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Stored::Missing);
        }
        Err(error) => return Err(error),
    };
    let identity = store::read(&bytes, &mut || Err(Error::NoPassphrase))
        .and_then(|contents| contents.identity())
        .map_err(|error| error.about(path))?;
    let refusals = identity.check(now);
    let is_ours = identity
        .certificate()
        .common_name()
        .is_some_and(|name| name.starts_with(COMMON_NAME));
    match refusals[..] {
        [] => Ok(Stored::Usable(identity)),
        [Refusal::Expired(end)] if is_ours => Ok(Stored::Expired(end)),
        _ => Err(Error::Refused(refusals).about(path)),
    }
}

/// Lets one process at a time make an identity, until the file is dropped.
fn wait_for_turn(home: &Path) -> Result<fs_err::File, Error> {
    let file = fs_err::File::create(home.join("identity.lock"))?;
    match file.file().lock() {
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error.into()),
        _ => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signing::identity::tests::{NOW, identity};

    #[test]
    fn is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("data/coopto");
        let first = development(&home, NOW).unwrap();
        assert_eq!(first.origin, Origin::Made);
        assert_eq!(first.path, home.join("identity.pem"));
        assert_eq!(first.identity.check(NOW), []);
        let second = development(&home, NOW + 1).unwrap();
        assert_eq!(second.origin, Origin::Stored);
        assert_eq!(second.identity.certificate(), first.identity.certificate());
    }

    #[test]
    fn builds_that_run_at_once_share_it() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let all: Vec<Development> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| development(&home, NOW).unwrap()))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        let made = all.iter().filter(|one| one.origin == Origin::Made);
        assert_eq!(made.count(), 1);
        for one in &all {
            assert_eq!(one.identity.certificate(), all[0].identity.certificate());
        }
    }

    #[test]
    fn is_renewed_when_its_time_is_over_and_the_old_one_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let first = development(folder.path(), NOW).unwrap();
        let end = first.identity.certificate().not_after();
        let second = development(folder.path(), end + 1).unwrap();
        assert_eq!(second.origin, Origin::Renewed);
        assert_ne!(second.identity.certificate(), first.identity.certificate());
        let kept = folder.path().join(format!("identity-expired-{end}.pem"));
        assert!(kept.exists());
    }

    #[test]
    fn another_identity_is_not_renewed_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = identity_file(folder.path());
        let certificate = identity().certificate();
        identity()
            .store(&path, Store::Pem, None, Existing::Keep)
            .unwrap();
        assert!(development(folder.path(), NOW).is_ok());
        let error = development(folder.path(), certificate.not_after() + 1).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("identity.pem"), "{text}");
        assert!(text.contains("expired"), "{text}");
    }

    #[test]
    fn a_broken_file_is_named_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = identity_file(folder.path());
        fs_err::write(&path, "-----BEGIN PRIVATE KEY-----\nAAAA\n").unwrap();
        let error = development(folder.path(), NOW).unwrap_err().to_string();
        assert!(error.contains("identity.pem"), "{error}");
        assert!(path.exists());
    }
}
