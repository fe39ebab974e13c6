//! What a package contains, as plain data.
//!
//! Two views of the same thing: an [`Element`] is *sealed*, the exact bytes a package holds, so
//! that nothing is lost on the way through; [`Action`], [`Workflow`], [`Configuration`] and
//! [`Resource`] are its *content*, read from those bytes or from a project's sources.
//! This module knows no file format, no disk and no crate but the standard library.

mod action;
mod configuration;
mod element;
mod entry_name;
mod identifier;
pub mod operation;
mod package;
mod plugin;
mod resource;
pub mod schema;
mod target;
mod type_name;
mod value;
mod version;
pub mod workflow;

pub use action::{Action, Parameter};
pub use configuration::{Attribute, Configuration};
pub use element::{Bytes, Element, Kind, Member};
pub use entry_name::{EntryName, UnsafeName};
pub use identifier::{Category, ElementId, IllegalName};
pub use operation::Operation;
pub use package::{Package, PluginUse};
pub use plugin::{Bundle, Datasource, File, Install, Plugin};
pub use resource::Resource;
pub use target::Target;
pub use type_name::{IllegalType, TypeName};
pub use value::Value;
pub use version::{IllegalVersion, Version};
pub use workflow::Workflow;
