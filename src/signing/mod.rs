//! Identities, certificates and signatures. The only module that sees a private key.
