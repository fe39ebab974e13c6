//! Where things lie in a package.

/// The package's metadata.
pub const META: &str = "dunes-meta-inf";
/// The folder of the elements.
pub const ELEMENTS: &str = "elements/";
/// The folder of the certificates.
pub const CERTIFICATES: &str = "certificates/";
/// The folder of the signatures.
pub const SIGNATURES: &str = "signatures/";
/// The member that holds the author's own signature, up to servers 8.1.
pub const CONTENT_SIGNATURE: &str = "content-signature";
/// The member with an element's type and id.
pub const INFO: &str = "info";
