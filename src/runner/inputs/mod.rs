//! What people type, as values of the inputs' types.
