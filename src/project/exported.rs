//! `workflows/<path>/<Name>.xml`: a workflow as a server exports it, taken as it is.
//!
//! Only what the rest of the project needs to know of it is read.

use super::form;
use super::workflow::Signature;
use crate::codec::xml::{self, Error, Node};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{ElementId, Parameter, TypeName};

/// What is known of an exported workflow.
#[derive(Debug, Clone)]
pub(super) struct Exported {
    /// Its identity, name, inputs and outputs.
    pub(super) signature: Signature,
    /// The names of its user interactions.
    pub(super) interactions: Vec<String>,
    /// The types of its variables.
    pub(super) types: Vec<TypeName>,
    /// The whole document, without its byte order mark.
    pub(super) text: String,
}

/// Reads a file. None when it is no workflow; the report then says why.
pub(super) fn read(file: &str, bytes: &[u8], report: &mut Report) -> Option<Exported> {
    let text = form::decode(file, bytes, report)?;
    match understood(&text) {
        Ok((signature, interactions, types)) => Some(Exported {
            signature,
            interactions,
            types,
            text,
        }),
        Err(error) => {
            report.push(
                Diagnostic::error(
                    "workflow-xml",
                    file,
                    format!("this is no workflow of a server: {error}"),
                )
                .help("export the workflow once more, or write it as YAML"),
            );
            None
        }
    }
}

type Understood = (Signature, Vec<String>, Vec<TypeName>);

fn understood(text: &str) -> Result<Understood, Error> {
    let root = xml::parse(text)?.expect_root("workflow")?;
    let id = ElementId::new(root.required("id")?).map_err(|error| Error::Value {
        element: "workflow".to_owned(),
        problem: error.to_string(),
    })?;
    let signature = Signature {
        id,
        name: root.text_of("display-name").to_owned(),
        inputs: parameters(root.child("input"))?,
        outputs: parameters(root.child("output"))?,
    };
    let interactions = root
        .all("workflow-item")
        .filter(|item| item.attribute("type") == Some("input"))
        .filter_map(|item| item.attribute("name"))
        .map(str::to_owned)
        .collect();
    let variables = root.all("attrib").map(type_name);
    let types = signature
        .inputs
        .iter()
        .chain(&signature.outputs)
        .map(|parameter| Ok(parameter.type_name.clone()))
        .chain(variables)
        .collect::<Result<_, Error>>()?;
    Ok((signature, interactions, types))
}

fn parameters(list: Option<&Node>) -> Result<Vec<Parameter>, Error> {
    list.into_iter()
        .flat_map(|list| list.all("param"))
        .map(|param| {
            Ok(Parameter {
                name: param.required("name")?.to_owned(),
                type_name: type_name(param)?,
                description: param.text_of("description").to_owned(),
            })
        })
        .collect()
}

fn type_name(node: &Node) -> Result<TypeName, Error> {
    TypeName::new(node.required("type")?).map_err(|error| Error::Value {
        element: node.name.clone(),
        problem: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::text;

    const XML: &str = "<?xml version='1.0' encoding='UTF-8'?>\n\
        <workflow xmlns=\"http://vmware.com/vco/workflow\" root-name=\"item1\" id=\"w-1\" version=\"1.0.0\">\n  \
        <display-name><![CDATA[Send]]></display-name>\n  \
        <input>\n    <param name=\"box\" type=\"VC:Box\">\n      <description><![CDATA[Where]]></description>\n    </param>\n  </input>\n  \
        <output/>\n  \
        <attrib name=\"a\" type=\"string\" read-only=\"false\"/>\n  \
        <workflow-item name=\"item1\" type=\"input\"/>\n  \
        <workflow-item name=\"item2\" type=\"task\"/>\n</workflow>";

    #[test]
    fn what_others_need_to_know_and_the_text_as_it_is() {
        for bytes in [XML.as_bytes().to_vec(), text::utf16be(XML)] {
            let read = read("f", &bytes, &mut Report::new()).expect("a workflow");
            assert_eq!(read.signature.id.as_str(), "w-1");
            assert_eq!(read.signature.name, "Send");
            assert_eq!(read.signature.inputs[0].name, "box");
            assert!(read.signature.outputs.is_empty());
            assert_eq!(read.interactions, ["item1"]);
            assert_eq!(read.types.len(), 2);
            assert_eq!(read.text, XML);
        }
    }

    #[test]
    fn what_is_no_workflow_is_said_so() {
        for (text, message) in [
            (
                "<config-element/>",
                "this is no workflow of a server: expected `<workflow>`, found `<config-element>`",
            ),
            (
                "<workflow/>",
                "this is no workflow of a server: `<workflow>` has no id",
            ),
        ] {
            let mut report = Report::new();
            assert!(read("f", text.as_bytes(), &mut report).is_none());
            assert_eq!(report.diagnostics()[0].message, message);
        }
    }
}
