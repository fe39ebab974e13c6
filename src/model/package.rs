use super::{Bytes, Element, File};

/// A package: metadata and elements. Who signed it is the archive's business.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Its identity on the server, in reverse-DNS style.
    pub name: String,
    /// Opaque id, `pkg-id`.
    pub id: String,
    /// Subject name of the creator. None: whoever signs.
    pub owner: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// The plug-ins its content needs. None: the key is absent.
    pub plugins: Option<Vec<PluginUse>>,
    /// Every other key of `dunes-meta-inf`, in order: the server's version and build among them.
    pub properties: Vec<(String, String)>,
    /// The content.
    pub elements: Vec<Element>,
    /// Entries outside every known folder, carried through.
    pub others: Vec<File>,
    /// Certificates of the authors of elements, DER; the signer's is not among them.
    pub certificates: Vec<Bytes>,
}

/// `Name#version` of `used-plugins`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PluginUse {
    /// The plug-in's name, such as `REST`.
    pub name: String,
    /// Its version, empty when not stated.
    pub version: String,
}
