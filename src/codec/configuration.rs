//! `data` of a configuration element: root `config-element`.

use super::action::{id, type_name, version};
use super::text;
use super::xml::{self, Error};
use crate::model::{Attribute, Category, Configuration};

/// Reads a configuration element.
///
/// # Errors
/// When the bytes are no such document.
pub fn read(data: &[u8], category: Category) -> Result<Configuration, Error> {
    let root = xml::parse(&text::decode(data)?)?.expect_root("config-element")?;
    let mut attributes = Vec::new();
    for att in root
        .child("atts")
        .into_iter()
        .flat_map(|atts| atts.all("att"))
    {
        attributes.push(Attribute {
            name: att.required("name")?.to_owned(),
            type_name: type_name(att, att.required("type")?)?,
            value: att
                .child("value")
                .map(|value| value.text.clone())
                .filter(|value| value != super::value::NULL),
            description: att.text_of("description").to_owned(),
        });
    }
    Ok(Configuration {
        id: id(&root)?,
        name: root.text_of("display-name").to_owned(),
        category,
        version: version(&root)?,
        description: root.text_of("description").to_owned(),
        allowed: root.attribute("allowed-operations").map(str::to_owned),
        attributes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_element() {
        let text = "<config-element id='c-1' version='0.0.2'><display-name><![CDATA[Settings]]></display-name>\
            <atts><att name='host' type='string' read-only='false'><value encoded='n'><![CDATA[a]]></value></att>\
            <att name='none' type='string' read-only='false'><value encoded='n'><![CDATA[__NULL__]]></value></att></atts></config-element>";
        let read = read(text.as_bytes(), Category::from_path("A/B")).expect("sound");
        assert_eq!(read.name, "Settings");
        assert_eq!(read.attributes[0].value.as_deref(), Some("a"));
        assert_eq!(read.attributes[1].value, None);
    }
}
