//! A distinguished name as RFC 2253 writes it, with the words that Java uses.
//!
//! Every `certificates/<name>.cer` of 55 real certificates is called by this form, and
//! `pkg-signer`, `pkg-owner` and `signature-owner` repeat it.

use std::fmt::Write as _;

use super::der::{self, Reader};

/// What stands between type and value matters: one attribute of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Dotted object identifier.
    pub(super) oid: String,
    /// The text, if its type of string has one.
    pub(super) text: Option<String>,
    /// The value as DER.
    der: Vec<u8>,
}

pub(super) const COMMON_NAME: &str = "2.5.4.3";
pub(super) const EMAIL: &str = "1.2.840.113549.1.9.1";

/// The types that have a short name in RFC 2253; the rest goes by its number.
const SHORT_NAMES: [(&str, &str); 9] = [
    (COMMON_NAME, "CN"),
    ("2.5.4.11", "OU"),
    ("2.5.4.10", "O"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
];

/// The relative names of a DER `Name`, in its order. `None` if it is not one.
pub(super) fn parse(name: &[u8]) -> Option<Vec<Vec<Attribute>>> {
    let mut sequence = Reader::new(der::only(der::SEQUENCE, name)?);
    let mut relative_names = Vec::new();
    while !sequence.is_empty() {
        let mut set = sequence.enter(der::SET)?;
        let mut attributes = Vec::new();
        while !set.is_empty() {
            let mut attribute = set.enter(der::SEQUENCE)?;
            let oid = der::dotted(attribute.take(der::OID)?)?;
            let value = attribute.next()?;
            attributes.push(Attribute {
                oid,
                text: text(value.tag, value.content),
                der: value.bytes.to_vec(),
            });
        }
        relative_names.push(attributes);
    }
    Some(relative_names)
}

/// The RFC 2253 form: last relative name first.
pub(super) fn render(relative_names: &[Vec<Attribute>]) -> String {
    let names: Vec<String> = relative_names
        .iter()
        .rev()
        .map(|attributes| {
            let attributes: Vec<String> = attributes.iter().map(attribute).collect();
            attributes.join("+")
        })
        .collect();
    names.join(",")
}

fn attribute(attribute: &Attribute) -> String {
    let short = SHORT_NAMES
        .iter()
        .find(|(oid, _)| *oid == attribute.oid)
        .map(|(_, short)| short);
    match (short, &attribute.text) {
        (Some(short), Some(text)) => format!("{short}={}", escape(text)),
        (Some(short), None) => format!("{short}=#{}", der::hex(&attribute.der)),
        (None, _) => format!("{}=#{}", attribute.oid, der::hex(&attribute.der)),
    }
}

pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let last = text.len().saturating_sub(1);
    for (index, character) in text.char_indices() {
        let special = match character {
            // The last two are special by the RFC's grammar, not by its prose; Java escapes them.
            ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=' | '#' => true,
            ' ' => index == 0 || index == last,
            _ => false,
        };
        if character == '\0' {
            escaped.push_str("\\00");
            continue;
        }
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The text of the string types that names are made of.
pub(super) fn text(tag: u8, content: &[u8]) -> Option<String> {
    match tag {
        // UTF8String, PrintableString, IA5String
        0x0c | 0x13 | 0x16 => String::from_utf8(content.to_vec()).ok(),
        // TeletexString: what it holds in practice is Latin-1.
        0x14 => Some(content.iter().copied().map(char::from).collect()),
        // BMPString
        0x1e if content.len().is_multiple_of(2) => {
            let units: Vec<u16> = content
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).ok()
        }
        _ => None,
    }
}

/// The text of the first attribute of a type.
pub(super) fn find<'a>(relative_names: &'a [Vec<Attribute>], oid: &str) -> Option<&'a str> {
    relative_names
        .iter()
        .flatten()
        .find(|attribute| attribute.oid == oid)
        .and_then(|attribute| attribute.text.as_deref())
}

/// Bytes as upper-case hex with colons, the way fingerprints are compared by people.
pub(super) fn fingerprint(digest: &[u8]) -> String {
    let mut text = String::with_capacity(digest.len() * 3);
    for (index, byte) in digest.iter().enumerate() {
        let colon = if index == 0 { "" } else { ":" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{colon}{byte:02X}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const CN: &[u8] = b"\x55\x04\x03";
    const OU: &[u8] = b"\x55\x04\x0b";
    const SERIAL: &[u8] = b"\x55\x04\x05";

    fn value(oid: &[u8], tag: u8, content: &[u8]) -> Vec<u8> {
        let oid = der::element(der::OID, &[oid]);
        der::element(der::SEQUENCE, &[&oid, &der::element(tag, &[content])])
    }

    fn name(sets: &[&[Vec<u8>]]) -> String {
        let sets: Vec<Vec<u8>> = sets
            .iter()
            .map(|set| der::element(der::SET, &[&set.concat()]))
            .collect();
        render(&parse(&der::element(der::SEQUENCE, &[&sets.concat()])).unwrap())
    }

    fn cn(text: &str) -> String {
        name(&[&[value(CN, 0x0c, text.as_bytes())]])
    }

    #[test]
    fn is_written_backwards() {
        let name = name(&[
            &[value(CN, 0x13, b"vRO host")],
            &[value(OU, 0x13, b"VMWare")],
            &[value(OU, 0x0c, b"VMWare")],
        ]);
        assert_eq!(name, "OU=VMWare,OU=VMWare,CN=vRO host");
    }

    #[test]
    fn escapes_what_would_end_a_value() {
        assert_eq!(cn(r#"a,b+c"d\e<f>g;h"#), r#"CN=a\,b\+c\"d\\e\<f\>g\;h"#);
        assert_eq!(cn("#1 # "), r"CN=\#1 \#\ ");
        assert_eq!(cn(" a  b "), r"CN=\ a  b\ ");
        assert_eq!(cn(" "), r"CN=\ ");
        assert_eq!(cn("a\0b"), r"CN=a\00b");
        assert_eq!(cn("Köln=東京"), r"CN=Köln\=東京");
        assert_eq!(cn(""), "CN=");
    }

    #[test]
    fn joins_the_values_of_one_relative_name_by_plus() {
        let both = [value(CN, 0x0c, b"a"), value(OU, 0x0c, b"b")];
        assert_eq!(name(&[&both]), "CN=a+OU=b");
    }

    #[test]
    fn gives_numbers_to_types_without_a_short_name() {
        assert_eq!(name(&[&[value(SERIAL, 0x13, b"42")]]), "2.5.4.5=#13023432");
    }

    #[test]
    fn knows_the_old_string_types() {
        assert_eq!(name(&[&[value(CN, 0x14, b"K\xf6ln")]]), "CN=Köln");
        assert_eq!(name(&[&[value(CN, 0x1e, b"\x67\x71\x4e\xac")]]), "CN=東京");
        assert_eq!(name(&[&[value(CN, 0x1e, b"\x67")]]), "CN=#1e0167");
    }
}
