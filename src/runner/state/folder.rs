//! The folder of a state: one file for each kind of thing, replaced as a whole.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::Error;

/// What one file keeps.
pub(super) trait Kept: Default + Serialize + DeserializeOwned {
    /// Name of the file.
    const FILE: &'static str;
    /// For people, in the plural.
    const WHAT: &'static str;
}

/// The folder, and how its files are read and replaced.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Removes a folder that nobody needs afterwards.
    temporary: Option<TempDir>,
}

/// The format of the files; a later one may not be readable here.
const FORMAT: u32 = 1;

/// Written beside a file before it takes its place.
const UNFINISHED: &str = ".unfinished-";

const GITIGNORE: &str = ".gitignore";

/// The largest file that is read: a gigabyte, far above what a server keeps of one kind.
const LIMIT: u64 = 1 << 30;

/// A change takes milliseconds: whoever holds the lock longer is not working.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Serialize)]
struct Written<'a, T> {
    format: u32,
    content: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read<T> {
    #[serde(rename = "format")]
    _format: u32,
    content: T,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Folder {
    /// Opens the folder, and makes it if it is not there.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        if !path.is_dir() {
            create(path)?;
        }
        let folder = Self {
            path: path.to_owned(),
            temporary: None,
        };
        folder.locked(|| {
            folder.tidy()?;
            folder.keep_out_of_git()
        })?;
        Ok(folder)
    }

    /// A new folder inside another, that goes with this value.
    pub(super) fn temporary(place: &Path) -> Result<Self, Error> {
        let temporary = tempfile::Builder::new()
            .prefix("coopto-state-")
            .tempdir_in(place)?;
        Ok(Self {
            path: temporary.path().to_owned(),
            temporary: Some(temporary),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What the file keeps now; nothing when there is no file.
    pub(super) fn read<T: Kept>(&self) -> Result<T, Error> {
        let path = self.path.join(T::FILE);
        if size(&path)? > LIMIT {
            return Err(Error::TooLarge {
                path,
                limit: LIMIT,
                what: T::WHAT,
            });
        }
        let text = match fs_err::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(not_text::<T>(path));
            }
            Err(error) => return Err(error.into()),
        };
        let damaged = |error: &serde_json::Error| damaged::<T>(&path, error);
        let head: Head = serde_json::from_str(&text).map_err(|error| damaged(&error))?;
        if head.format > FORMAT {
            return Err(Error::Newer {
                path: path.clone(),
                found: head.format,
                known: FORMAT,
            });
        }
        let read: Read<T> = serde_json::from_str(&text).map_err(|error| damaged(&error))?;
        Ok(read.content)
    }

    /// Changes what a file keeps. No other process changes the folder meanwhile; when the
    /// change refuses, nothing is written, and when it returns, it outlasts a loss of power.
    pub(super) fn change<T: Kept, R>(
        &self,
        change: impl FnOnce(&mut T) -> Result<R, Error>,
    ) -> Result<R, Error> {
        self.locked(|| {
            let mut content: T = self.read()?;
            let result = change(&mut content)?;
            self.write(&content)?;
            Ok(result)
        })
    }

    fn write<T: Kept>(&self, content: &T) -> Result<(), Error> {
        let written = Written {
            format: FORMAT,
            content,
        };
        let mut text = serde_json::to_vec_pretty(&written).map_err(io::Error::from)?;
        text.push(b'\n');
        self.put(T::FILE, &text)
    }

    /// Replaces a file as a whole.
    fn put(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        let mut file = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .make_in(&self.path, private_file)?;
        file.write_all(content)?;
        // Waiting for the disk is most of the time that a change takes.
        let lasts = self.temporary.is_none();
        if lasts {
            file.as_file().sync_all()?;
        }
        let mut unfinished = file.into_temp_path();
        replace(&unfinished, &self.path.join(name))?;
        unfinished.disable_cleanup(true);
        if lasts {
            sync_folder(&self.path)?;
        }
        Ok(())
    }

    /// Does something while no other process changes the folder. The system takes the lock back
    /// when a process ends, however it ends.
    fn locked<R>(&self, work: impl FnOnce() -> Result<R, Error>) -> Result<R, Error> {
        let lock = self.path.join(".lock");
        size(&lock)?;
        let file = fs_err::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(lock)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(std::fs::TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(std::fs::TryLockError::WouldBlock) => {
                    return Err(Error::Busy {
                        path: self.path.clone(),
                        seconds: PATIENCE.as_secs(),
                    });
                }
                Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
            }
        }
        // Closing the file gives the lock back.
        work()
    }

    /// Removes what killed runs left unfinished. Only under the lock: nobody else is writing then.
    fn tidy(&self) -> Result<(), Error> {
        for entry in fs_err::read_dir(&self.path)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
                fs_err::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// What is in here is one person's, secrets among it.
    fn keep_out_of_git(&self) -> Result<(), Error> {
        if self.path.join(GITIGNORE).exists() {
            return Ok(());
        }
        self.put(GITIGNORE, b"*\n")
    }
}

/// Bytes of a file, none when it is not there. Whatever else is there is not even opened: a pipe
/// would wait for somebody to write.
fn size(path: &Path) -> Result<u64, Error> {
    match fs_err::metadata(path) {
        Ok(found) if found.is_file() => Ok(found.len()),
        Ok(_) => Err(Error::NoFile {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Makes the folder for its owner only: it holds secrets.
fn create(path: &Path) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs_err::create_dir_all(parent)?;
    }
    match private_folder(path) {
        // Another run was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => Ok(made?),
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = std::fs::DirBuilder::new();
    builder.mode(0o700);
    builder.create(path).map_err(|error| {
        let text = format!("cannot make the folder `{}`: {error}", path.display());
        io::Error::new(error.kind(), text)
    })
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> io::Result<()> {
    fs_err::create_dir(path)
}

/// A new file, readable by its owner only from the beginning.
fn private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Puts a file into the place of another. Windows may refuse that while somebody reads the other,
/// which takes no time.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match fs_err::rename(from, to) {
            Err(error)
                if cfg!(windows)
                    && error.kind() == io::ErrorKind::PermissionDenied
                    && begun.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(2));
            }
            done => return done,
        }
    }
}

/// Makes a rename last through a loss of power.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    fs_err::File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn damaged<T: Kept>(path: &Path, error: &serde_json::Error) -> Error {
    let text = error.to_string();
    // The place is named beside it.
    let problem = text.split(" at line ").next().unwrap_or(&text).to_owned();
    Error::Damaged {
        path: path.to_owned(),
        line: error.line().max(1),
        column: error.column().max(1),
        problem,
        what: T::WHAT,
    }
}

fn not_text<T: Kept>(path: PathBuf) -> Error {
    Error::Damaged {
        path,
        line: 1,
        column: 1,
        problem: "it is not UTF-8 text".to_owned(),
        what: T::WHAT,
    }
}
