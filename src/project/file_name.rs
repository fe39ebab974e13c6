//! Names of elements and certificates as names of files, legal on every system, and back.
//!
//! What a file name cannot hold becomes `%` and two hexadecimal digits for each byte of UTF-8, so a
//! name that had to be changed comes back unchanged ([`super::identifier::decode`]).

use std::collections::HashSet;
use std::fmt::Write;

/// Device names that Windows gives nobody, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// One name as one step of a path.
#[must_use]
pub fn encode(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let last = name.chars().count().saturating_sub(1);
    for (position, c) in name.chars().enumerate() {
        let rest = &name[name
            .char_indices()
            .nth(position)
            .map_or(name.len(), |(at, _)| at)..];
        let illegal = c.is_control()
            || "<>:\"/\\|?*".contains(c)
            // Windows drops these at the end; a leading dot hides the file.
            || (position == last && matches!(c, '.' | ' '))
            || (position == 0 && (c == '.' || c == ' ' || is_device(name)))
            || (c == '%' && looks_escaped(rest));
        if illegal {
            escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}

fn escape(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let _ = write!(out, "%{byte:02X}");
    }
}

fn looks_escaped(rest: &str) -> bool {
    rest.as_bytes()
        .get(1..3)
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|number| {
            number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Paths that were given out, so that no two of them are one file where capitals do not count.
#[derive(Debug, Default)]
pub struct Paths(HashSet<String>);

impl Paths {
    /// The path of a file in a folder, its last step's first letter escaped if it would clash.
    pub fn give(&mut self, folders: &[String], name: &str) -> String {
        let mut folder = String::new();
        for step in folders {
            folder.push_str(&encode(step));
            folder.push('/');
        }
        let plain = encode(name);
        let path = format!("{folder}{plain}");
        if self.0.insert(path.to_lowercase()) {
            return path;
        }
        let mut step = String::new();
        for c in plain.chars() {
            // Every letter that is escaped makes another name; digits tell capitals apart.
            if c.is_ascii_alphabetic() {
                escape(c, &mut step);
            } else {
                step.push(c);
            }
        }
        let path = format!("{folder}{step}");
        self.0.insert(path.to_lowercase());
        path
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::identifier::decode;
    use super::*;

    #[test]
    fn names_that_windows_refuses() {
        for (name, file) in [
            ("Pull Image", "Pull Image"),
            ("Play Command & Conquer", "Play Command & Conquer"),
            ("a/b", "a%2Fb"),
            ("what?", "what%3F"),
            ("O=Acme\\, \"Inc\"", "O=Acme%5C, %22Inc%22"),
            ("100%", "100%"),
            ("a%2Fb", "a%252Fb"),
            ("dots...", "dots..%2E"),
            (".hidden", "%2Ehidden"),
            ("nul", "%6Eul"),
            ("COM1.log", "%43OM1.log"),
            ("company", "company"),
        ] {
            assert_eq!(encode(name), file);
            assert_eq!(decode(file).as_deref(), Ok(name));
        }
    }

    #[test]
    fn names_that_differ_in_capitals_alone() {
        let mut paths = Paths::default();
        let folder = ["A".to_owned()];
        assert_eq!(paths.give(&folder, "Send"), "A/Send");
        assert_eq!(paths.give(&folder, "send"), "A/%73%65%6E%64");
    }

    proptest! {
        #[test]
        fn every_name_comes_back(name in "[^\\p{Cc}]{1,40}") {
            let file = encode(&name);
            prop_assert!(!file.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']));
            prop_assert!(!file.ends_with(['.', ' ']));
            prop_assert_eq!(decode(&file).expect("legal"), name);
        }
    }
}
