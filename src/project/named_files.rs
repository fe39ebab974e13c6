//! The files of a project that `coopto.toml` names one by one.

use super::document::{Node, Value as Written, toml};
use crate::diagnostic::Report;
use crate::model::EntryName;

/// The files a manifest names, as far as it can be read; what is wrong with it is said later.
pub(super) fn named_files(manifest: &[u8]) -> Vec<String> {
    let node = std::str::from_utf8(manifest)
        .ok()
        .and_then(|text| toml::read("", text, &mut Report::new()));
    let Some(plugin) = node.as_ref().and_then(|root| entry(root, "plugin")) else {
        return Vec::new();
    };
    let single = ["icon", "eula"]
        .into_iter()
        .filter_map(|key| entry(plugin, key));
    let several = match entry(plugin, "lib").map(|node| &node.value) {
        Some(Written::List(nodes)) => nodes.as_slice(),
        _ => &[],
    };
    single
        .chain(several)
        .filter_map(|node| match &node.value {
            Written::Text(path) if EntryName::new(path.as_str()).is_ok() => Some(path.clone()),
            _ => None,
        })
        .collect()
}

fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Written::Map(entries) => entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_it_names_even_when_it_is_wrong() {
        let text = "[plugin]\nicon = \"a/b.png\"\neula = \"../x\"\nlib = [\"/etc/x\", \"l.jar\"]\n";
        assert_eq!(named_files(text.as_bytes()), ["a/b.png", "l.jar"]);
        assert!(named_files(b"[[[").is_empty());
        assert!(named_files(b"\xff").is_empty());
    }
}
