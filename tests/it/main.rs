//! What `coopto` does when people run it, and what the library does with real packages.
//! One binary: a second one would cost a second link.

#![allow(clippy::unwrap_used)]

mod docker;
mod fixtures;
mod identity;
mod interpreter;
mod support;
mod tampering;
mod testing;
