//! `workflows/<path>/<Name>.xml`: a workflow as a server exports it, taken as it is.

use super::form;
use crate::codec;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Category, Workflow};

/// An exported workflow.
#[derive(Debug)]
pub(super) struct Exported {
    /// What it says, for those that call it.
    pub(super) workflow: Workflow,
    /// The whole document, without its byte order mark.
    pub(super) text: String,
}

/// Reads a file. None when it is no workflow; the report then says why.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    category: Category,
    report: &mut Report,
) -> Option<Exported> {
    let text = form::decode(file, bytes, report)?;
    match codec::workflow::parse(&text, category) {
        Ok(workflow) => Some(Exported { workflow, text }),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::text;

    #[test]
    fn the_text_is_taken_as_it_is() {
        let xml = "<?xml version='1.0' encoding='UTF-8'?>\n<workflow root-name=\"item1\" \
            id=\"w-1\" version=\"1.0.0\">\n <display-name>S\u{f6}nd</display-name>\r\n</workflow>\n";
        for bytes in [xml.as_bytes().to_vec(), text::utf16be(xml)] {
            let read = read("f", &bytes, Category::default(), &mut Report::new());
            let read = read.expect("a workflow");
            assert_eq!(read.workflow.id.as_str(), "w-1");
            assert_eq!(read.workflow.name, "S\u{f6}nd");
            assert_eq!(read.text, xml);
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
            assert!(read("f", text.as_bytes(), Category::default(), &mut report).is_none());
            assert_eq!(report.diagnostics()[0].message, message);
        }
    }
}
