use std::path::Path;
use std::sync::Arc;

use super::folder::{Folder, Kept};
use super::{ConfigurationElement, Error, ResourceElement};

/// What a server keeps in its database. Clones share one folder; what one changes, all see at once,
/// in this process and in others.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) folder: Arc<Folder>,
    /// The content's own elements, which are not kept here.
    pub(super) configurations: Arc<Vec<ConfigurationElement>>,
    pub(super) resources: Arc<Vec<ResourceElement>>,
}

impl State {
    /// Opens the state in a folder, and makes the folder if it is not there.
    ///
    /// # Errors
    /// When the folder cannot be made or used.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        Ok(Self::of(Folder::open(folder)?))
    }

    /// An empty state that vanishes with its last clone.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn temporary() -> Result<Self, Error> {
        Self::temporary_in(&std::env::temp_dir())
    }

    /// The same, in a folder that somebody else removes if the program has to end before that.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn temporary_in(folder: &Path) -> Result<Self, Error> {
        Ok(Self::of(Folder::temporary(folder)?))
    }

    fn of(folder: Folder) -> Self {
        Self {
            folder: Arc::new(folder),
            configurations: Arc::default(),
            resources: Arc::default(),
        }
    }

    /// The content's configuration elements, with the values they were written with. What was
    /// changed in an earlier run wins, attribute by attribute.
    #[must_use]
    pub fn with_configurations(self, elements: Vec<ConfigurationElement>) -> Self {
        Self {
            configurations: Arc::new(elements),
            ..self
        }
    }

    /// The content's resource elements. What was changed in an earlier run wins.
    #[must_use]
    pub fn with_resources(self, elements: Vec<ResourceElement>) -> Self {
        Self {
            resources: Arc::new(elements),
            ..self
        }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn read<T: Kept>(&self) -> Result<T, Error> {
        self.folder.read()
    }

    pub(super) fn change<T: Kept, R>(
        &self,
        change: impl FnOnce(&mut T) -> Result<R, Error>,
    ) -> Result<R, Error> {
        self.folder.change(change)
    }
}

/// A new id, as `System.nextUUID()` makes them.
pub(in crate::runner) fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}
