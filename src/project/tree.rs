//! The sources of a project as bytes by path: from a folder, or from within the program.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use include_dir::{Dir, include_dir};
use walkdir::{DirEntry, WalkDir};

use super::file_name::META;
use super::named_files::named_files;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Bytes;

/// The file that makes a folder a project.
pub const MANIFEST: &str = "coopto.toml";

/// The folders that are read; everything else only when the manifest names it.
pub const FOLDERS: [&str; 6] = [
    "actions",
    "configurations",
    "elements",
    "resources",
    "templates",
    "workflows",
];

/// What the program carries; the templates are its own in any case.
static EMBEDDED: [(&str, Dir<'_>); 4] = [
    ("actions", include_dir!("$CARGO_MANIFEST_DIR/actions")),
    (
        "configurations",
        include_dir!("$CARGO_MANIFEST_DIR/configurations"),
    ),
    ("resources", include_dir!("$CARGO_MANIFEST_DIR/resources")),
    ("workflows", include_dir!("$CARGO_MANIFEST_DIR/workflows")),
];

/// A project's files by their path, relative and with `/`, in the order of the paths.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    folder: Option<PathBuf>,
    files: BTreeMap<String, Bytes>,
    report: Report,
}

/// A folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file; the cause names it.
    #[error(transparent)]
    File(#[from] std::io::Error),
    /// Something on the way through a folder; the cause names it.
    #[error("cannot read the project's folder")]
    Folder(#[from] walkdir::Error),
}

impl Tree {
    /// Reads the folder of a project: the manifest, what it names, and the folders of the sources.
    ///
    /// Names that start with a dot are passed over. Links are not followed but reported, as are
    /// names that are not UTF-8.
    ///
    /// # Errors
    /// When a file or folder cannot be read, first of all the manifest.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let mut tree = Self {
            folder: Some(folder.to_owned()),
            ..Self::default()
        };
        let manifest = fs_err::read(folder.join(MANIFEST))?;
        let named = named_files(&manifest);
        tree.insert(MANIFEST, manifest);
        for name in FOLDERS {
            tree.read_folder(folder, name)?;
        }
        for path in named {
            tree.read_named(folder, &path)?;
        }
        Ok(tree)
    }

    /// The project that the program carries: the Docker plug-in.
    #[must_use]
    pub fn embedded() -> Self {
        let mut tree = Self::default();
        tree.insert(MANIFEST, include_bytes!("../../coopto.toml").as_slice());
        tree.insert("LICENSE", include_bytes!("../../LICENSE").as_slice());
        for (name, folder) in &EMBEDDED {
            tree.insert_all(name, folder);
        }
        tree
    }

    fn insert_all(&mut self, name: &str, folder: &Dir<'_>) {
        let hidden = |path: &Path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        };
        for file in folder.files().filter(|file| !hidden(file.path())) {
            if let Some(path) = with_slashes(file.path()) {
                self.insert(format!("{name}/{path}"), file.contents());
            }
        }
        for folder in folder.dirs().filter(|folder| !hidden(folder.path())) {
            self.insert_all(name, folder);
        }
    }

    /// The nearest folder with a manifest: this one, which should be absolute, or one above it.
    #[must_use]
    pub fn find(start: &Path) -> Option<PathBuf> {
        start
            .ancestors()
            .find(|folder| folder.join(MANIFEST).is_file())
            .map(Path::to_path_buf)
    }

    /// A tree of these files, as tests and generators make one.
    #[must_use]
    pub fn from_files<N: Into<String>, C: Into<Vec<u8>>>(
        files: impl IntoIterator<Item = (N, C)>,
    ) -> Self {
        let mut tree = Self::default();
        for (path, content) in files {
            tree.insert(path, content);
        }
        tree
    }

    /// Adds or replaces a file. Lines of a source end with a line feed from here on, however the
    /// system that it comes from ends them: the same sources give the same bytes.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        let (path, mut content) = (path.into(), content.into());
        if is_source(&path) {
            content = with_line_feeds(&content);
        }
        self.files.insert(path, Bytes::from(content));
    }

    /// The folder it was read from; none for what the program carries.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// The text of one file; none when there is no such file or it is not UTF-8.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.get(path)?).ok()
    }

    /// The text of one file; bytes that are not UTF-8 are a `not-utf8` finding.
    pub fn read_text(&self, path: &str, report: &mut Report) -> Option<&str> {
        match std::str::from_utf8(self.get(path)?) {
            Ok(text) => Some(text),
            Err(error) => {
                report.push(
                    Diagnostic::error(
                        "not-utf8",
                        path,
                        format!("not UTF-8 text: broken at byte {}", error.valid_up_to()),
                    )
                    .help("save the file as UTF-8"),
                );
                None
            }
        }
    }

    /// All files, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files
            .iter()
            .map(|(path, content)| (path.as_str(), content))
    }

    /// The files of one of [`FOLDERS`], by the rest of their path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Bytes)> {
        self.files()
            .filter_map(move |(path, _)| Some((path, path.strip_prefix(folder)?)))
            .filter_map(|(path, rest)| Some((rest.strip_prefix('/')?, self.get(path)?)))
    }

    /// What was found while reading: links, and names that are no text.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }

    fn read_folder(&mut self, root: &Path, name: &str) -> Result<(), Error> {
        let start = root.join(name);
        if start
            .symlink_metadata()
            .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
        {
            return Ok(());
        }
        let walk = WalkDir::new(start)
            .follow_root_links(false)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in walk {
            let entry = entry?;
            let kind = entry.file_type();
            if kind.is_dir() {
                continue;
            }
            self.read_file(root, entry.path(), kind.is_symlink())?;
        }
        Ok(())
    }

    /// A file that the manifest names; that it is missing is for the manifest's reader to say.
    fn read_named(&mut self, root: &Path, path: &str) -> Result<(), Error> {
        if self.files.contains_key(path) {
            return Ok(());
        }
        let mut place = root.to_path_buf();
        for step in path.split('/') {
            place.push(step);
            let Ok(metadata) = place.symlink_metadata() else {
                return Ok(());
            };
            if metadata.is_symlink() {
                return self.read_file(root, &place, true);
            }
        }
        if place.is_file() {
            self.read_file(root, &place, false)?;
        }
        Ok(())
    }

    fn read_file(&mut self, root: &Path, place: &Path, is_link: bool) -> Result<(), Error> {
        let relative = place.strip_prefix(root).unwrap_or(place);
        let Some(path) = with_slashes(relative) else {
            self.report.push(
                Diagnostic::error(
                    "file-name",
                    &relative.to_string_lossy(),
                    "the name of this file is not UTF-8",
                )
                .help("rename it"),
            );
            return Ok(());
        };
        if is_link {
            self.report.push(
                Diagnostic::warning("link", &path, "this is a link, and links are not followed")
                    .help("put the file itself here"),
            );
            return Ok(());
        }
        let content = fs_err::read(place)?;
        self.insert(path, content);
        Ok(())
    }
}

