use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::{Error, State};
use crate::runner::date::now;

/// A lock of `LockingSystem`. It belongs to its owner, not to a process: like on a server it stays
/// when the script fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// What is locked.
    #[serde(skip)]
    pub id: String,
    /// Who may unlock it.
    pub owner: String,
    /// Milliseconds since 1970.
    pub since: f64,
    /// The process that took it, for people who wonder.
    pub process: u32,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Locks(BTreeMap<String, Lock>);

impl Kept for Locks {
    const FILE: &'static str = "locks.json";
    const WHAT: &'static str = "locks";
}

impl State {
    /// Takes a lock if nobody else has it; its owner may take it again.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn lock(&self, id: &str, owner: &str) -> Result<bool, Error> {
        // Most attempts of those who wait fail; they need not write.
        if self.holder(id)?.is_some_and(|lock| lock.owner != owner) {
            return Ok(false);
        }
        self.change(|kept: &mut Locks| {
            let lock = kept.0.entry(id.to_owned()).or_insert_with(|| Lock {
                id: id.to_owned(),
                owner: owner.to_owned(),
                since: now(),
                process: std::process::id(),
            });
            Ok(lock.owner == owner)
        })
    }

    /// Gives a lock back; one of another owner stays.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn unlock(&self, id: &str, owner: &str) -> Result<bool, Error> {
        self.change(|kept: &mut Locks| {
            let ours = kept.0.get(id).is_some_and(|lock| lock.owner == owner);
            if ours {
                kept.0.remove(id);
            }
            Ok(ours)
        })
    }

    /// Breaks all locks, whoever has them.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn unlock_all(&self) -> Result<(), Error> {
        self.change(|kept: &mut Locks| {
            kept.0.clear();
            Ok(())
        })
    }

    /// All locks, by id.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn locks(&self) -> Result<Vec<Lock>, Error> {
        let kept: Locks = self.read()?;
        let locks = kept.0.into_iter();
        Ok(locks.map(|(id, lock)| Lock { id, ..lock }).collect())
    }

    /// Who has a lock.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn holder(&self, id: &str) -> Result<Option<Lock>, Error> {
        Ok(self.locks()?.into_iter().find(|lock| lock.id == id))
    }
}
