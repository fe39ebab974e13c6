use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::NamedTempFile;

/// Writes a file beside its place and renames it, so that nobody ever sees half of it.
///
/// A file that is there already is replaced only if `replace` says so, or if it is the same.
pub(super) fn write(path: &Path, content: &[u8], replace: bool) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs_err::create_dir_all(folder)?;
    let shown = path.display();
    if !replace
        && path
            .try_exists()
            .with_context(|| format!("cannot look at `{shown}`"))?
    {
        if fs_err::read(path).is_ok_and(|existing| existing == content) {
            return Ok(());
        }
        bail!("`{shown}` exists already; give `--force` to replace it");
    }
    let file = beside(folder, content).with_context(|| format!("cannot write `{shown}`"))?;
    file.persist(path)
        .map_err(|error| error.error)
        .with_context(|| format!("cannot write `{shown}`"))?;
    Ok(())
}

/// A new file in the folder of the one it will become.
fn beside(folder: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".coopto-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a result is as open as the user's mask allows.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    Ok(file)
}

/// Files that belong together: all are written before the first takes its place.
pub(super) struct Together {
    folder: PathBuf,
    files: Vec<(PathBuf, NamedTempFile, usize)>,
}

impl Together {
    /// Files of one folder, which is made if it is not there.
    pub(super) fn new(folder: &Path) -> anyhow::Result<Self> {
        fs_err::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            files: Vec::new(),
        })
    }

    /// Writes one of them beside its place.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let file = beside(&self.folder, content)?;
        self.files
            .push((self.folder.join(name), file, content.len()));
        Ok(())
    }

    /// Puts all in their places; gives their paths and sizes.
    pub(super) fn finish(self) -> anyhow::Result<Vec<(PathBuf, usize)>> {
        let mut done = Vec::new();
        for (path, file, size) in self.files {
            file.persist(&path)
                .map_err(|error| error.error)
                .with_context(|| format!("cannot write `{}`", path.display()))?;
            done.push((path, size));
        }
        Ok(done)
    }
}
