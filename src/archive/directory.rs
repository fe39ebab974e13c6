//! The central directory, walked by ourselves.
//!
//! The zip library keeps the last of two entries with one name and says nothing, and it trusts
//! the directory where other readers trust the headers in front of each entry. A verifier that
//! others rely on has to see what any of them could see. Layout: PKWARE's APPNOTE.TXT, 4.3.

use super::Error;

const CENTRAL: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
/// Bit 3: the sizes follow the data.
const DESCRIPTOR: u16 = 1 << 3;

/// One record of the central directory.
#[derive(Debug)]
pub(super) struct Record {
    /// Where the entry's own header stands.
    pub(super) local: usize,
    /// The name's bytes.
    pub(super) name: Vec<u8>,
    flags: u16,
    method: u16,
    /// Bytes in the archive.
    pub(super) packed: u64,
    /// Bytes unpacked, as announced.
    pub(super) unpacked: u64,
}

impl Record {
    /// The name for messages.
    pub(super) fn shown(&self) -> String {
        String::from_utf8_lossy(&self.name)
            .escape_debug()
            .to_string()
    }

    fn fault(&self, problem: impl Into<String>) -> Error {
        Error::Structure {
            name: self.shown(),
            problem: problem.into(),
        }
    }
}

struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn at(bytes: &'a [u8], offset: usize) -> Option<Self> {
        bytes.get(offset..).map(Self)
    }

    fn slice(&self, offset: usize, length: usize) -> Option<&'a [u8]> {
        self.0.get(offset..offset.checked_add(length)?)
    }

    fn u16(&self, offset: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.slice(offset, 2)?.try_into().ok()?))
    }

    fn u32(&self, offset: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.slice(offset, 4)?.try_into().ok()?))
    }

    fn u64(&self, offset: usize) -> Option<u64> {
        Some(u64::from_le_bytes(self.slice(offset, 8)?.try_into().ok()?))
    }
}

/// All records from an offset on, up to the end of the directory.
pub(super) fn records(bytes: &[u8], start: u64) -> Result<Vec<Record>, Error> {
    let cut = || Error::NotZip("its directory is cut off".to_owned());
    let mut at = usize::try_from(start).map_err(|_| cut())?;
    let mut records = Vec::new();
    loop {
        let fields = Fields::at(bytes, at).ok_or_else(cut)?;
        if fields.u32(0) != Some(CENTRAL) {
            return Ok(records);
        }
        let (record, length) = record(&fields).ok_or_else(cut)?;
        records.push(record);
        at += length;
    }
}

fn record(fields: &Fields<'_>) -> Option<(Record, usize)> {
    let (name, extra, comment) = (
        usize::from(fields.u16(28)?),
        usize::from(fields.u16(30)?),
        usize::from(fields.u16(32)?),
    );
    let mut sizes = [
        u64::from(fields.u32(24)?),
        u64::from(fields.u32(20)?),
        u64::from(fields.u32(42)?),
    ];
    let extras = fields.slice(46 + name, extra)?;
    large(extras, &mut sizes)?;
    fields.slice(46 + name + extra, comment)?;
    let record = Record {
        local: usize::try_from(sizes[2]).ok()?,
        name: fields.slice(46, name)?.to_vec(),
        flags: fields.u16(8)?,
        method: fields.u16(10)?,
        packed: sizes[1],
        unpacked: sizes[0],
    };
    Some((record, 46 + name + extra + comment))
}

/// Sizes that are all ones stand in an extra field of 64-bit numbers (Zip64).
fn large(extras: &[u8], sizes: &mut [u64; 3]) -> Option<()> {
    let extras = Fields(extras);
    let mut at = 0;
    while let (Some(id), Some(length)) = (extras.u16(at), extras.u16(at + 2)) {
        let field = Fields(extras.slice(at + 4, usize::from(length))?);
        if id == 1 {
            let mut inside = 0;
            for size in sizes
                .iter_mut()
                .filter(|size| **size == u64::from(u32::MAX))
            {
                *size = field.u64(inside)?;
                inside += 8;
            }
        }
        at += 4 + usize::from(length);
    }
    Some(())
}

/// Checks that the entries' own headers agree with the directory and that the entries fill the
/// archive from its first byte to the directory, without overlap and without a gap.
pub(super) fn audit(bytes: &[u8], records: &[Record], start: u64) -> Result<(), Error> {
    let mut order: Vec<&Record> = records.iter().collect();
    order.sort_by_key(|record| record.local);
    let mut expected = 0usize;
    for (position, record) in order.iter().enumerate() {
        if record.local != expected {
            let problem = if record.local < expected {
                "overlaps the entry before it"
            } else {
                "has bytes in front of it that belong to no entry"
            };
            return Err(record.fault(problem));
        }
        let end = data_end(bytes, record)?;
        let next = match order.get(position + 1) {
            Some(next) => next.local,
            None => usize::try_from(start).unwrap_or(usize::MAX),
        };
        let rest = next.saturating_sub(end);
        // A data descriptor: three or four 32-bit numbers, or with two 64-bit sizes.
        let descriptor = record.flags & DESCRIPTOR != 0 && [12, 16, 20, 24].contains(&rest);
        if next >= end && rest > 0 && !descriptor {
            return Err(record.fault("has bytes behind it that belong to no entry"));
        }
        expected = if descriptor { next } else { end };
    }
    if expected as u64 != start {
        let name = order
            .last()
            .map(|record| record.shown())
            .unwrap_or_default();
        return Err(Error::Structure {
            name,
            problem: "does not end where the directory begins".to_owned(),
        });
    }
    Ok(())
}

fn data_end(bytes: &[u8], record: &Record) -> Result<usize, Error> {
    let cut = || record.fault("its header is cut off");
    let fields = Fields::at(bytes, record.local).ok_or_else(cut)?;
    if fields.u32(0) != Some(LOCAL) {
        return Err(record.fault("has no header of its own"));
    }
    if record.flags & 1 != 0 {
        return Err(record.fault("is encrypted; coopto reads plain archives only"));
    }
    let name = usize::from(fields.u16(26).ok_or_else(cut)?);
    let extra = usize::from(fields.u16(28).ok_or_else(cut)?);
    if fields.slice(30, name) != Some(record.name.as_slice()) {
        return Err(record.fault("is called otherwise in its own header"));
    }
    if fields.u16(8) != Some(record.method) {
        return Err(record.fault("has another compression method in its own header"));
    }
    let own = u64::from(fields.u32(18).ok_or_else(cut)?);
    if own != 0 && own != u64::from(u32::MAX) && own != record.packed {
        return Err(record.fault("has another size in its own header"));
    }
    let packed = usize::try_from(record.packed).map_err(|_| cut())?;
    record
        .local
        .checked_add(30 + name + extra)
        .and_then(|data| data.checked_add(packed))
        .filter(|end| *end <= bytes.len())
        .ok_or_else(cut)
}
