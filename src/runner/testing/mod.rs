//! Tests beside the content: what people write in `tests/**/*.test.yaml`, and how it is run.
//!
//! * [`parse`]: a file, with every fault at its place.
//! * [`check`]: the names in it against what can run.
//! * [`network`]: what a file says about the network.
//! * [`recording`]: answers of the real network, kept beside the tests.
//! * [`replay`]: the same, as answers again.
//! * [`Expect`]: what came against what was expected.
//! * [`perform`]: one test, in a state of its own.

pub mod check;
mod difference;
mod expect;
mod fault;
pub mod network;
mod outside;
pub mod parse;
mod pattern;
pub mod perform;
mod ran;
pub mod recording;
pub mod replay;
mod script;
mod secrets;
mod test;
mod watcher;
mod written;

pub use self::expect::Expect;
pub use self::fault::Fault;
pub use self::network::Network;
pub use self::perform::{Ground, Verdict};
pub use self::ran::{Line, Ran};
pub use self::recording::Exchange;
pub use self::test::{Step, Test};
pub use self::written::{Entries, Source};
