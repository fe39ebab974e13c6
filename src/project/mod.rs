//! A project's sources: the manifest, how each element is written on disk, load, check, assemble.

pub mod action;
pub mod assemble;
pub mod build;
pub mod calls;
mod clashes;
pub mod configuration;
mod context;
pub mod document;
mod documented;
mod exported;
pub mod file_name;
pub mod form;
pub mod generate;
pub mod head;
pub mod identifier;
pub mod load;
pub mod manifest;
mod named_files;
mod overrides;
pub mod place;
mod plugin_settings;
pub mod plugins;
pub mod resource;
mod sources;
pub mod store;
pub mod test_files;
pub mod tree;
pub mod types;
pub mod value;
pub mod workflow;
pub mod workflows;

pub use load::{Project, load};
pub use manifest::Manifest;
pub use plugin_settings::{NamedFile, PluginSettings};
pub use tree::Tree;
pub use workflows::WorkflowElement;
