//! What a server keeps in its database, in a folder of the project.
//!
//! One JSON file for each kind of thing, so that people can read, correct and delete them. A
//! change takes the folder's lock, reads the file anew, and replaces it as a whole: two runs
//! at once lose nothing, and a run that is killed leaves the old file or the new one. The folder and
//! its files are for their owner only, because configuration elements hold passwords.
//!
//! The elements of the content are where everything starts from: [`State::with_configurations`] and
//! [`State::with_resources`] hand them over, and only what differs from them is kept.

mod base64;
mod configurations;
mod custom_properties;
mod dynamic_types;
mod error;
mod events;
mod folder;
mod form;
mod key_stores;
mod locks;
mod resources;
mod rest_hosts;
mod store;

pub(super) use base64::{decode as from_base64, encode as base64};
pub use configurations::{Attribute, ConfigurationElement};
pub use dynamic_types::{Binding, DynamicType, Relation};
pub use error::Error;
pub use events::Origin;
pub use key_stores::{Key, KeyStore, TrustedCertificate};
pub use locks::Lock;
pub use resources::ResourceElement;
pub use rest_hosts::{Authentication, RestHost, RestOperation};
pub use store::State;
pub(super) use store::new_id;

#[cfg(test)]
mod tests;
