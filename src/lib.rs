//! Coopto: builds, signs, verifies and takes apart content for VMware's orchestrator.
//!
//! Data flows one way, and back the same way:
//!
//! ```text
//! folder ─load→ Project ─assemble→ Package ─pack→ Archive ─sign→ Archive ─write→ bytes
//! bytes ─read→ Archive ─verify→ Verification
//!                      └unpack→ Package
//! ```
//!
//! A module uses only the rows below its own:
//!
//! ```text
//! cli
//! runner
//! project
//! artifact   template   script
//! codec      archive    signing
//! model      diagnostic
//! ```
//!
//! Each outside crate has one owner: `zip` in [`archive`], `quick_xml` in [`codec`], `openssl` and
//! `rcgen` in [`signing`], `handlebars` in [`template`], the JavaScript parser in [`script`],
//! the JavaScript engine and the HTTP client with its TLS (`openssl` again) in [`runner`].
//! Disk is touched by [`project`] (sources), [`signing`] (keys), [`runner`] (state) and
//! [`cli`] (results) alone; the network by [`runner`].

pub mod archive;
pub mod artifact;
pub mod cli;
pub mod codec;
pub mod diagnostic;
pub mod model;
pub mod project;
pub mod runner;
pub mod script;
pub mod signing;
pub mod template;
