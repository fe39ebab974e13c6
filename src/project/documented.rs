//! An action as the file that it would be read from: the other direction of [`super::action`].

use crate::model::Action;
use crate::script;

/// An action as one documented function; none for other languages, whose scripts are no functions.
pub(super) fn javascript(action: &Action) -> Option<String> {
    if action.runtime.is_some() {
        return None;
    }
    let returns = action.result.as_str() != "void";
    let (description, tail) = split(&action.description, returns);
    let mut lines: Vec<String> = description.iter().map(|line| words(line)).collect();
    lines.push(String::new());
    for parameter in &action.parameters {
        let tag = format!("@param {{{}}} {}", parameter.type_name, parameter.name);
        let description = parameter.description.replace(['\r', '\n'], " ");
        lines.push(match description.trim() {
            "" => tag,
            description => format!("{tag} - {description}"),
        });
    }
    if returns {
        let text = tail.returns.unwrap_or_default();
        lines.push(format!("@returns {{{}}} {text}", action.result));
    }
    lines.extend(tail.throws.iter().map(|text| format!("@throws {text}")));
    lines.extend(tail.since.map(|text| format!("@since {text}")));
    lines.extend(tail.deprecated.map(|text| format!("@deprecated {text}")));
    lines.push(format!("@id {}", action.id));
    lines.push(format!("@version {}", action.version));
    if let Some(allowed) = action
        .allowed
        .as_deref()
        .filter(|letters| !letters.is_empty())
    {
        lines.push(format!("@allowed {allowed}"));
    }
    for (tag, limit) in [
        ("memory-limit", action.memory_limit),
        ("timeout", action.timeout),
    ] {
        lines.extend(limit.map(|limit| format!("@{tag} {limit}")));
    }
    let mut out = String::from("/**\n");
    for line in &lines {
        // The text cannot end the comment it stands in.
        out.push_str(format!(" * {}", line.replace("*/", "* /")).trim_end());
        out.push('\n');
    }
    let names: Vec<&str> = action
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    out.push_str(" */\n(function (");
    out.push_str(&names.join(", "));
    out.push_str(") {\n");
    out.push_str(&script::indented(
        action.script.as_deref().unwrap_or_default(),
    ));
    out.push_str("\n});\n");
    Some(out)
}

/// A line of the description; one that looks like a tag becomes an item of a list.
fn words(line: &str) -> String {
    if line.trim_start().starts_with('@') {
        format!("- {}", line.trim_start())
    } else {
        line.to_owned()
    }
}

/// What [`super::action`] puts behind the description, for administrators who see no tags.
#[derive(Default)]
pub(super) struct Tail<'a> {
    pub(super) returns: Option<&'a str>,
    pub(super) throws: Vec<&'a str>,
    pub(super) since: Option<&'a str>,
    pub(super) deprecated: Option<&'a str>,
}

/// The description's own lines, and the tags behind them.
pub(super) fn split(description: &str, returns: bool) -> (Vec<&str>, Tail<'_>) {
    let all: Vec<&str> = description.lines().collect();
    let mut lines = all.clone();
    let deprecated = if lines.last() == Some(&"Deprecated") {
        lines.pop().map(|_| "")
    } else {
        take(&mut lines, "Deprecated: ")
    };
    let mut tail = Tail {
        deprecated,
        since: take(&mut lines, "Since: "),
        ..Tail::default()
    };
    while let Some(text) = take(&mut lines, "Throws: ") {
        tail.throws.insert(0, text);
    }
    if returns {
        tail.returns = take(&mut lines, "Returns: ");
    }
    // A blank line in front of tags would be lost, so there they are only words.
    if lines.last().is_some_and(|line| line.trim().is_empty()) {
        return (all, Tail::default());
    }
    (lines, tail)
}

