//! The server's script objects.
//!
//! They are written in JavaScript, one file for each family, and run inside the engine before any
//! script does. What they need from outside are the operations of [`Host`], which take and give
//! plain values.

mod answer;
mod basics;
mod dynamic;
mod elements;
mod fit;
mod host;
mod keys;
mod rest;
mod services;
mod waits;
mod workflows;

pub use answer::Refusal;
pub use fit::fit;
pub use host::Host;
pub use services::{Http, Level, Services, Sink, World};

/// The objects, in the order in which they need each other.
pub const SCRIPTS: &[&str] = &[
    include_str!("values.js"),
    include_str!("format.js"),
    include_str!("system.js"),
    include_str!("server.js"),
    include_str!("rest.js"),
    include_str!("dynamic.js"),
    include_str!("keystores.js"),
];
