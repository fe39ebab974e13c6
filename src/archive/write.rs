//! The writing half.
//!
//! Servers set flags (0x0808) on every entry that the zip library only sets where they matter, and
//! it packs on one thread; so the container, a few dozen fields, is written here. The library
//! reads what comes out, in the tests and in every `verify`. Layout: PKWARE's APPNOTE.TXT, 4.3.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use rayon::prelude::*;

use super::{Entry, Error};
use crate::model::Bytes;

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
/// The same for what has its sizes in front, as stored data must.
const STORED_FLAGS: u16 = 1 << 11;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1 January 1980, the first day the format knows: no build differs from another by its time.
const DATE: u16 = 1 << 5 | 1;

/// One content, ready to be copied into the archive.
struct Packed<'a> {
    data: Cow<'a, [u8]>,
    method: u16,
    checksum: u32,
    size: usize,
}

impl<'a> Packed<'a> {
    fn new(content: &[u8], data: Cow<'a, [u8]>, method: u16) -> Self {
        let mut checksum = Crc::new();
        checksum.update(content);
        Self {
            data,
            method,
            checksum: checksum.sum(),
            size: content.len(),
        }
    }
}

/// So many entries are packed before they are written: enough for all cores, and little to hold.
const BATCH: usize = 2048;

/// Packs the entries, in parallel, to bytes that depend on nothing but them.
pub(super) fn write(entries: &[Entry], shape: Shape) -> Result<Vec<u8>, Error> {
    // Contents that are shared, as the categories of a folder's elements are, are packed once.
    let mut uses: HashMap<usize, usize> = HashMap::with_capacity(entries.len());
    for entry in entries {
        *uses.entry(place(&entry.content)).or_default() += 1;
    }
    let mut packed: HashMap<usize, Packed<'_>> = HashMap::new();
    let mut zip = Zip::default();
    let mut folders = BTreeSet::new();
    for batch in entries.chunks(BATCH) {
        packed.extend(pack(batch, &packed, shape)?);
        let data = batch
            .iter()
            .map(|entry| packed[&place(&entry.content)].data.len() + 256);
        zip.bytes.reserve(data.sum());
        for entry in batch {
            let name = entry.name.as_str();
            if shape == Shape::Jar {
                for (at, _) in name.match_indices('/') {
                    if folders.insert(&name[..=at]) {
                        zip.folder(&name[..=at])?;
                    }
                }
            }
            zip.file(name, &packed[&place(&entry.content)])?;
        }
        packed.retain(|place, _| uses[place] > 1);
    }
    zip.finish()
}

/// Where a content is in memory; what is shared has one place.
fn place(content: &Bytes) -> usize {
    content.as_ptr().addr()
}

/// Packs what these entries hold and is not packed yet.
fn pack<'a>(
    entries: &'a [Entry],
    packed: &HashMap<usize, Packed<'_>>,
    shape: Shape,
) -> Result<Vec<(usize, Packed<'a>)>, Error> {
    let mut contents: Vec<&Bytes> = entries
        .iter()
        .map(|entry| &entry.content)
        .filter(|content| !packed.contains_key(&place(content)))
        .collect();
    contents.sort_unstable_by_key(|content| place(content));
    contents.dedup_by_key(|content| place(content));
    contents
        .par_iter()
        .with_min_len(64)
        .map_init(Packers::default, |packers, content| {
            Ok((place(content), packers.pack(content, shape)?))
        })
        .collect()
}

/// How a content is packed.
#[derive(Clone, Copy)]
enum Effort {
    /// Method 0: for archives in plug-ins. They do not shrink again, and are too large to copy.
    Stored,
    /// Deflated without looking for a way to make it smaller, because there is none.
    Copied,
    /// Deflated with the codes the format fixes: in a few kilobytes, working codes out for the
    /// content costs three times as much and saves a tenth.
    Quick,
    /// Deflated as usual.
    Usual,
}

impl Effort {
    fn of(content: &[u8], shape: Shape) -> Self {
        let is_archive = content.starts_with(b"PK\x03\x04");
        if is_archive && shape == Shape::Jar {
            Self::Stored
        } else if is_archive || is_dense(content) {
            Self::Copied
        } else if content.len() <= 8192 {
            Self::Quick
        } else {
            Self::Usual
        }
    }
}

/// Whether these few bytes hardly repeat, as those of a signature.
fn is_dense(content: &[u8]) -> bool {
    if content.len() > 512 {
        return false;
    }
    let mut seen = [false; 256];
    for byte in content {
        seen[usize::from(*byte)] = true;
    }
    seen.iter().filter(|seen| **seen).count() * 2 > content.len()
}

/// Compressors that are kept, because making one costs more than packing a small content.
#[derive(Default)]
struct Packers {
    copying: Option<Compress>,
    quick: Option<Compress>,
    usual: Option<Compress>,
}

impl Packers {
    fn pack<'a>(&mut self, content: &'a [u8], shape: Shape) -> Result<Packed<'a>, Error> {
        let (compress, level) = match Effort::of(content, shape) {
            Effort::Stored => return Ok(Packed::new(content, Cow::Borrowed(content), STORED)),
            Effort::Copied => (&mut self.copying, Compression::none()),
            Effort::Quick => (&mut self.quick, Compression::fast()),
            Effort::Usual => (&mut self.usual, Compression::new(6)),
        };
        let compress = compress.get_or_insert_with(|| Compress::new(level, false));
        compress.reset();
        let mut data = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let taken = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
            let status = compress
                .compress_vec(&content[taken..], &mut data, FlushCompress::Finish)
                .map_err(|error| Error::Write(error.to_string()))?;
            if status == Status::StreamEnd {
                break;
            }
            data.reserve(content.len() - taken + content.len() / 1000 + 64);
        }
        data.shrink_to_fit();
        Ok(Packed::new(content, Cow::Owned(data), DEFLATED))
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
    fn file(&mut self, name: &str, packed: &Packed<'_>) -> Result<(), Error> {
        let at = offset(self.bytes.len())?;
        let sizes = [
            packed.checksum,
            offset(packed.data.len())?,
            offset(packed.size)?,
        ];
        if packed.method == STORED {
            self.local(STORED_FLAGS, STORED, sizes, name)?;
            self.bytes.extend_from_slice(&packed.data);
            return self.record(STORED_FLAGS, STORED, sizes, name, at);
        }
        self.local(FLAGS, DEFLATED, [0; 3], name)?;
        self.bytes.extend_from_slice(&packed.data);
        numbers(&mut self.bytes, &[0x0807_4b50]);
        numbers(&mut self.bytes, &sizes);
        self.record(FLAGS, DEFLATED, sizes, name, at)
    }

    fn folder(&mut self, name: &str) -> Result<(), Error> {
        let at = offset(self.bytes.len())?;
        self.local(STORED_FLAGS, STORED, [0; 3], name)?;
        self.record(STORED_FLAGS, STORED, [0; 3], name, at)
    }

    fn local(&mut self, flags: u16, method: u16, sizes: [u32; 3], name: &str) -> Result<(), Error> {
        numbers(&mut self.bytes, &[0x0403_4b50]);
        shorts(&mut self.bytes, &[MADE_BY, flags, method, 0, DATE]);
        numbers(&mut self.bytes, &sizes);
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
