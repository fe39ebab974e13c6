//! Places: of the engine's stack, as the server writes them, and as the author knows them.

use crate::runner::content::Content;
use crate::runner::interpreter::Place;

/// What a script belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Site {
    Item(Place),
    Action { module: String, name: String },
}

/// The name under which the engine knows an item's script.
pub(super) const ITEM: &str = "item";
const ACTION: &str = "action:";

/// The name under which the engine knows an action's script.
pub(super) fn file_of(module: &str, name: &str) -> String {
    format!("{ACTION}{module}/{name}")
}

/// A call that was under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// None: the item's own script.
    pub(super) action: Option<(String, String)>,
    /// Of the script, from 1.
    pub(super) line: usize,
    /// Of the line as the engine knows it: from 1, in the first line from 0.
    pub(super) column: usize,
    /// The function's name, where it has one.
    function: Option<String>,
}

/// The frames of scripts in a stack as QuickJS writes it, innermost first.
pub(super) fn read(stack: &str) -> Vec<Frame> {
    stack.lines().filter_map(frame).collect()
}

/// `    at name (file:line:column)`
fn frame(line: &str) -> Option<Frame> {
    let rest = line.trim().strip_prefix("at ")?;
    let (function, place) = match rest.rsplit_once(" (") {
        Some((function, place)) => (Some(function), place.strip_suffix(')')?),
        None => (None, rest),
    };
    let (place, column) = place.rsplit_once(':')?;
    let (file, line) = place.rsplit_once(':')?;
    let action = match file.strip_prefix(ACTION) {
        Some(name) => {
            let (module, name) = name.split_once('/')?;
            Some((module.to_owned(), name.to_owned()))
        }
        None if file == ITEM => None,
        None => return None,
    };
    Some(Frame {
        action,
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        function: function
            .filter(|name| !name.starts_with('<'))
            .map(str::to_owned),
    })
}

/// Where something was thrown, as the server writes it behind the text.
pub(super) fn server_place(frames: &[Frame], site: &Site) -> String {
    let innermost = frames.first();
    let line = innermost.map_or_else(String::new, |frame| format!("#{}", frame.line));
    match (innermost.and_then(|frame| frame.action.as_ref()), site) {
        (Some((_, name)), _) | (None, Site::Action { name, .. }) => dynamic_script(name, &line),
        (None, Site::Item(place)) => format!(
            "(Workflow:{} / {} ({}){line})",
            place.workflow, place.title, place.item
        ),
    }
}

/// `line` with its `#`, or empty.
pub(super) fn dynamic_script(name: &str, line: &str) -> String {
    format!("(Dynamic Script Module name : {name}{line})")
}

/// The name of the function that a frame calls in a source; none when the call is written in another
/// way.
pub(super) fn called<'a>(frame: &Frame, source: &'a str) -> Option<&'a str> {
    let line = source.lines().nth(frame.line.checked_sub(1)?)?;
    let place = frame.column.checked_sub(usize::from(frame.line > 1))?;
    let (begins, _) = line.char_indices().nth(place)?;
    let rest = &line[begins..];
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let end = rest.find(|letter| !is_letter(letter))?;
    let (name, behind) = rest.split_at(end);
    let is_called = !name.is_empty() && behind.trim_start().starts_with('(');
    is_called.then_some(name)
}

/// Whether a text says already where it was thrown.
pub(super) fn is_placed(text: &str) -> bool {
    text.contains("(Dynamic Script Module name") || text.contains("(Workflow:")
}

/// The line of a script that something was thrown in, or that led there.
pub(super) fn line_in(frames: &[Frame], site: &Site) -> Option<usize> {
    let of_site = |frame: &&Frame| match (&frame.action, site) {
        (None, Site::Item(_)) => true,
        (Some(found), Site::Action { module, name }) => found.0 == *module && found.1 == *name,
        _ => false,
    };
    frames.iter().find(of_site).map(|frame| frame.line)
}

/// A frame as people find it: their own file where it is known, otherwise the element.
pub(super) fn shown(frame: &Frame, site: &Site, content: &Content) -> String {
    let place = match (&frame.action, site) {
        (Some((module, name)), _) => match content.action_origin(module, name) {
            Some(origin) => format!("{}:{}", origin.file, origin.line(frame.line)),
            None => format!("{module}/{name}:{}", frame.line),
        },
        (None, Site::Item(place)) => {
            let origin = content
                .workflows()
                .filter(|workflow| workflow.name == place.workflow)
                .find_map(|workflow| content.item_origin(workflow, &place.item));
            match origin {
                Some(origin) => format!("{}:{}", origin.file, origin.line(frame.line)),
                None => format!("{} / {}:{}", place.workflow, place.title, frame.line),
            }
        }
        (None, Site::Action { module, name }) => format!("{module}/{name}:{}", frame.line),
    };
    match &frame.function {
        Some(function) => format!("{place} in `{function}`"),
        None => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STACK: &str = "    at note (coopto:7:12)\n    at inner (action:a.b/c:3:5)\n    \
        at <anonymous> (action:a.b/c:9:1)\n    at apply (native)\n    at <anonymous> (item:2:4)\n";

    fn item() -> Site {
        Site::Item(Place {
            workflow: "W".to_owned(),
            item: "item1".to_owned(),
            title: "Do it".to_owned(),
        })
    }

    #[test]
    fn the_name_that_is_called() {
        let frame = |column| Frame {
            column,
            ..read("    at f (item:1:1)").remove(0)
        };
        let source = "ä.b.foo (1); x(); o[1](2);";
        for (column, name) in [
            (4, Some("foo")),
            (13, Some("x")),
            (18, None),
            (0, None),
            (99, None),
        ] {
            assert_eq!(called(&frame(column), source), name, "{column}");
            let below = Frame {
                line: 2,
                column: column + 1,
                ..frame(column)
            };
            assert_eq!(called(&below, &format!("\n{source}")), name, "{column}");
        }
    }

    #[test]
    fn only_scripts_have_frames() {
        let frames = read(STACK);
        assert_eq!(frames.len(), 3);
        assert_eq!(frames[0].action, Some(("a.b".to_owned(), "c".to_owned())));
        assert_eq!(
            (frames[0].line, frames[0].function.as_deref()),
            (3, Some("inner"))
        );
        assert_eq!((frames[2].line, frames[2].function.as_deref()), (2, None));
    }

    #[test]
    fn places_are_the_server_s() {
        let frames = read(STACK);
        assert_eq!(
            server_place(&frames, &item()),
            "(Dynamic Script Module name : c#3)"
        );
        assert_eq!(
            server_place(&frames[2..], &item()),
            "(Workflow:W / Do it (item1)#2)"
        );
        assert_eq!(server_place(&[], &item()), "(Workflow:W / Do it (item1))");
        assert_eq!(line_in(&frames, &item()), Some(2));
    }

    #[test]
    fn people_see_the_element_where_the_file_is_unknown() {
        let frames = read(STACK);
        let content = Content::default();
        assert_eq!(shown(&frames[0], &item(), &content), "a.b/c:3 in `inner`");
        assert_eq!(shown(&frames[2], &item(), &content), "W / Do it:2");
    }
}
