//! `data` of a workflow: root `workflow`.
//!
//! Real files differ: fourteen have no namespace, some a prefixed root, the order of children is
//! free, and attributes come and go with the version of the server that wrote them.

mod item;
mod presentation;

use super::action::{id, type_name, version};
use super::text;
use super::xml::{self, Error, Node};
use crate::model::workflow::{ErrorHandler, Note, Position, Resume, Variable};
use crate::model::{Category, Parameter, TypeName, Workflow};

/// Reads a workflow; its folder is in `categories`.
///
/// # Errors
/// When the bytes are no such document.
pub fn read(data: &[u8], category: Category) -> Result<Workflow, Error> {
    parse(&text::decode(data)?, category)
}

/// Reads a workflow from its XML text.
///
/// # Errors
/// When the text is no such document.
pub fn parse(text: &str, category: Category) -> Result<Workflow, Error> {
    let root = xml::parse(text)?.expect_root("workflow")?;
    let optional = |name: &str| attribute(&root, name).map(str::to_owned);
    Ok(Workflow {
        id: id(&root)?,
        name: root.text_of("display-name").to_owned(),
        category,
        version: version(&root)?,
        description: root.text_of("description").to_owned(),
        api_version: root.attribute("api-version").unwrap_or("6.0.0").to_owned(),
        allowed: optional("allowed-operations"),
        icon: optional("icon-id"),
        editor_version: optional("editor-version"),
        restarts: root.attribute("restartMode") != Some("0"),
        resume: match root.attribute("resumeFromFailedMode") {
            Some("1") => Resume::Enabled,
            Some("2") => Resume::Disabled,
            _ => Resume::Default,
        },
        start_types: root.child("ref-types").map(|node| node.text.clone()),
        root: root.required("root-name")?.to_owned(),
        start: position(&root)?.unwrap_or_default(),
        inputs: parameters(&root, "input")?,
        outputs: parameters(&root, "output")?,
        attributes: root.all("attrib").map(variable).collect::<Result<_, _>>()?,
        notes: root
            .all("workflow-note")
            .map(note)
            .collect::<Result<_, _>>()?,
        items: root
            .all("workflow-item")
            .map(item::read)
            .collect::<Result<_, _>>()?,
        error_handler: root.child("error-handler").map(error_handler).transpose()?,
        presentation: root
            .child("presentation")
            .map(presentation::read)
            .transpose()?
            .unwrap_or_default(),
    })
}

/// An attribute that says something: servers write empty ones where there is nothing.
fn attribute<'a>(node: &'a Node, name: &str) -> Option<&'a str> {
    node.attribute(name).filter(|value| !value.is_empty())
}

/// The type in the attribute `type`; without one, anything fits.
fn typed(node: &Node) -> Result<TypeName, Error> {
    attribute(node, "type").map_or_else(|| Ok(TypeName::any()), |name| type_name(node, name))
}

fn parameters(root: &Node, list: &str) -> Result<Vec<Parameter>, Error> {
    let params = root.all(list).flat_map(|list| list.all("param"));
    params
        .map(|node| {
            Ok(Parameter {
                name: node.required("name")?.to_owned(),
                type_name: typed(node)?,
                description: node.text_of("description").to_owned(),
            })
        })
        .collect()
}

fn variable(node: &Node) -> Result<Variable, Error> {
    let configuration = attribute(node, "conf-id").zip(attribute(node, "conf-key"));
    Ok(Variable {
        name: node.required("name")?.to_owned(),
        type_name: typed(node)?,
        read_only: node.attribute("read-only") == Some("true"),
        value: node.child("value").map(|value| value.text.clone()),
        configuration: configuration.map(|(id, key)| (id.to_owned(), key.to_owned())),
        description: node.text_of("description").to_owned(),
    })
}

fn note(node: &Node) -> Result<Note, Error> {
    Ok(Note {
        at: Position {
            x: number(node, "x")?,
            y: number(node, "y")?,
        },
        size: Position {
            x: number(node, "w")?,
            y: number(node, "h")?,
        },
        color: attribute(node, "color").map(str::to_owned),
        text: node.text_of("description").to_owned(),
    })
}

