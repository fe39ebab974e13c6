//! Identities, certificates and signatures. The only module that sees a private key.
//!
//! An [`Identity`] is a private key with its [`Certificate`]; where it came from is forgotten.
//! Signatures are raw RSA PKCS#1 v1.5 over the exact bytes, as the server makes them: MD5 up to
//! 8.2, SHA-256 since. OpenSSL owns the keys, rcgen writes new certificates.

mod certificate;
mod credentials;
mod der;
mod development;
mod digest;
mod error;
mod file;
mod generate;
mod identity;
mod moment;
mod name;
mod passphrase;
mod refusal;
mod signature;
mod store;
mod subject;

pub use certificate::Certificate;
pub use credentials::{Credentials, Found};
pub use development::{
    Development, Origin, development, home, identity_file, prepare, subject as development_subject,
};
pub use digest::Digest;
pub use error::Error;
pub use file::Existing;
pub use generate::KeySize;
pub use identity::Identity;
pub use moment::{day, moment};
pub use passphrase::{Passphrase, Prompt};
pub use refusal::Refusal;
pub use signature::{BadSignature, Recovered};
pub use store::Store;
pub use subject::{BadSubject, Subject};
