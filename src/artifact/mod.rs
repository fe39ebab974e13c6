//! `.package`, `.dar` and `.vmoapp`: model to archive, and back; verification.
//!
//! A package is signed, the other two only wrap. The formats with their evidence are in
//! `docs/package-format.md` and `docs/plugin-format.md`.

pub mod bundle;
mod content_signature;
mod detect;
mod error;
mod layout;
pub mod outline;
pub mod package;
pub mod plugin;
pub mod resource;
mod sign;
pub mod verification;

pub use content_signature::signed_content;
pub use detect::{Artifact, detect};
pub use error::Error;
pub use sign::Signing;
pub use verification::Verification;
