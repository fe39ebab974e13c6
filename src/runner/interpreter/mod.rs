//! The items of a workflow, one after the other, with the values bound between them.
//!
//! What a server does is in `docs/engine.md`; each rule here follows a line of it.

mod binding;
mod event;
mod failure;
mod host;
mod items;
mod repeat;
mod runs;
mod scripts;
mod token;
mod variables;
mod walk;

pub use event::{Direction, Event};
pub use failure::{Failure, Step};
pub use host::{Host, Question};
pub use runs::{Finished, Runs, STACK};
pub use scripts::{INTERRUPTED, Place, Scripts, Thrown};
pub use token::{State, Token};
