//! What `coopto` does when people run it, and what the library does with real packages.
//! One binary: a second one would cost a second link.

#![allow(clippy::unwrap_used)]
// Tests say what they left out, and what they found in other people's packages.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod circles;
mod content;
mod daemon;
mod determinism;
mod disk;
mod docker;
mod docs;
mod engine;
mod example;
mod extract;
mod fixtures;
mod foreign;
mod hostile;
mod hostile_content;
mod hostile_inputs;
mod identity;
mod interpreter;
mod layers;
mod new;
mod offline;
mod openssl;
mod operations;
mod other_tools;
mod parity;
mod refusals;
mod rendering;
mod running;
mod sources;
mod support;
mod tampering;
mod testing;
mod transcripts;
mod vso;
mod workflows;
