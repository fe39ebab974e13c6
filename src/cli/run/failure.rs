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
    let frames = failure.stack.iter().map(|frame| format!("  at {frame}"));
    lines.extend(shortened(frames.collect()));
    if failure.stack.is_empty()
        && let Some(place) = failure
            .path
            .last()
            .and_then(|step| origin(step, failure.line, content))
    {
        lines.push(format!("  at {place}"));
    }
    let steps = failure.path.iter().rev().map(|step| {
        let place = &step.place;
        match place.title.as_str() {
            "" => format!("  in {} / {}", place.workflow, place.item),
            title => format!("  in {} / {title} ({})", place.workflow, place.item),
        }
    });
    lines.extend(shortened(steps.collect()));
    lines
}

/// Endless recursion is told by its innermost and its outermost calls.
fn shortened(mut lines: Vec<String>) -> Vec<String> {
    const FIRST: usize = 8;
    const LAST: usize = 2;
    if lines.len() > FIRST + LAST + 1 {
        let left_out = lines.len() - FIRST - LAST;
        let gap = format!("  … {left_out} more");
        lines.splice(FIRST..lines.len() - LAST, [gap]);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_keep_their_ends() {
        let lines = |count: usize| (0..count).map(|line| line.to_string()).collect::<Vec<_>>();
        assert_eq!(shortened(lines(11)), lines(11));
        let short = shortened(lines(60));
        assert_eq!(short.len(), 11);
        assert_eq!(short[7..], ["7", "  … 50 more", "58", "59"]);
    }
}
