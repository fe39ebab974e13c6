use std::sync::atomic::{AtomicU64, Ordering};

/// What reading a file may cost, together with all the archives inside it: what one of them spends
/// is gone for the next, so that no nesting multiplies it.
///
/// A clone has what was left when it was made, for looking at the same content once more.
#[derive(Debug)]
pub struct Limits {
    bytes: u64,
    left: AtomicU64,
}

impl Limits {
    /// Entries of one archive; several times as many as any server holds.
    pub(super) const ENTRIES: usize = 1_000_000;

    /// At most so many unpacked bytes.
    #[must_use]
    pub fn new(bytes: u64) -> Self {
        Self {
            bytes,
            left: AtomicU64::new(bytes),
        }
    }

    /// The unpacked bytes that were allowed at first.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The unpacked bytes that are still allowed.
    pub(super) fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    /// Takes so many bytes away; false, and nothing taken, when there are fewer left.
    pub(super) fn spend(&self, bytes: u64) -> bool {
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(bytes)
            })
            .is_ok()
    }
}

impl Default for Limits {
    /// 1 GiB: ten times the largest known package, and what a laptop holds.
    fn default() -> Self {
        Self::new(1 << 30)
    }
}

impl Clone for Limits {
    fn clone(&self) -> Self {
        Self {
            bytes: self.bytes,
            left: AtomicU64::new(self.left()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_gone() {
        let limits = Limits::new(10);
        assert!(limits.spend(6));
        assert!(!limits.spend(6));
        let copy = limits.clone();
        assert!(limits.spend(4));
        assert!(!limits.spend(1));
        assert!(copy.spend(4), "a clone spends on its own");
        assert!(!copy.spend(1));
    }
}
