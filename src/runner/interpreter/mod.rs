//! The items of a workflow, one after the other.
