//! Bytes of a package's text entries: UTF-16 with a byte order mark, or UTF-8.
//!
//! The byte order mark decides; the XML header inside often contradicts it and is ignored. Without
//! one, a first character of two bytes can only be Java's big-endian UTF-16.

use std::fmt::{self, Write as _};

/// Bytes that are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotText {
    /// The encoding its first bytes announce.
    pub encoding: &'static str,
    /// Offset of the first byte that does not fit.
    pub offset: usize,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not {} text: broken at byte {}",
            self.encoding, self.offset
        )
    }
}

impl std::error::Error for NotText {}

/// Decodes by the byte order mark (FE FF, FF FE, EF BB BF); without one as UTF-8, or as the
/// UTF-16BE that starts with the `<` of XML or the `{` of JSON.
///
/// # Errors
/// When a code unit is cut off, a surrogate stands alone, or the bytes are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, 2, "UTF-16BE", u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, 2, "UTF-16LE", u16::from_le_bytes),
        [0, b'<' | b'{', ..] => utf16(bytes, 0, "UTF-16BE", u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: &[u8], skipped: usize) -> Result<String, NotText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(NotText {
            encoding: "UTF-8",
            offset: skipped + error.valid_up_to(),
        }),
    }
}

fn utf16(
    bytes: &[u8],
    skipped: usize,
    encoding: &'static str,
    unit: fn([u8; 2]) -> u16,
) -> Result<String, NotText> {
    let pairs = bytes.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(NotText {
            encoding,
            offset: skipped + bytes.len() - 1,
        });
    }
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = skipped;
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = decoded.map_err(|_| NotText { encoding, offset })?;
        offset += character.len_utf16() * 2;
        text.push(character);
    }
    Ok(text)
}

/// Encodes as servers do: big-endian UTF-16 with a byte order mark.
#[must_use]
pub fn utf16be(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 + text.len() * 2);
    bytes.extend([0xFE, 0xFF]);
    for unit in text.encode_utf16() {
        bytes.extend(unit.to_be_bytes());
    }
    bytes
}

/// The hexadecimal form of a script with `encoded="true"`: four digits per UTF-16 unit.
#[must_use]
pub fn to_hex(text: &str) -> String {
    let mut digits = String::with_capacity(4 * text.len());
    for unit in text.encode_utf16() {
        let _ = write!(digits, "{unit:04x}");
    }
    digits
}

/// Reads the hexadecimal form; none when it is not one.
#[must_use]
pub fn from_hex(digits: &str) -> Option<String> {
    let digits = digits.trim();
    if !digits.is_ascii() || !digits.len().is_multiple_of(4) {
        return None;
    }
    let units: Option<Vec<u16>> = (0..digits.len() / 4)
        .map(|index| u16::from_str_radix(&digits[index * 4..index * 4 + 4], 16).ok())
        .collect();
    String::from_utf16(&units?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_honoured() {
        let text = "größe 💡";
        assert_eq!(decode(text.as_bytes()).expect("UTF-8"), text);
        assert_eq!(decode(&utf16be(text)).expect("UTF-16BE"), text);
        let mut little = vec![0xFF, 0xFE];
        little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&little).expect("UTF-16LE"), text);
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend(text.bytes());
        assert_eq!(decode(&marked).expect("UTF-8 with mark"), text);
    }

    #[test]
    fn wide_documents_need_no_mark() {
        for text in ["<a>ö💡</a>", "{\"a\": 1}"] {
            assert_eq!(decode(&utf16be(text)[2..]).expect("UTF-16BE"), text);
        }
        let cut = decode(&[0, b'<', 0]).expect_err("half a unit");
        assert_eq!(cut.to_string(), "not UTF-16BE text: broken at byte 2");
    }

    #[test]
    fn broken_text_names_its_place() {
        let cut = decode(&[0xFE, 0xFF, 0x00]).expect_err("half a unit");
        assert_eq!(cut.to_string(), "not UTF-16BE text: broken at byte 2");
        let lone = decode(&[0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x00, 0x00, 0x61]).expect_err("lone");
        assert_eq!(lone.offset, 4);
        assert_eq!(decode(b"ab\xff").expect_err("UTF-8").offset, 2);
    }

    #[test]
    fn hexadecimal_scripts() {
        assert_eq!(from_hex("003b000a").as_deref(), Some(";\n"));
        let text = "var s = \"💡\";";
        assert_eq!(from_hex(&to_hex(text)).as_deref(), Some(text));
        for broken in ["003", "zzzz", "d83d", "ä03b"] {
            assert_eq!(from_hex(broken), None, "{broken}");
        }
    }
}
