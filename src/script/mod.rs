//! JavaScript: what an action file holds, and what the server cannot run.
//!
//! The parser stays behind this wall: everything that leaves is plain data, with byte spans into
//! the text that came in. Scripts are only read here, never run; [`dialect`] alone
//! writes them anew, for the runner.

pub mod action;
mod body;
mod calls;
pub mod dialect;
mod documented;
mod each;
pub mod fragment;
mod function;
mod identifier;
mod jsdoc;
pub mod lint;
pub mod names;
mod nesting;
mod reference;
mod source;
mod walk;

pub use body::indented;
pub use calls::ModuleCall;
pub use identifier::is_identifier;
