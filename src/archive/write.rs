//! The writing half.
//!
//! Servers set flags (0x0808) on every entry that the zip library only sets where they matter, and
//! it packs on one thread; so the container, a few dozen fields, is written here. The library
//! reads what comes out, in the tests and in every `verify`. Layout: PKWARE's APPNOTE.TXT, 4.3.

use std::collections::BTreeSet;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use rayon::prelude::*;

use super::{Entry, Error};

/// Whose habits an archive follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A server's export: files alone, each deflated, sizes behind the data, UTF-8 names.
    Server,
    /// What Java's tools make of plug-ins: the folders come as entries too.
    Jar,
}

/// FAT, version 2.0 of the format.
const MADE_BY: u16 = 20;
/// Sizes behind the data; names in UTF-8.
const FLAGS: u16 = 1 << 3 | 1 << 11;
/// The same for what has no data to be behind of.
const FOLDER_FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// 1 January 1980, the first day the format knows: no build differs from another by its time.
const DATE: u16 = 1 << 5 | 1;

/// One entry, ready to be copied into the archive.
struct Packed<'a> {
    name: &'a str,
    data: Vec<u8>,
    checksum: u32,
    size: usize,
}

/// Packs the entries, in parallel, to bytes that depend on nothing but them.
pub(super) fn write(entries: &[Entry], shape: Shape) -> Result<Vec<u8>, Error> {
    let packed: Result<Vec<Packed<'_>>, Error> = entries
        .par_iter()
        .with_min_len(64)
        .map_init(Packers::default, |packers, entry| packers.pack(entry))
        .collect();
    let mut zip = Zip::default();
    let mut folders = BTreeSet::new();
    for packed in packed? {
        if shape == Shape::Jar {
            for (at, _) in packed.name.match_indices('/') {
                if folders.insert(&packed.name[..=at]) {
                    zip.folder(&packed.name[..=at])?;
                }
            }
        }
        zip.file(&packed)?;
    }
    zip.finish()
}

/// Compressors that are kept, because making one costs more than packing a small entry.
#[derive(Default)]
struct Packers {
    deflating: Option<Compress>,
    copying: Option<Compress>,
}

impl Packers {
    fn pack<'a>(&mut self, entry: &'a Entry) -> Result<Packed<'a>, Error> {
        let content = &entry.content;
        // An archive does not shrink again; trying would cost more than the rest of a build.
        // Level 0 is still the method every reader knows, with the bytes copied.
        let compress = if content.starts_with(b"PK\x03\x04") {
            self.copying
                .get_or_insert_with(|| Compress::new(Compression::none(), false))
        } else {
            self.deflating
                .get_or_insert_with(|| Compress::new(Compression::new(6), false))
        };
        compress.reset();
        let mut data = Vec::with_capacity(content.len() / 2 + content.len() / 1000 + 64);
        loop {
            let taken = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
            let status = compress
                .compress_vec(&content[taken..], &mut data, FlushCompress::Finish)
                .map_err(|error| Error::Write(error.to_string()))?;
            if status == Status::StreamEnd {
                break;
            }
            data.reserve(content.len() - taken + 64);
        }
        let mut checksum = Crc::new();
        checksum.update(content);
        data.shrink_to_fit();
        Ok(Packed {
            name: entry.name.as_str(),
            data,
            checksum: checksum.sum(),
            size: content.len(),
        })
    }
}

/// The container: entries, then the directory of them.
#[derive(Default)]
struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    entries: u32,
}

impl Zip {
    fn file(&mut self, packed: &Packed<'_>) -> Result<(), Error> {
        let at = offset(self.bytes.len())?;
        let (size, unpacked) = (offset(packed.data.len())?, offset(packed.size)?);
        self.local(FLAGS, DEFLATED, packed.name)?;
        self.bytes.extend_from_slice(&packed.data);
        numbers(
            &mut self.bytes,
            &[0x0807_4b50, packed.checksum, size, unpacked],
        );
        self.record(
            FLAGS,
            DEFLATED,
            [packed.checksum, size, unpacked],
            packed.name,
            at,
        )
    }

    fn folder(&mut self, name: &str) -> Result<(), Error> {
        let at = offset(self.bytes.len())?;
        self.local(FOLDER_FLAGS, 0, name)?;
        self.record(FOLDER_FLAGS, 0, [0; 3], name, at)
    }

    fn local(&mut self, flags: u16, method: u16, name: &str) -> Result<(), Error> {
        numbers(&mut self.bytes, &[0x0403_4b50]);
        shorts(&mut self.bytes, &[MADE_BY, flags, method, 0, DATE]);
        numbers(&mut self.bytes, &[0; 3]);
        shorts(&mut self.bytes, &[length(name)?, 0]);
        self.bytes.extend_from_slice(name.as_bytes());
        Ok(())
    }

    fn record(
        &mut self,
        flags: u16,
        method: u16,
        sizes: [u32; 3],
        name: &str,
        at: u32,
    ) -> Result<(), Error> {
        numbers(&mut self.directory, &[0x0201_4b50]);
        shorts(
            &mut self.directory,
            &[MADE_BY, MADE_BY, flags, method, 0, DATE],
        );
        numbers(&mut self.directory, &sizes);
        // Name; no extra field, no comment, first disk, no attributes.
        shorts(&mut self.directory, &[length(name)?, 0, 0, 0, 0]);
        numbers(&mut self.directory, &[0, at]);
        self.directory.extend_from_slice(name.as_bytes());
        self.entries += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<u8>, Error> {
        let (start, size) = (offset(self.bytes.len())?, offset(self.directory.len())?);
        let entries = u16::try_from(self.entries).unwrap_or(u16::MAX);
        self.bytes.append(&mut self.directory);
        if u32::from(entries) != self.entries || entries == u16::MAX {
            self.many(start, size)?;
        }
        numbers(&mut self.bytes, &[0x0605_4b50]);
        shorts(&mut self.bytes, &[0, 0, entries, entries]);
        numbers(&mut self.bytes, &[size, start]);
        shorts(&mut self.bytes, &[0]);
        Ok(self.bytes)
    }

    /// More entries than 16 bits count: the end record of Zip64, which Java reads too.
    fn many(&mut self, start: u32, size: u32) -> Result<(), Error> {
        let at = offset(self.bytes.len())?;
        let entries = u64::from(self.entries);
        numbers(&mut self.bytes, &[0x0606_4b50]);
        self.bytes.extend_from_slice(&44u64.to_le_bytes());
        shorts(&mut self.bytes, &[45, 45]);
        numbers(&mut self.bytes, &[0, 0]);
        for number in [entries, entries, u64::from(size), u64::from(start)] {
            self.bytes.extend_from_slice(&number.to_le_bytes());
        }
        numbers(&mut self.bytes, &[0x0706_4b50, 0]);
        self.bytes.extend_from_slice(&u64::from(at).to_le_bytes());
        numbers(&mut self.bytes, &[1]);
        Ok(())
    }
}

fn numbers(bytes: &mut Vec<u8>, numbers: &[u32]) {
    for number in numbers {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
}

fn shorts(bytes: &mut Vec<u8>, numbers: &[u16]) {
    for number in numbers {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
}

fn offset(size: usize) -> Result<u32, Error> {
    u32::try_from(size).map_err(|_| Error::Write("it would be larger than 4 GiB".to_owned()))
}

fn length(name: &str) -> Result<u16, Error> {
    u16::try_from(name.len()).map_err(|_| Error::Write(format!("the name `{name}` is too long")))
}
