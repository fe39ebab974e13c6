use super::{Bytes, EntryName};

/// A plug-in, the content of a `.dar`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plugin {
    /// Namespace prefix of its types; an identifier.
    pub name: String,
    /// Name for people.
    pub display_name: String,
    /// Free text.
    pub description: String,
    /// Digits separated by dots.
    pub version: String,
    /// Digits.
    pub build: String,
    /// The module's icon, a path below `resources/`.
    pub image: EntryName,
    /// When the server carries out the installation.
    pub install: Install,
    /// The packages to install, paths below `resources/`.
    pub packages: Vec<EntryName>,
    /// Only when a project brings Java.
    pub datasource: Option<Datasource>,
    /// Everything but the descriptor, paths from the root of the `.dar`.
    pub files: Vec<File>,
}

/// `installation/@mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Install {
    /// Never.
    Never,
    /// At every start of the server.
    Always,
    /// When the installed version is older.
    #[default]
    Version,
}

impl Install {
    /// The word `vso.xml` has for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Always => "always",
            Self::Version => "version",
        }
    }
}

/// A finder datasource: the Java class that feeds an inventory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datasource {
    /// Its name inside the plug-in.
    pub name: String,
    /// Fully qualified class in one of the jars.
    pub adaptor_class: String,
}

/// A file with its checked path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it lies.
    pub path: EntryName,
    /// What is in it.
    pub content: Bytes,
}

/// What a `.vmoapp` wraps: plug-ins with the licence a person accepts before installing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Shown before the installation.
    pub eula: Bytes,
    /// The `.dar` files; their names carry no version, so that an upgrade replaces them.
    pub plugins: Vec<File>,
}
