use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::{Error, State};
use crate::runner::date::now;

/// Where a custom event comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A script's `System.sendCustomEvent`.
    Internal,
    /// The outside.
    External,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Events {
    /// How many were ever sent; numbers those that are kept.
    #[serde(default)]
    sent: u64,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    number: u64,
    origin: Origin,
    key: String,
    /// Milliseconds since 1970.
    sent: f64,
}

impl Kept for Events {
    const FILE: &'static str = "events.json";
    const WHAT: &'static str = "custom events";
}

/// Whoever waits looks often enough to see each of so many.
const KEPT: usize = 1000;
const LOOK: Duration = Duration::from_millis(50);

impl State {
    /// Wakes everybody who waits for the key, in this process and in others.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn send_event(&self, origin: Origin, key: &str) -> Result<(), Error> {
        self.change(|kept: &mut Events| {
            kept.sent += 1;
            kept.events.push(Event {
                number: kept.sent,
                origin,
                key: key.to_owned(),
                sent: now(),
            });
            let surplus = kept.events.len().saturating_sub(KEPT);
            kept.events.drain(..surplus);
            Ok(())
        })
    }

    /// Waits for an event that is sent from now on; none waits for ever. False when the moment
    /// (milliseconds since 1970) passed or the run was stopped.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn wait_for_event(
        &self,
        origin: Origin,
        key: &str,
        until: Option<f64>,
        stop: &AtomicBool,
    ) -> Result<bool, Error> {
        let mut before = self.read::<Events>()?.sent;
        loop {
            let kept: Events = self.read()?;
            // A file that was deleted meanwhile numbers from the beginning.
            before = before.min(kept.sent);
            let new =
                |event: &Event| event.number > before && event.origin == origin && event.key == key;
            if kept.events.iter().any(new) {
                return Ok(true);
            }
            if stop.load(Ordering::Relaxed) || until.is_some_and(|until| now() >= until) {
                return Ok(false);
            }
            std::thread::sleep(LOOK);
        }
    }
}
