//! What `coopto` does when people run it. One binary: a second one would cost a second link.

#![allow(clippy::unwrap_used)]

mod identity;
