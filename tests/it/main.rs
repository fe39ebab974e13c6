//! What `coopto` does when people run it, and what the library does with real packages.
//! One binary: a second one would cost a second link.

#![allow(clippy::unwrap_used)]

mod fixtures;
mod hostile;
mod identity;
mod layers;
mod refusals;
mod support;
mod tampering;
mod vso;
