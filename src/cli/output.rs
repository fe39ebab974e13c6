use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};

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
        .and_then(|()| file.as_file().sync_all())
        .with_context(|| format!("cannot write `{shown}`"))?;
    file.persist(path)
        .map_err(|error| error.error)
        .with_context(|| format!("cannot write `{shown}`"))?;
    Ok(())
}
