//! `categories`: the folder of an element, one `category` per step, root first.

use std::fmt::Write;

use super::text;
use super::xml::{self, Error, escape};
use crate::model::Category;

/// Reads the path; the inner `<name>` counts, the attribute is not always there.
///
/// # Errors
/// When the bytes are no text or the text is no such document.
pub fn read(bytes: &[u8]) -> Result<Category, Error> {
    let root = xml::parse(&text::decode(bytes)?)?.expect_root("categories")?;
    let mut steps = Vec::new();
    for category in root.all("category") {
        let name = category
            .child("name")
            .map(|name| name.text.as_str())
            .or_else(|| category.attribute("name"))
            .ok_or(Error::Missing {
                element: "category".to_owned(),
                what: "name",
            })?;
        steps.push(name.to_owned());
    }
    Ok(Category::new(steps))
}

/// Writes the path as servers do: UTF-16BE, one line, no XML header.
#[must_use]
pub fn write(category: &Category) -> Vec<u8> {
    let mut out = String::from("<categories>");
    for step in category.steps() {
        // Servers leave the attribute out when the name holds anything but these.
        let plain = |c: char| c.is_ascii_alphanumeric() || " ()-._".contains(c);
        if step.chars().all(plain) {
            let _ = write!(out, "<category name='{}'>", escape(step));
        } else {
            out.push_str("<category>");
        }
        let _ = write!(
            out,
            "<name><![CDATA[{}]]></name></category>",
            step.replace("]]>", "]]]]><![CDATA[>")
        );
    }
    out.push_str("</categories>");
    text::utf16be(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(path: &str) -> String {
        text::decode(&write(&Category::from_path(path))).expect("text")
    }

    #[test]
    fn the_servers_form() {
        assert_eq!(
            shown("Library/Coopto"),
            "<categories><category name='Library'><name><![CDATA[Library]]></name></category>\
             <category name='Coopto'><name><![CDATA[Coopto]]></name></category></categories>"
        );
        assert_eq!(
            shown("10.0.0.0|16"),
            "<categories><category><name><![CDATA[10.0.0.0|16]]></name></category></categories>"
        );
    }

    #[test]
    fn every_name_comes_back() {
        for step in ["Library", "R&D <x>", "a]]>b", "größe", "a'b"] {
            let category = Category::new(vec!["Library".to_owned(), step.to_owned()]);
            assert_eq!(read(&write(&category)).expect("sound"), category);
        }
    }

    #[test]
    fn descriptions_and_indentation_are_passed_over() {
        let text = "<categories>\n  <category>\n <desc><![CDATA[x]]></desc><name><![CDATA[A]]></name>\n</category></categories>";
        let category = read(&text::utf16be(text)).expect("sound");
        assert_eq!(category.steps(), ["A"]);
    }
}