/// Whether people write it as text for this program: no resource, and nothing that is packed as it is.
fn is_source(path: &str) -> bool {
    let is_content = path.starts_with("resources/") && !path.ends_with(META);
    let endings = [".js", ".yaml", ".toml", ".hbs"];
    !is_content && endings.iter().any(|ending| path.ends_with(ending))
}

/// The same lines, none of which ends as on Windows.
#[must_use]
pub fn with_line_feeds(text: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len());
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        if let Some(line) = line.strip_suffix(b"\r\n") {
            result.extend_from_slice(line);
            result.push(b'\n');
        } else {
            result.extend_from_slice(line);
        }
    }
    result
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// The path with `/`, whatever the system writes; none when a step is not UTF-8.
fn with_slashes(path: &Path) -> Option<String> {
    let mut steps = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(step) => steps.push(step.to_str()?),
            _ => return None,
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A folder with these files, for tests of other modules as well.
    pub(in crate::project) fn folder(
        files: &[(impl AsRef<Path>, impl AsRef<[u8]>)],
    ) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("temporary folder");
        for (path, text) in files {
            let place = folder.path().join(path);
            fs_err::create_dir_all(place.parent().expect("below")).expect("made");
            fs_err::write(place, text).expect("written");
        }
        folder
    }

    fn paths(tree: &Tree) -> Vec<&str> {
        tree.files().map(|(path, _)| path).collect()
    }

    #[test]
    fn lines_of_sources_end_alike_and_resources_stay_as_they_are() {
        let text = "a\r\nb\rc\n\r\n";
        for (path, kept) in [
            ("coopto.toml", false),
            ("actions/a.js", false),
            ("actions/a.yaml", false),
            ("templates/a.hbs", false),
            ("tests/a.test.yaml", false),
            ("resources/a.txt.meta.yaml", false),
            ("resources/a.yaml", true),
            ("resources/a.js", true),
            ("workflows/A.form.json", true),
            ("LICENSE", true),
        ] {
            let tree = Tree::from_files([(path, text)]);
            let expected = if kept { text } else { "a\nb\rc\n\n" };
            assert_eq!(tree.text(path), Some(expected), "{path}");
        }
        assert_eq!(with_line_feeds(b"a\r"), b"a\r");
    }

    #[test]
    fn only_the_folders_of_the_contract_and_what_the_manifest_names() {
        let folder = folder(&[
            (
                "coopto.toml",
                "[plugin]\neula = \"LICENSE\"\nlib = [\"lib/a.jar\"]\n",
            ),
            ("LICENSE", "free"),
            ("lib/a.jar", "jar"),
            ("lib/b.jar", "jar"),
            ("actions/images/pull.js", "x"),
            ("actions/.hidden/pull.js", "x"),
            ("actions/.hidden.js", "x"),
            ("target/actions/x.js", "x"),
            ("resources/Icons/a.png", "x"),
        ]);
        let tree = Tree::read(folder.path()).expect("reads");
        assert_eq!(
            paths(&tree),
            [
                "LICENSE",
                "actions/images/pull.js",
                "coopto.toml",
                "lib/a.jar",
                "resources/Icons/a.png"
            ]
        );
        let below: Vec<_> = tree.below("actions").map(|(path, _)| path).collect();
        assert_eq!(below, ["images/pull.js"]);
        assert_eq!(tree.report(), &Report::new());
    }

    #[test]
    fn what_the_program_carries_is_what_lies_here() {
        let here = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("reads");
        let ours = |tree: &Tree| {
            tree.files()
                .filter(|(path, _)| !path.starts_with("templates/"))
                .map(|(path, content)| (path.to_owned(), content.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(ours(&Tree::embedded()), ours(&here));
    }

    #[test]
    fn a_folder_without_a_manifest_names_the_file() {
        let folder = folder(&[("actions/a.js", "x")]);
        let error = Tree::read(folder.path())
            .expect_err("no manifest")
            .to_string();
        assert!(error.contains("coopto.toml"), "{error}");
    }

    #[test]
    fn the_nearest_manifest_counts() {
        let folder = folder(&[
            ("coopto.toml", ""),
            ("examples/small/coopto.toml", ""),
            ("examples/small/actions/a.js", ""),
        ]);
        let found = |path: &str| Tree::find(&folder.path().join(path));
        assert_eq!(found("."), Some(folder.path().join(".")));
        assert_eq!(found("examples"), Some(folder.path().to_path_buf()));
        assert_eq!(
            found("examples/small/actions"),
            Some(folder.path().join("examples/small"))
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_reported_and_not_followed() {
        let folder = folder(&[
            ("coopto.toml", "[plugin]\nicon = \"shared/a.png\"\n"),
            ("elsewhere/a.png", "x"),
            ("actions/a.js", "x"),
        ]);
        let link = |from: &str, to: &str| {
            std::os::unix::fs::symlink(from, folder.path().join(to)).expect("linked");
        };
        link("a.js", "actions/b.js");
        link("elsewhere", "resources");
        link("elsewhere", "shared");
        let tree = Tree::read(folder.path()).expect("reads");
        assert_eq!(paths(&tree), ["actions/a.js", "coopto.toml"]);
        let linked: Vec<_> = tree
            .report()
            .diagnostics()
            .iter()
            .map(|d| (d.file.as_str(), d.code))
            .collect();
        assert_eq!(
            linked,
            [
                ("actions/b.js", "link"),
                ("resources", "link"),
                ("shared", "link")
            ]
        );
    }
}
