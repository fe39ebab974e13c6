//! A project's sources: the manifest, how each element is written on disk, load, check, assemble.

pub mod document;
pub mod workflow;
