//! One member file to the model and back: text, XML, properties, values.
//!
//! Nothing here opens a file or knows a package; the two directions of a format live beside each
//! other. The facts and their evidence are in `docs/package-format.md`.

pub mod action;
pub mod categories;
pub mod configuration;
pub mod descriptor;
pub mod long_form;
pub mod properties;
pub mod text;
pub mod value;
pub mod workflow;
pub mod xml;

pub use xml::Error;
