//! Names of elements and certificates as names of files, legal on every system, and back.
//!
//! What a file name cannot hold becomes `%` and two hexadecimal digits for each byte of UTF-8, so a
//! name that had to be changed comes back unchanged ([`super::identifier::decode`]).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;

use super::resource::META;

/// Device names that Windows gives nobody, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// One name as one step of a path.
#[must_use]
pub fn encode(name: &str) -> String {
    encode_with(name, |_| false)
}

/// The same, with characters escaped that need not be; the name that comes back is the same.
fn encode_with(name: &str, escaped: impl Fn(usize) -> bool) -> String {
    let mut out = String::with_capacity(name.len());
    for (position, (at, c)) in name.char_indices().enumerate() {
        let is_last = at + c.len_utf8() == name.len();
        let illegal = c.is_control()
            || "<>:\"/\\|?*".contains(c)
            // Windows drops these at the end; a leading dot hides the file.
            || (is_last && matches!(c, '.' | ' '))
            || (at == 0 && (c == '.' || c == ' ' || is_device(name)))
            || (c == '%' && looks_escaped(&name[at..]))
            // Written as it is, the file would describe another one.
            || &name[at..] == META;
        if illegal || escaped(position) {
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
            matches!(number, "¹" | "²" | "³")
                || (number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// Paths that were given out, so that no two of them are one where capitals do not count.
#[derive(Debug, Default)]
pub struct Paths(HashMap<String, Taken>);

#[derive(Debug, PartialEq, Eq)]
enum Taken {
    File,
    /// The folder of this name, in which other files may lie as well.
    Folder(String),
}

impl Paths {
    /// The path for the files of one element, to which any of the endings can be added.
    ///
    /// Where the path of another element is in the way, letters are escaped that need not be: it
    /// is another path then, and the same name.
    pub fn give(&mut self, folders: &[String], name: &str, endings: &[&str]) -> String {
        let mut folder = String::new();
        for step in folders {
            let free = |taken: &HashMap<String, Taken>, path: &str| {
                let folder = taken.get(&path.to_lowercase());
                folder.is_none_or(|taken| *taken == Taken::Folder(step.clone()))
            };
            let place = variants(&folder, step).find(|path| free(&self.0, path));
            folder = place.unwrap_or_default();
            if let Entry::Vacant(place) = self.0.entry(folder.to_lowercase()) {
                place.insert(Taken::Folder(step.clone()));
            }
            folder.push('/');
        }
        let full = |path: &str, ending: &str| format!("{path}{ending}").to_lowercase();
        let path = variants(&folder, name)
            .find(|path| {
                let mut paths = endings.iter().map(|ending| full(path, ending));
                !paths.any(|path| self.0.contains_key(&path))
            })
            .unwrap_or_default();
        for ending in endings {
            self.0.insert(full(&path, ending), Taken::File);
        }
        path
    }
}

/// Paths that a name can have in a folder, without end: the plain one, then those with some of
/// its characters escaped, then, for one that occurs again and again, with a number.
fn variants(folder: &str, name: &str) -> impl Iterator<Item = String> {
    let most = 1_u32 << name.chars().count().min(10);
    let escaped = (0..most).map(move |escaped| {
        let step = encode_with(name, |position| {
            position < 10 && escaped & (1 << position) != 0
        });
        format!("{folder}{step}")
    });
    let numbered = (2_u64..).map(move |number| format!("{folder}{}~{number}", encode(name)));
    escaped.chain(numbered)
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
            ("LPT¹", "%4CPT¹"),
            ("a.meta.yaml", "a%2Emeta.yaml"),
        ] {
            assert_eq!(encode(name), file);
            assert_eq!(decode(file).as_deref(), Ok(name));
        }
    }

    fn given<const N: usize>(names: [(&str, &str); N]) -> [String; N] {
        let mut paths = Paths::default();
        names.map(|(folder, name)| {
            let folders: Vec<String> = folder.split('/').map(str::to_owned).collect();
            paths.give(&folders, name, &[".js"])
        })
    }

    #[test]
    fn names_that_differ_in_capitals_alone() {
        assert_eq!(
            given([
                ("A", "Send"),
                ("A", "send"),
                ("A", "SEND"),
                ("A", "Ä"),
                ("A", "ä")
            ]),
            ["A/Send", "A/%73end", "A/%53END", "A/Ä", "A/%C3%A4"]
        );
    }

    #[test]
    fn folders_that_differ_in_capitals_alone() {
        assert_eq!(
            given([
                ("a/Mail", "x"),
                ("a/mail", "y"),
                ("a/Mail", "z"),
                ("a/mail", "x")
            ]),
            ["a/Mail/x", "a/%6Dail/y", "a/Mail/z", "a/%6Dail/x"]
        );
    }

    #[test]
    fn a_name_that_occurs_again_has_another_path() {
        assert_eq!(
            given([("A", "b"), ("A", "b"), ("A", "b"), ("A", "b")]),
            ["A/b", "A/%62", "A/b~2", "A/b~3"]
        );
    }

    #[test]
    fn a_file_and_a_folder_of_one_name() {
        let mut paths = Paths::default();
        let folders = ["a".to_owned(), "b.png".to_owned()];
        assert_eq!(paths.give(&folders[..1], "b.png", &[""]), "a/b.png");
        assert_eq!(paths.give(&folders, "c", &[""]), "a/%62.png/c");
    }

    #[test]
    fn all_files_of_an_element_have_one_path() {
        let mut paths = Paths::default();
        let mut give = |name, endings: &[&str]| paths.give(&["a".to_owned()], name, endings);
        assert_eq!(give("x.log", &[""]), "a/x.log");
        assert_eq!(give("x", &["", ".log"]), "a/%78");
        assert_eq!(give("dot.", &["", ".meta.yaml"]), "a/dot%2E");
        assert_eq!(give("nul", &[".xml"]), "a/%6Eul");
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
