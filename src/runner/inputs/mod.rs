//! What people type, as values of the inputs' types.

mod date;

pub use date::date;
