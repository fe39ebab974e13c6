//! One binary: a second one would cost a second link.

mod fixtures;
mod support;
mod tampering;
