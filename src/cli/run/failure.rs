use crate::cli::Console;
use crate::runner::content::Content;
use crate::runner::interpreter::{Failure, Step};

/// Tells why a run failed.
pub(super) fn show(console: &mut Console, failure: &Failure, content: &Content) {
    console.failure(&anyhow::anyhow!(lines(failure, content).join("\n")));
}

/// Why a run failed: the text, the calls with the lines of the author's files, the items.
pub(in crate::cli) fn lines(failure: &Failure, content: &Content) -> Vec<String> {
    let text = match failure.text.as_str() {
        "" => "it ended as failed, without a text",
        text => text,
    };
    let mut lines = vec![text.to_owned()];
    if let Some(name) = foreign_object(text) {
        lines.push(format!(
            "  if `{name}` belongs to a plug-in of the server: such objects are not here"
        ));
    }
    lines.extend(failure.stack.iter().map(|frame| format!("  at {frame}")));
    if failure.stack.is_empty()
        && let Some(place) = failure
            .path
            .last()
            .and_then(|step| origin(step, failure.line, content))
    {
        lines.push(format!("  at {place}"));
    }
    for step in failure.path.iter().rev() {
        let place = &step.place;
        lines.push(format!(
            "  in {} / {} ({})",
            place.workflow, place.title, place.item
        ));
    }
    lines
}

/// The name that is not defined, when it is written as script objects of plug-ins are.
fn foreign_object(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("ReferenceError: ")?;
    let (name, _) = rest.split_once(" is not defined")?;
    name.starts_with(|first: char| first.is_ascii_uppercase())
        .then_some(name)
}

/// The line of the author's file.
fn origin(step: &Step, line: Option<usize>, content: &Content) -> Option<String> {
    let workflow = content.workflow(&step.workflow_id)?;
    let origin = content.item_origin(workflow, &step.place.item)?;
    Some(format!("{}:{}", origin.file, origin.line(line?)))
}
