//! `data` of an action: root `dunes-script-module`.

use super::text;
use super::xml::{self, Error, Node};
use crate::model::{Action, Category, ElementId, Parameter, TypeName, Version};

/// Reads an action; its module is in `categories`.
///
/// # Errors
/// When the bytes are no such document.
pub fn read(data: &[u8], category: Category) -> Result<Action, Error> {
    let root = xml::parse(&text::decode(data)?)?.expect_root("dunes-script-module")?;
    let optional = |name: &str| root.child(name).map(|child| child.text.clone());
    Ok(Action {
        id: id(&root)?,
        name: root.required("name")?.to_owned(),
        category,
        version: version(&root)?,
        description: root.text_of("description").to_owned(),
        result: match root.attribute("result-type") {
            None | Some("") => TypeName::void(),
            Some(name) => type_name(&root, name)?,
        },
        parameters: root.all("param").map(parameter).collect::<Result<_, _>>()?,
        script: root.script()?,
        api_version: root.attribute("api-version").unwrap_or("6.0.0").to_owned(),
        allowed: root.attribute("allowed-operations").map(str::to_owned),
        runtime: optional("runtime"),
        entry_point: optional("entry-point"),
        environment: optional("environment"),
        memory_limit: number(&root, "memory-limit")?,
        timeout: number(&root, "timeout")?,
    })
}

fn parameter(node: &Node) -> Result<Parameter, Error> {
    Ok(Parameter {
        name: node.required("n")?.to_owned(),
        type_name: type_name(node, node.required("t")?)?,
        description: node.text.clone(),
    })
}

/// The element's id in the attribute `id`.
pub(super) fn id(node: &Node) -> Result<ElementId, Error> {
    ElementId::new(node.required("id")?).map_err(|error| fault(node, &error))
}

/// The element's version; one real action has none.
pub(super) fn version(node: &Node) -> Result<Version, Error> {
    match node.attribute("version") {
        None | Some("") => Ok(Version::default()),
        Some(text) => text.parse().map_err(|error| fault(node, &error)),
    }
}

/// A type's name.
pub(super) fn type_name(node: &Node, name: &str) -> Result<TypeName, Error> {
    TypeName::new(name).map_err(|error| fault(node, &error))
}

fn number(node: &Node, attribute: &'static str) -> Result<Option<u64>, Error> {
    node.attribute(attribute)
        .map(|text| {
            text.parse()
                .map_err(|_| fault(node, &format!("{attribute} `{text}` is not a whole number")))
        })
        .transpose()
}

fn fault(node: &Node, problem: &dyn std::fmt::Display) -> Error {
    Error::Value {
        element: node.name.clone(),
        problem: problem.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_as_a_server_writes_it() {
        let text = "<?xml version='1.0' encoding='UTF-8'?>\n\
            <dunes-script-module name=\"lock\" result-type=\"boolean\" api-version=\"6.0.0\" id=\"ab-1\" version=\"1.1.0\" allowed-operations=\"evf\" memory-limit=\"128000000\">\n\
            \x20 <description><![CDATA[Takes a lock]]></description>\n\
            \x20 <param n=\"name\" t=\"string\"><![CDATA[what]]></param>\n\
            \x20 <script encoded=\"false\"><![CDATA[return true;]]></script>\n\
            </dunes-script-module>";
        let action = read(&text::utf16be(text), Category::module("com.acme")).expect("sound");
        assert_eq!(action.name, "lock");
        assert_eq!(action.result.as_str(), "boolean");
        assert_eq!(action.version.to_string(), "1.1.0");
        assert_eq!(action.parameters[0].description, "what");
        assert_eq!(action.script.as_deref(), Some("return true;"));
        assert_eq!(action.memory_limit, Some(128_000_000));
        assert_eq!(action.timeout, None);
    }

    #[test]
    fn encoded_scripts_are_decoded() {
        let text = "<dunes-script-module name='a' id='b'><script encoded='true'>003b000a</script></dunes-script-module>";
        let action = read(text.as_bytes(), Category::default()).expect("sound");
        assert_eq!(action.script.as_deref(), Some(";\n"));
        assert_eq!(action.result, TypeName::void());
    }

    #[test]
    fn faults_name_the_element() {
        for (text, message) in [
            (
                "<workflow/>",
                "expected `<dunes-script-module>`, found `<workflow>`",
            ),
            (
                "<dunes-script-module name='a'/>",
                "`<dunes-script-module>` has no id",
            ),
            (
                "<dunes-script-module name='a' id='b' timeout='soon'/>",
                "`<dunes-script-module>`: timeout `soon` is not a whole number",
            ),
        ] {
            let error = read(text.as_bytes(), Category::default()).expect_err(text);
            assert_eq!(error.to_string(), message);
        }
    }
}
