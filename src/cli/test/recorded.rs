use std::path::Path;

use crate::cli::{Console, output};
use crate::diagnostic::Report;
use crate::project::Tree;
use crate::runner::testing::recording::{self, Recordings};
use crate::runner::testing::{Test, Verdict, replay};

/// Gives the tests of a file what was recorded for them.
pub(super) fn attach(tests: &mut [Test], file: &str, files: &Tree, report: &mut Report) {
    if !tests.iter().any(|test| test.network.recorded) {
        return;
    }
    let beside = recording::file_of(file);
    let recordings = match files.text(&beside) {
        None => Vec::new(),
        Some(text) => match replay::read(&beside, text, report) {
            Some(recordings) => recordings,
            None => return,
        },
    };
    for test in tests {
        replay::attach(test, &recordings, report);
    }
}

/// Writes what was recorded beside the tests. Of tests that failed, and of those that did not run,
/// what was recorded before stays.
pub(super) fn keep(
    done: &[(&Test, &Verdict)],
    folder: &Path,
    console: &mut Console,
) -> anyhow::Result<()> {
    for of_file in done.chunk_by(|(a, _), (b, _)| a.source.file == b.source.file) {
        let Some((first, _)) = of_file.first() else {
            continue;
        };
        let file = recording::file_of(&first.source.file);
        let path = folder.join(&file);
        let mut kept = if path.exists() {
            recording::split(&fs_err::read_to_string(&path)?)
        } else {
            Recordings::new()
        };
        let mut count = 0;
        for (test, verdict) in of_file {
            let Some(exchanges) = &verdict.recording else {
                continue;
            };
            if verdict.faults.is_empty() {
                kept.insert(test.name.value.clone(), recording::write(exchanges));
                count += 1;
            } else {
                console.note(format!("not recorded, as it failed: {}", test.title()));
            }
        }
        if count > 0 {
            output::write(&path, recording::join(&kept).as_bytes(), true)?;
            console.note(format!("recorded {count} in `{file}`"));
        }
    }
    Ok(())
}
