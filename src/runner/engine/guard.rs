//! What ends a script that does not end by itself.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::runner::interpreter::INTERRUPTED;

/// How much a script may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The time a script may compute. Waiting for the network, for locks or for a date does not
    /// count; that has limits of its own.
    pub time: Duration,
    /// Bytes of memory.
    pub memory: usize,
    /// Bytes of the thread's stack that scripts may take; the thread needs a good deal more.
    pub stack: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_mins(10),
            memory: 256 << 20,
            stack: 1 << 20,
        }
    }
}

/// Watches over the script that runs.
#[derive(Debug)]
pub(super) struct Guard {
    stop: Arc<AtomicBool>,
    time: Duration,
    deadline: Cell<Option<Instant>>,
    reason: RefCell<Option<String>>,
}

impl Guard {
    pub(super) fn new(stop: Arc<AtomicBool>, time: Duration) -> Self {
        Self {
            stop,
            time,
            deadline: Cell::new(None),
            reason: RefCell::new(None),
        }
    }

    /// A script begins.
    pub(super) fn begin(&self) {
        // A limit beyond what a clock can say is no limit.
        self.deadline.set(Instant::now().checked_add(self.time));
        self.reason.replace(None);
    }

    /// Ends the script, with the first reason that is given.
    pub(super) fn end(&self, reason: impl Into<String>) {
        self.reason
            .borrow_mut()
            .get_or_insert_with(|| reason.into());
    }

    /// Why the script was ended.
    pub(super) fn reason(&self) -> Option<String> {
        self.reason.borrow().clone()
    }

    /// The engine asks every few thousand steps whether to go on.
    pub(super) fn interrupts(&self) -> bool {
        if self.stop.load(Ordering::Relaxed) {
            self.end(INTERRUPTED);
        } else if self.deadline.get().is_some_and(|end| Instant::now() > end) {
            let seconds = self.time.as_secs_f64();
            self.end(format!("the script computed for longer than {seconds} s"));
        }
        self.reason.borrow().is_some()
    }

    /// Does something whose time is not the script's.
    pub(super) fn pause<R>(&self, work: impl FnOnce() -> R) -> R {
        let began = Instant::now();
        let result = work();
        let later = self.deadline.get();
        self.deadline
            .set(later.and_then(|end| end.checked_add(began.elapsed())));
        result
    }
}
