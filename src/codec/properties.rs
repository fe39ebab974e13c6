//! Java properties as XML: `dunes-meta-inf` and each element's `info`.

use std::collections::HashSet;

use super::xml::{self, Error, escape};

/// Keys and values in the order they stand; the order has no meaning.
pub type Properties = Vec<(String, String)>;

/// The value of a key.
#[must_use]
pub fn get<'a>(properties: &'a Properties, key: &str) -> Option<&'a str> {
    properties
        .iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.as_str())
}

/// Reads them, in UTF-8 or UTF-16.
///
/// # Errors
/// When the bytes are no text, the text is no XML, or the XML holds something else.
pub fn read(bytes: &[u8]) -> Result<Properties, Error> {
    let root = xml::parse(&super::text::decode(bytes)?)?.expect_root("properties")?;
    let mut properties = Properties::new();
    let mut known = HashSet::new();
    for entry in root.all("entry") {
        let key = entry.required("key")?;
        if !known.insert(key) {
            return Err(Error::Value {
                element: "entry".to_owned(),
                problem: format!("key `{key}` occurs twice"),
            });
        }
        properties.push((key.to_owned(), entry.text.clone()));
    }
    Ok(properties)
}

/// Writes them as servers since 7.0 do: UTF-8, LF, and a comment that speaks of other entries.
#[must_use]
pub fn write<'a>(properties: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
         <!DOCTYPE properties SYSTEM \"http://java.sun.com/dtd/properties.dtd\">\n\
         <properties>\n\
         <comment>UTF-16</comment>\n",
    );
    for (key, value) in properties {
        text.push_str("<entry key=\"");
        text.push_str(&escape(key));
        text.push_str("\">");
        text.push_str(&escape(value));
        text.push_str("</entry>\n");
    }
    text.push_str("</properties>\n");
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let written = write([("type", "Workflow"), ("id", "a & <b>\nc \"d\"")]);
        assert_eq!(
            String::from_utf8_lossy(&written),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
             <!DOCTYPE properties SYSTEM \"http://java.sun.com/dtd/properties.dtd\">\n\
             <properties>\n\
             <comment>UTF-16</comment>\n\
             <entry key=\"type\">Workflow</entry>\n\
             <entry key=\"id\">a &amp; &lt;b&gt;\nc &quot;d&quot;</entry>\n\
             </properties>\n"
        );
        let read = read(&written).expect("sound");
        assert_eq!(get(&read, "type"), Some("Workflow"));
        assert_eq!(get(&read, "id"), Some("a & <b>\nc \"d\""));
    }

    #[test]
    fn utf_16_is_read_too() {
        let bytes = crate::codec::text::utf16be(
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><properties><entry key=\"a\">b</entry></properties>",
        );
        assert_eq!(get(&read(&bytes).expect("sound"), "a"), Some("b"));
    }

    #[test]
    fn a_key_that_occurs_twice_is_refused() {
        let text = b"<properties><entry key='a'>1</entry><entry key='a'>2</entry></properties>";
        assert_eq!(
            read(text).expect_err("twice").to_string(),
            "`<entry>`: key `a` occurs twice"
        );
    }
}
