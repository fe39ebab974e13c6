//! Writes a project of so many actions to a folder, to measure whole runs of `coopto` on.
//!
//! `cargo run --release --example large_project -- 5000 /tmp/large`

use std::path::PathBuf;

#[path = "../benches/support/large_project.rs"]
mod large_project;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(actions), Some(folder)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("two arguments are needed: the number of actions, and a folder");
    };
    let folder = PathBuf::from(folder);
    for (path, content) in large_project::large_project(actions.parse()?).files() {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs_err::create_dir_all(parent)?;
        }
        fs_err::write(path, content)?;
    }
    Ok(())
}
