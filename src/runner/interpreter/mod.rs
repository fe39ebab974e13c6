//! The items of a workflow, one after the other, with the values bound between them.
//!
//! What a server does is in `docs/engine.md`; each rule here follows a line of it.

mod scripts;

pub use scripts::{Place, Scripts, Thrown};
