//! `VSO-INF/vso.xml`, the descriptor of a plug-in: read for `verify` and `inspect`.
//!
//! Writing one is the template's business; a foreign one is only looked at, so what is kept here
//! is what its rules are about. The rules are in `docs/plugin-format.md`.

use super::text;
use super::xml::{self, Error, Node};

/// A descriptor as a tree, with the questions we ask it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Descriptor {
    root: Node,
}

/// Reads a descriptor.
///
/// # Errors
/// When the bytes are no XML with the root `module`.
pub fn read(bytes: &[u8]) -> Result<Descriptor, Error> {
    let root = xml::parse(&text::decode(bytes)?)?.expect_root("module")?;
    Ok(Descriptor { root })
}

impl Descriptor {
    /// An attribute of the module; empty when it is missing.
    #[must_use]
    pub fn attribute(&self, name: &str) -> &str {
        self.root.attribute(name).unwrap_or("")
    }

    /// The module's description.
    #[must_use]
    pub fn description(&self) -> &str {
        self.root.text_of("description")
    }

    /// The resources that the installation names, with the kind of action.
    pub fn actions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.root
            .child("installation")
            .into_iter()
            .flat_map(|installation| installation.all("action"))
            .map(|action| {
                (
                    action.attribute("type").unwrap_or(""),
                    action.attribute("resource").unwrap_or(""),
                )
            })
    }

    /// Every element, depth first, with the names of those it stands in.
    #[must_use]
    pub fn elements(&self) -> Vec<(String, &Node)> {
        let mut all = Vec::new();
        collect(&self.root, "", &mut all);
        all
    }
}

fn collect<'a>(node: &'a Node, above: &str, all: &mut Vec<(String, &'a Node)>) {
    let path = if above.is_empty() {
        node.name.clone()
    } else {
        format!("{above}/{}", node.name)
    };
    all.push((path.clone(), node));
    for child in &node.children {
        collect(child, &path, all);
    }
}
