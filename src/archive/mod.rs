//! Zip bytes to ordered entries with checked names, and back.
//!
//! An [`Archive`] knows zip and nothing of packages. Reading is strict where a verifier must be:
//! two readers of one file must never see different entries, so duplicates, bytes that belong to
//! no entry, and local headers that contradict the directory are refused.

mod directory;
mod limits;
mod read;
mod write;

use crate::model::{Bytes, EntryName, UnsafeName};

pub use limits::Limits;
pub use write::Shape;

/// One file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub name: EntryName,
    /// Its bytes.
    pub content: Bytes,
}

/// Entries in their order, no name twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Archive {
    entries: Vec<Entry>,
    /// Positions of the entries by name: names are long and many, so none is kept twice.
    by_name: Vec<u32>,
}

/// Why bytes are no archive we accept, or entries make none.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not a zip file, or cut off.
    #[error("not a complete zip archive: {0}")]
    NotZip(String),
    /// A name that would extract elsewhere or confuse.
    #[error(transparent)]
    UnsafeName(#[from] UnsafeName),
    /// A name that is not UTF-8.
    #[error("entry name `{0}` is not UTF-8")]
    NameEncoding(String),
    /// A name that occurs again.
    #[error("entry `{0}` occurs twice")]
    Duplicate(String),
    /// The directory and the entry's own header disagree, or bytes belong to no entry.
    #[error("entry `{name}`: {problem}")]
    Structure {
        /// The entry.
        name: String,
        /// What is wrong.
        problem: String,
    },
    /// An entry that does not unpack.
    #[error("entry `{name}` is damaged: {problem}")]
    Damaged {
        /// The entry.
        name: String,
        /// What the decompressor said.
        problem: String,
    },
    /// More than the limit allows.
    #[error(
        "entry `{name}` brings what is unpacked over {limit} bytes; raise the limit with `--max-size` if you trust the file"
    )]
    TooLarge {
        /// The entry that crosses the limit.
        name: String,
        /// The limit.
        limit: u64,
    },
    /// More entries than the limit allows.
    #[error("{found} entries, more than the {limit} that are accepted")]
    TooMany {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Writing failed; memory is all it writes to.
    #[error("cannot write the archive: {0}")]
    Write(String),
}

impl Archive {
    /// An archive of these entries.
    ///
    /// # Errors
    /// When a name occurs twice.
    pub fn new(entries: Vec<Entry>) -> Result<Self, Error> {
        let count = u32::try_from(entries.len()).map_err(|_| Error::TooMany {
            found: entries.len(),
            limit: u32::MAX as usize,
        })?;
        let name = |position: &u32| &entries[*position as usize].name;
        let mut by_name: Vec<u32> = (0..count).collect();
        by_name.sort_unstable_by(|a, b| name(a).cmp(name(b)));
        let mut neighbours = by_name.iter().zip(by_name.iter().skip(1));
        if let Some((twice, _)) = neighbours.find(|(a, b)| name(a) == name(b)) {
            return Err(Error::Duplicate(name(twice).to_string()));
        }
        Ok(Self { entries, by_name })
    }

