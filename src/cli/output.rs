use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::TempPath;

/// Writes a file beside its place and renames it, so that nobody ever sees half of it.
///
/// A file that is there already is replaced only if `replace` says so, or if it is the same.
pub(super) fn write(path: &Path, content: &[u8], replace: bool) -> anyhow::Result<()> {
    if may_write(path, content, replace)? {
        stage(path, content)?.publish()?;
    }
    Ok(())
}

/// Writes the file that somebody named: where a link leads, and what is no file, a device or a pipe,
/// stays what it is.
pub(super) fn write_to(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let is_special = |found: &std::fs::Metadata| !found.is_file() && !found.is_dir();
    if path.metadata().is_ok_and(|found| is_special(&found)) {
        return fs_err::OpenOptions::new()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(content))
            .with_context(|| format!("cannot write `{}`", path.display()));
    }
    let real = path
        .is_symlink()
        .then(|| fs_err::canonicalize(path).ok())
        .flatten();
    write(real.as_deref().unwrap_or(path), content, true)
}

/// Whether there is anything to write: not where the same file is already.
///
/// Another file in the way is an error, unless it may be replaced.
pub(super) fn may_write(path: &Path, content: &[u8], replace: bool) -> anyhow::Result<bool> {
    let exists = path.try_exists();
    if replace || !exists.with_context(|| format!("cannot look at `{}`", path.display()))? {
        return Ok(true);
    }
    if fs_err::read(path).is_ok_and(|existing| existing == content) {
        return Ok(false);
    }
    bail!(
        "`{}` exists already; give `--force` to replace it",
        path.display()
    );
}

/// A file that is complete but not yet in its place; dropped, it is gone.
pub(super) struct Staged {
    file: TempPath,
    path: PathBuf,
}

/// Writes a file beside its place. Results that belong together are all staged before the first
/// is published, so that a full disk leaves the former ones.
pub(super) fn stage(path: &Path, content: &[u8]) -> anyhow::Result<Staged> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs_err::create_dir_all(folder)?;
    if path.is_dir() {
        bail!("cannot write `{}`: it is a folder", path.display());
    }
    if path.exists() && !path.is_file() {
        bail!("cannot write `{}`: it is no ordinary file", path.display());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coopto-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a result is as open as the user's mask allows.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .with_context(|| format!("cannot write in `{}`", folder.display()))?;
    file.write_all(content)
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    Ok(Staged {
        file: file.into_temp_path(),
        path: path.to_owned(),
    })
}

impl Staged {
    /// Puts the file into its place.
    pub(super) fn publish(self) -> anyhow::Result<()> {
        self.file
            .persist(&self.path)
            .map_err(|error| error.error)
            .with_context(|| format!("cannot write `{}`", self.path.display()))
    }
}
