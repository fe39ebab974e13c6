//! What `coopto` does when people run it, and what the library does with real packages.
//! One binary: a second one would cost a second link.

#![allow(clippy::unwrap_used)]

mod determinism;
mod extract;
mod fixtures;
mod hostile;
mod identity;
mod layers;
mod openssl;
mod refusals;
mod support;
mod tampering;
mod vso;
