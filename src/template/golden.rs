//! Expected outputs as files in `tests/golden`. `COOPTO_UPDATE_GOLDEN=1` writes them anew; what
//! changed then shows in the review of the change.

use std::path::Path;

/// Holds a generated text against its file.
pub(crate) fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("COOPTO_UPDATE_GOLDEN").is_some() {
        fs_err::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs_err::write(&path, text).expect("written");
    }
    let expected = fs_err::read_to_string(&path).expect("COOPTO_UPDATE_GOLDEN=1 writes it");
    assert!(
        text == expected,
        "`{name}` differs; if that is meant, run with COOPTO_UPDATE_GOLDEN=1\n{text}"
    );
}
