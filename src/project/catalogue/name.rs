//! Names in JavaScript for keys of an API.

/// The key as people write names in JavaScript: whatever cannot stand in a name, and `_`, makes the
/// next letter a capital: `shared-size` is `sharedSize`.
pub(super) fn camel(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut raise = false;
    for c in key.chars() {
        if !(c.is_alphanumeric() || c == '$') {
            // Nothing comes before the first letter.
            raise = !name.is_empty();
        } else if raise {
            name.extend(c.to_uppercase());
            raise = false;
        } else {
            name.push(c);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_names() {
        for (key, name) in [
            ("ps_args", "psArgs"),
            ("shared-size", "sharedSize"),
            ("one-shot", "oneShot"),
            ("fromImage", "fromImage"),
            ("_ping", "ping"),
            ("a--b_", "aB"),
            ("t", "t"),
            ("-", ""),
        ] {
            assert_eq!(camel(key), name, "{key}");
        }
    }
}