fn error_handler(node: &Node) -> Result<ErrorHandler, Error> {
    Ok(ErrorHandler {
        item: node.required("name")?.to_owned(),
        bind: attribute(node, "throw-bind-name").map(str::to_owned),
        position: position(node)?,
    })
}

/// The child `position` of a node.
fn position(node: &Node) -> Result<Option<Position>, Error> {
    let Some(node) = node.child("position") else {
        return Ok(None);
    };
    Ok(Some(Position {
        x: number(node, "x")?,
        y: number(node, "y")?,
    }))
}

fn number(node: &Node, name: &str) -> Result<f64, Error> {
    let Some(text) = attribute(node, name) else {
        return Ok(0.0);
    };
    match text.trim().parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        // What vrotsc writes for items that it has not laid out.
        _ if text == "undefined" => Ok(0.0),
        _ => Err(Error::Value {
            element: node.name.clone(),
            problem: format!("`{name}` is `{}`, which is no number", text.escape_debug()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minimal(inner: &str) -> String {
        format!("<workflow id='x' root-name='item0'>{inner}</workflow>")
    }

    fn parsed(text: &str) -> Workflow {
        parse(text, Category::default()).expect(text)
    }

    #[test]
    fn what_is_missing_has_a_usual_value() {
        let workflow = parsed(&minimal(""));
        assert_eq!(workflow.api_version, "6.0.0");
        assert!(workflow.restarts);
        assert_eq!(workflow.version.to_string(), "0.0.0");
        assert_eq!(workflow.items, []);
    }

    #[test]
    fn namespaces_text_forms_and_order_do_not_matter() {
        let plain = parsed(&minimal(
            "<display-name><![CDATA[A & B]]></display-name><position x='1.0' y='2.0'/>\
             <input><param name='a' type='string'/></input>\
             <workflow-item name='item0' type='end' end-mode='0'/>",
        ));
        let other = parsed(
            "<ns2:workflow xmlns:ns2='http://vmware.com/vco/workflow' root-name=\"item0\" id=\"x\">\
             <workflow-item type='end' end-mode='0' name='item0'></workflow-item>\
             <input><param type='string' name='a'/></input><position y='2.0' x='1.0'/>\
             <display-name>A &amp; B</display-name></ns2:workflow>",
        );
        assert_eq!(plain, other);
    }

    #[test]
    fn scripts_kept_as_digits_are_read() {
        let workflow = parsed(&minimal(
            "<workflow-item name='item1' type='task'>\
             <script encoded='true'>003b000ad83dde00</script></workflow-item>",
        ));
        assert_eq!(workflow.items[0].script.as_deref(), Some(";\n😀"));
    }

    #[test]
    fn unbound_is_told_from_forgotten() {
        let workflow = parsed(&minimal(
            "<workflow-item name='item1' type='task'><in-binding>\
             <bind name='a' type='string' explicitly-not-bound='true' export-name='NULL'/>\
             <bind name='b' type='string'/><bind name='c' type='string' export-name='x'/>\
             </in-binding></workflow-item>",
        ));
        let found: Vec<_> = workflow.items[0]
            .inputs
            .iter()
            .map(|bind| (bind.variable.as_deref(), bind.explicitly_unbound))
            .collect();
        assert_eq!(found, [(None, true), (None, false), (Some("x"), false)]);
    }

    #[test]
    fn items_that_a_tool_has_not_laid_out_lie_at_the_origin() {
        let workflow = parsed(&minimal(
            "<workflow-item name='item0' type='end'><position x='undefined' y='undefined'/>\
             </workflow-item>",
        ));
        assert_eq!(workflow.items[0].position, Position::default());
    }

    #[test]
    fn other_documents_and_broken_numbers_say_what_is_wrong() {
        for (text, message) in [
            ("<a/>", "expected `<workflow>`, found `<a>`"),
            ("<workflow id='x'/>", "`<workflow>` has no root-name"),
            (
                "<workflow id='x' root-name='a'><position x='far'/></workflow>",
                "`<position>`: `x` is `far`, which is no number",
            ),
        ] {
            let error = parse(text, Category::default()).expect_err(text);
            assert_eq!(error.to_string(), message);
        }
    }
}
