use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::TempPath;

/// The place of a path with `/` below a folder, as the system writes it.
pub(super) fn below(folder: &Path, path: &str) -> PathBuf {
    folder
        .components()
        .chain(Path::new(path).components())
        .collect()
}

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
    // Temporary files are private by default, and marked as such on Windows; a result is as open as
    // any other file of this user.
    let make = |path: &Path| std::fs::File::create_new(path);
    let mut file = tempfile::Builder::new()
        .prefix(".coopto-")
        .make_in(folder, make)
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
    #[expect(
        clippy::disallowed_methods,
        reason = "what is said names the place, and not the temporary name"
    )]
    pub(super) fn publish(mut self) -> anyhow::Result<()> {
        // Not `persist`, which on Windows cannot name a path of more than 260 characters.
        std::fs::rename(&self.file, &self.path)
            .with_context(|| format!("cannot write `{}`", self.path.display()))?;
        self.file.disable_cleanup(true);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_the_system_does() {
        let separator = std::path::MAIN_SEPARATOR_STR;
        let place = |folder, path| below(Path::new(folder), path).display().to_string();
        assert_eq!(
            place("docs/content", "a/b.md"),
            ["docs", "content", "a", "b.md"].join(separator)
        );
        assert_eq!(place(".", "a"), [".", "a"].join(separator));
    }

    #[test]
    fn a_result_may_lie_deeper_than_windows_likes_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let deep = vec!["f".repeat(60); 6].join("/");
        let path = below(folder.path(), &format!("{deep}/result.txt"));
        for content in [b"one", b"two"] {
            write(&path, content, true).unwrap();
            assert_eq!(fs_err::read(&path).unwrap(), content);
        }
        let names = fs_err::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(names.count(), 1);
    }
}
