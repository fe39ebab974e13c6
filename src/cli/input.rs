use std::io::Read;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};

use crate::archive::{Archive, Limits};

/// Headers and names have room beside what is packed, even where little may come out.
const ROOM: u64 = 64 << 20;

/// How files that others made are read.
#[derive(clap::Args)]
pub(super) struct InputArgs {
    /// Unpack at most so many bytes, such as 500M or 4G
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = size)]
    max_size: u64,
}

impl InputArgs {
    /// What reading one file may cost.
    pub(super) fn limits(&self) -> Limits {
        Limits::new(self.max_size)
    }

    /// Reads a file from disk.
    pub(super) fn bytes(&self, path: &Path) -> anyhow::Result<Vec<u8>> {
        let most = self.max_size.max(ROOM);
        let mut bytes = Vec::new();
        // A device or a pipe may have no end.
        fs_err::File::open(path)?
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            bail!(
                "`{}` is larger than {most} bytes; raise the limit with `--max-size` if you trust the file",
                path.display()
            );
        }
        Ok(bytes)
    }

    /// Reads an artefact from disk; with what reading the archives inside may cost then.
    pub(super) fn archive(&self, path: &Path) -> anyhow::Result<(Archive, Limits)> {
        let bytes = self.bytes(path)?;
        let limits = self.limits();
        let archive = Archive::read(&bytes, &limits)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        Ok((archive, limits))
    }
}

fn size(text: &str) -> Result<u64, String> {
    let (digits, factor) = match text.trim_end_matches(['b', 'B']).char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| "a whole number of bytes is needed, such as 500M or 4G".to_owned())
}

/// Seconds since 1970.
pub(super) fn now() -> anyhow::Result<i64> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .context("this computer's clock is before 1970: set it")?;
    Ok(i64::try_from(since.as_secs())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_an_end_is_not_read_to_it() {
        let input = InputArgs { max_size: 1 << 20 };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.package");
        let file = fs_err::File::create(&path).unwrap();
        file.set_len(ROOM + 1).unwrap();
        let refused = input.bytes(&path).unwrap_err().to_string();
        assert!(refused.contains("--max-size"), "{refused}");
        file.set_len(3).unwrap();
        assert_eq!(input.bytes(&path).unwrap(), [0; 3]);
    }

    #[test]
    fn sizes() {
        assert_eq!(size("1000"), Ok(1000));
        assert_eq!(size("500M"), Ok(500 << 20));
        assert_eq!(size("2GB"), Ok(2 << 30));
        for wrong in ["", "G", "-1", "1T", "99999999999999999G"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
