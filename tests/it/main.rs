//! What `coopto` does when people run it, and what the library does with real packages.
//! One binary: a second one would cost a second link.

// A test says on its output what it left out, and why.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod docker;
mod fixtures;
mod identity;
mod interpreter;
mod support;
mod tampering;
mod testing;