/// The last line's words, if it begins so and they would be read as they are.
fn take<'a>(lines: &mut Vec<&'a str>, word: &str) -> Option<&'a str> {
    let text = lines.last()?.strip_prefix(word)?;
    let kept = !text.is_empty() && text.trim() == text && !text.starts_with("- ");
    kept.then(|| lines.pop())?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::with;
    use super::super::{Tree, load};
    use super::*;
    use crate::diagnostic::Report;

    fn loaded(source: &str) -> Action {
        let tree: Tree = with(&[("actions/again.js", source)]);
        let mut report = Report::new();
        let project = load(&tree, None, &mut report);
        assert_eq!(report, Report::new(), "{source}");
        let mut actions = project.expect("sound").actions.into_iter();
        actions.find(|action| action.name == "again").expect("read")
    }

    fn action(documentation: &str, body: &str) -> Action {
        loaded(&format!(
            "/**\n{documentation}\n */\n(function () {{\n{body}\n}});\n"
        ))
    }

    #[test]
    fn every_tag_comes_back_as_a_tag() {
        let action = action(
            " * Pull it.\n *\n *   Twice.\n * @returns {string} the image\n * @throws never\n\
             \x20* @throws {string} at night\n * @since 1.1\n * @deprecated use another\n\
             \x20* @version 3.2.1\n * @allowed vf\n * @timeout 180\n * @memory-limit 64000000\n * @id a-b",
            "    return \"x\";",
        );
        let source = javascript(&action).expect("JavaScript");
        assert_eq!(
            source,
            "/**\n * Pull it.\n *\n *   Twice.\n *\n * @returns {string} the image\n\
             \x20* @throws never\n * @throws {string} at night\n * @since 1.1\n\
             \x20* @deprecated use another\n * @id a-b\n * @version 3.2.1\n * @allowed vf\n\
             \x20* @memory-limit 64000000\n * @timeout 180\n */\n\
             (function () {\n    return \"x\";\n});\n"
        );
        assert_eq!(loaded(&source), action);
    }

    #[test]
    fn limits_are_whole_numbers() {
        for (limit, told) in [
            ("@timeout 0", "`0` is no number of seconds"),
            ("@memory-limit 64 MB", "`64 MB` is no number of bytes"),
        ] {
            let text = format!("/**\n * x\n * {limit}\n */\n(function () {{\n}});\n");
            let mut report = Report::new();
            load(&with(&[("actions/a.js", &text)]), None, &mut report);
            let found: Vec<_> = report.diagnostics().iter().map(|d| &d.message).collect();
            assert_eq!(found, [told]);
        }
    }

    #[test]
    fn descriptions_come_back_word_for_word() {
        for description in [
            "",
            "Plain.",
            "Returns: x",
            "Deprecated",
            "Deprecated: by time\nSince: 1",
            "Words.\n\nReturns: behind a blank line",
            "Words.\nReturns:  two blanks",
            "Words.\nReturns: - a list",
            "Words.\nReturns: one\nReturns: two",
            "Since: 1\nThrows: out of order",
            "  code\nReturns:",
        ] {
            let mut action = action(" * x\n * @returns {string}", "    return \"\";");
            action.description = description.trim().to_owned();
            let source = javascript(&action).expect("JavaScript");
            assert_eq!(loaded(&source), action, "{source}");
            action.result = crate::model::TypeName::void();
            action.script = None;
            let source = javascript(&action).expect("JavaScript");
            assert_eq!(loaded(&source).description, action.description, "{source}");
        }
    }

    #[test]
    fn a_description_cannot_break_out_of_the_comment() {
        let mut action = action(" * x", "");
        action.description = "*/ evil(); /*\n@id other\n  @nonsense".to_owned();
        let source = javascript(&action).expect("JavaScript");
        let again = loaded(&source);
        assert_eq!(again.id, action.id);
        assert_eq!(
            again.description,
            "* / evil(); /*\n- @id other\n- @nonsense"
        );
    }

    #[test]
    fn scripts_come_back_letter_by_letter() {
        for script in [
            "return 1;",
            "if (a) {\n    b();\n\n    c();\n}",
            "\n\na();\n  \nb();",
            "a();\r\n\r\n  b();\r\n// end",
            "/*\n   text\n*/\na();",
            "var a = 'one \\\n  two';\nreturn a;",
        ] {
            let mut action = action(" * x", "");
            action.script = Some(script.to_owned());
            let source = javascript(&action).expect("JavaScript");
            let mut report = Report::new();
            let again = script::action::read("a.js", &source, &mut report).expect("a function");
            assert_eq!(again.body, script);
        }
    }
}
