//! What several tests need.

use std::path::PathBuf;
use std::sync::OnceLock;

use coopto::signing::{Identity, KeySize, Subject};

/// A moment at which every identity made here is valid: 1 January 2026.
pub const NOW: i64 = 1_767_225_600;

/// An identity of this test run alone.
pub fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let subject: Subject = "CN=Test,O=Coopto".parse().expect("a legal subject");
        Identity::generate(&subject, KeySize::Rsa2048, 3650, NOW).expect("a key")
    })
}

/// Real packages, where somebody has put them: `COOPTO_FIXTURES`, or `shared/fixtures` beside the
/// project. None of them belongs to the project, so tests over them say what they left out.
pub fn fixtures() -> Vec<PathBuf> {
    let folder = std::env::var_os("COOPTO_FIXTURES").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures"),
        PathBuf::from,
    );
    let Ok(entries) = fs_err::read_dir(folder.join("packages")) else {
        eprintln!(
            "left out: no real packages in `{}` (set COOPTO_FIXTURES)",
            folder.display()
        );
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "package"))
        .collect();
    paths.sort();
    paths
}
