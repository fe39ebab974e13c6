//! As much of DER as names and key stores need: one element after the other, nothing nested by
//! itself, so no input can exhaust the stack.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

/// One element: its tag, its content, and all of its bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    pub(super) content: &'a [u8],
    pub(super) bytes: &'a [u8],
}

/// Reads elements that stand beside each other. `None` is anything that is not DER.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<Element<'a>> {
        let (&tag, after_tag) = self.rest.split_first()?;
        let (&first, after_length) = after_tag.split_first()?;
        let (length, body) = if first < 0x80 {
            (usize::from(first), after_length)
        } else {
            let (digits, body) = after_length.split_at_checked(usize::from(first & 0x7f))?;
            if digits.is_empty() || digits.len() > 4 || digits[0] == 0 {
                return None;
            }
            let length = digits
                .iter()
                .fold(0, |length, &digit| length << 8 | usize::from(digit));
            if length < 0x80 {
                return None;
            }
            (length, body)
        };
        let (content, rest) = body.split_at_checked(length)?;
        let bytes = &self.rest[..self.rest.len() - rest.len()];
        self.rest = rest;
        Some(Element {
            tag,
            content,
            bytes,
        })
    }

    /// The content of the next element, which must have this tag.
    pub(super) fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.next()
            .filter(|element| element.tag == tag)
            .map(|element| element.content)
    }

    /// A reader inside the next element, which must have this tag.
    pub(super) fn enter(&mut self, tag: u8) -> Option<Reader<'a>> {
        self.take(tag).map(Reader::new)
    }
}

/// The content of the one element that these bytes are, if it has this tag.
pub(super) fn only(tag: u8, bytes: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(bytes);
    let content = reader.take(tag)?;
    reader.is_empty().then_some(content)
}

/// An integer's content as a number that is not negative and fits.
pub(super) fn number(content: &[u8]) -> Option<u32> {
    let content = match content {
        [first, ..] if first & 0x80 != 0 => return None,
        [0, rest @ ..] => rest,
        content => content,
    };
    (content.len() <= 4).then(|| {
        content
            .iter()
            .fold(0, |number, &byte| number << 8 | u32::from(byte))
    })
}

/// An element of these parts.
pub(super) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = vec![tag];
    if length < 0x80 {
        bytes.push(length.to_le_bytes()[0]);
    } else {
        let digits = length.to_be_bytes();
        let digits = &digits[length.leading_zeros() as usize / 8..];
        bytes.push(0x80 | digits.len().to_le_bytes()[0]);
        bytes.extend_from_slice(digits);
    }
    for part in parts {
        bytes.extend_from_slice(part);
    }
    bytes
}

/// The dotted form of an object identifier's content.
pub(super) fn dotted(oid: &[u8]) -> Option<String> {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    for (index, &byte) in oid.iter().enumerate() {
        if arc > u64::MAX >> 7 {
            return None;
        }
        arc = arc << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 != 0 {
            if index + 1 == oid.len() {
                return None;
            }
            continue;
        }
        if arcs.is_empty() {
            let root = (arc / 40).min(2);
            arcs.push(root);
            arc -= root * 40;
        }
        arcs.push(arc);
        arc = 0;
    }
    if arcs.is_empty() {
        return None;
    }
    let arcs: Vec<String> = arcs.iter().map(u64::to_string).collect();
    Some(arcs.join("."))
}

/// Lower-case hex.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = vec![7; length];
            let bytes = element(OCTETS, &[&content]);
            assert_eq!(only(OCTETS, &bytes), Some(&content[..]), "{length}");
        }
    }

    #[test]
    fn refuses_what_is_not_der() {
        for bytes in [
            &b""[..],
            b"\x30",
            b"\x30\x01",
            b"\x30\x80\x00\x00",             // indefinite length
            b"\x30\x81\x01\x00",             // longer length than needed
            b"\x30\x84\xff\xff\xff\xff",     // longer than the file
            b"\x30\x85\x01\x00\x00\x00\x00", // longer than any file
        ] {
            assert!(Reader::new(bytes).next().is_none(), "{bytes:?}");
        }
        assert!(only(SEQUENCE, b"\x30\x00\x00").is_none());
    }

    #[test]
    fn reads_numbers_that_fit() {
        assert_eq!(number(b"\x00"), Some(0));
        assert_eq!(number(b"\x03\x0d\x40"), Some(200_000));
        assert_eq!(number(b"\x00\xff\xff\xff\xff"), Some(u32::MAX));
        assert_eq!(number(b"\xff"), None);
        assert_eq!(number(b"\x01\x00\x00\x00\x00"), None);
    }

    #[test]
    fn dots_object_identifiers() {
        assert_eq!(dotted(b"\x55\x04\x03").as_deref(), Some("2.5.4.3"));
        assert_eq!(
            dotted(b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01").as_deref(),
            Some("1.2.840.113549.1.9.1")
        );
        assert_eq!(dotted(b"\x88\x37\x03").as_deref(), Some("2.999.3"));
        assert_eq!(dotted(b"\x55\x84"), None);
        assert_eq!(dotted(&[0xff; 12]), None);
        assert_eq!(dotted(b""), None);
    }
}