    /// Reads a zip file, and spends its unpacked size of the limits.
    ///
    /// # Errors
    /// See [`Error`]; nothing is unpacked before names, duplicates and sizes were checked.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        Self::new(read::read(bytes, limits, |_| true)?)
    }

    /// Reads only the entries that are wanted; the others are checked like all, and not unpacked.
    ///
    /// # Errors
    /// As for [`Archive::read`].
    pub fn read_some(
        bytes: &[u8],
        limits: &Limits,
        wanted: impl Fn(&EntryName) -> bool + Sync,
    ) -> Result<Self, Error> {
        Self::new(read::read(bytes, limits, wanted)?)
    }

    /// Writes a zip file: the same entries give the same bytes, always.
    ///
    /// # Errors
    /// When the archive would be larger than a zip file without extensions can be.
    pub fn write(&self, shape: Shape) -> Result<Vec<u8>, Error> {
        write::write(&self.entries, shape)
    }

    /// The entries, in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The content of one entry.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Bytes> {
        let entry = |position: &u32| &self.entries[*position as usize];
        self.by_name
            .binary_search_by(|position| entry(position).name.as_str().cmp(name))
            .ok()
            .map(|found| &entry(&self.by_name[found]).content)
    }

    /// The entries alone.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn entry(name: &str, content: &[u8]) -> Entry {
        Entry {
            name: EntryName::new(name).expect(name),
            content: content.into(),
        }
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default())
                .expect("name");
            zip.write_all(content).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    fn read(bytes: &[u8]) -> Result<Archive, Error> {
        Archive::read(bytes, &Limits::default())
    }

    fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let mut bytes = bytes.to_vec();
        let mut at = 0;
        while at + from.len() <= bytes.len() {
            if &bytes[at..at + from.len()] == from {
                bytes[at..at + from.len()].copy_from_slice(to);
            }
            at += 1;
        }
        bytes
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(files in proptest::collection::btree_map("[a-zé =,]{1,9}(/[a-z]{1,5}){0,2}", proptest::collection::vec(any::<u8>(), 0..300), 0..40)) {
            let entries: Vec<Entry> = files
                .iter()
                .filter(|(name, _)| !files.keys().any(|other| other.starts_with(&format!("{name}/"))))
                .map(|(name, content)| entry(name, content))
                .collect();
            let archive = Archive::new(entries).expect("unique");
            for shape in [Shape::Server, Shape::Jar] {
                let bytes = archive.write(shape).expect("small");
                prop_assert_eq!(&read(&bytes).expect("own archive"), &archive);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(at in 0usize..400, value in any::<u8>(), cut in 0usize..400) {
            let mut bytes = zipped(&[("a", b"one"), ("b/c", b"two")]);
            let end = bytes.len().saturating_sub(cut);
            bytes.truncate(end.max(1));
            let at = at % bytes.len();
            bytes[at] = value;
            let _ = read(&bytes);
        }
    }

    #[test]
    fn many_entries_are_joined_in_order() {
        let entries: Vec<Entry> = (0..2000)
            .map(|n| entry(&format!("folder{}/{n}", n % 7), n.to_string().as_bytes()))
            .collect();
        let archive = Archive::new(entries).expect("unique");
        for shape in [Shape::Server, Shape::Jar] {
            let bytes = archive.write(shape).expect("small");
            assert_eq!(read(&bytes).expect("own archive"), archive);
            assert_eq!(archive.write(shape).expect("again"), bytes);
        }
    }

    #[test]
    fn the_servers_shape() {
        let archive = Archive::new(vec![entry("a", b"x")]).expect("unique");
        let bytes = archive.write(Shape::Server).expect("small");
        assert_eq!(bytes[6..8], 0x0808u16.to_le_bytes(), "flags");
        assert_eq!(bytes[8..10], 8u16.to_le_bytes(), "deflate even here");
        assert_eq!(bytes[10..14], [0, 0, 0x21, 0], "1980-01-01 00:00");
        let central = bytes
            .windows(4)
            .position(|w| w == b"PK\x01\x02")
            .expect("directory");
        assert_eq!(
            bytes[central + 4..central + 8],
            [20, 0, 20, 0],
            "FAT, 2.0 and 2.0"
        );
        assert_eq!(
            bytes[central + 30..central + 34],
            [0; 4],
            "no extra field, no comment"
        );
        assert_eq!(bytes[central + 38..central + 42], [0; 4], "no attributes");
    }

    #[test]
    fn archives_inside_plug_ins_are_stored() {
        let inner = zipped(&[("a", &[7; 5000])]);
        let archive = Archive::new(vec![entry("x.dar", &inner)]).expect("unique");
        let bytes = archive.write(Shape::Jar).expect("small");
        assert_eq!(read(&bytes).expect("own archive"), archive);
        assert!(bytes.windows(inner.len()).any(|window| window == inner));
    }

    #[test]
    fn names_that_climb_are_refused() {
        let bytes = zipped(&[("aa/data", b"x")]);
        for (name, problem) in [
            ("../data", "climbs out of the archive"),
            ("/a/data", "is absolute"),
            ("C:/data", "starts with a drive letter"),
            ("a\\/data", "holds a backslash"),
            ("a\0/data", "holds a control character"),
        ] {
            let error = read(&replace(&bytes, b"aa/data", name.as_bytes())).expect_err(name);
            assert!(error.to_string().ends_with(problem), "{name}: {error}");
        }
    }

    #[test]
    fn duplicates_are_refused_by_name() {
        let bytes = replace(&zipped(&[("data", b"x"), ("date", b"y")]), b"date", b"data");
        assert_eq!(
            read(&bytes).expect_err("twice").to_string(),
            "entry `data` occurs twice"
        );
    }

    #[test]
    fn a_header_that_contradicts_the_directory_is_refused() {
        let mut bytes = zipped(&[("data", b"x"), ("info", b"y")]);
        bytes[30..34].copy_from_slice(b"evil");
        assert_eq!(
            read(&bytes).expect_err("two names").to_string(),
            "entry `data`: is called otherwise in its own header"
        );
    }

    #[test]
    fn bytes_that_belong_to_no_entry_are_refused() {
        let mut bytes = b"#!/bin/sh\n".to_vec();
        bytes.extend(zipped(&[("data", b"x")]));
        assert!(read(&bytes).is_err());
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_unpacked() {
        let bomb = Archive::new(vec![entry("zeros", &vec![0; 3 << 20]), entry("more", b"x")])
            .expect("unique");
        let bytes = bomb.write(Shape::Server).expect("small");
        let limits = Limits::new(1 << 20);
        let error = Archive::read(&bytes, &limits)
            .expect_err("too large")
            .to_string();
        assert!(
            error.starts_with("entry `zeros` brings what is unpacked over 1048576 bytes"),
            "{error}"
        );
        Archive::read(&bytes, &Limits::default()).expect("within the limit");
    }

    #[test]
    fn an_entry_that_holds_more_than_it_announces_is_refused() {
        let bytes = zipped(&[("data", &[b'x'; 1000])]);
        let lying = replace(&bytes, &1000u32.to_le_bytes(), &999u32.to_le_bytes());
        let error = read(&lying).expect_err("a lie").to_string();
        assert!(error.contains("is damaged: "), "{error}");
    }

    #[test]
    fn more_entries_than_sixteen_bits_count() {
        let entries = (0..70_000).map(|n| entry(&n.to_string(), b"")).collect();
        let archive = Archive::new(entries).expect("unique");
        let bytes = archive.write(Shape::Server).expect("small");
        assert_eq!(read(&bytes).expect("own archive"), archive);
    }

    #[test]
    fn truncated_archives_are_refused() {
        let bytes = zipped(&[("data", &[b'x'; 100]), ("info", b"y")]);
        for end in 0..bytes.len() {
            assert!(
                read(&bytes[..end]).is_err(),
                "{end} of {} bytes",
                bytes.len()
            );
        }
    }
}
