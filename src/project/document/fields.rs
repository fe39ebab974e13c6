use std::ops::Range;

use crate::diagnostic::{Diagnostic, Report, Sourced, closest};

use super::{Node, Value};

/// Takes the keys of one map, each with its type, and collects what is wrong on the way.
///
/// Every key that is asked for is legal; [`Fields::finish`] reports the others. What was found is
/// kept inside until then, so that the report stays free for nested nodes.
#[derive(Debug)]
pub struct Fields<'a> {
    file: &'a str,
    what: &'a str,
    span: Range<usize>,
    entries: &'a [(Sourced<String>, Node)],
    legal: Vec<&'static str>,
    found: Report,
}

impl<'a> Fields<'a> {
    /// The fields of a map; something else is a `wrong-type` finding.
    ///
    /// `what` names the thing in messages, such as `step`.
    pub fn open(file: &'a str, what: &'a str, node: &'a Node, report: &mut Report) -> Option<Self> {
        let entries = node.map(file, report)?;
        Some(Self {
            file,
            what,
            span: node.span.clone(),
            entries,
            legal: Vec::new(),
            found: Report::new(),
        })
    }

    /// Where the map stands.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Where a key stands, if it does; the map otherwise.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Range<usize> {
        self.entry(key)
            .map_or_else(|| self.span(), |(name, _)| name.span.clone())
    }

    /// Whether the key is there. Asking does not make it legal.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    fn entry(&self, key: &str) -> Option<&'a (Sourced<String>, Node)> {
        self.entries.iter().find(|(name, _)| name.value == key)
    }

    /// The node of a key, whatever it is.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.legal.contains(&key) {
            self.legal.push(key);
        }
        self.entry(key).map(|(_, node)| node)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Sourced<String>> {
        self.node(key)?.text(self.file, &mut self.found)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<Sourced<bool>> {
        self.node(key)?.boolean(self.file, &mut self.found)
    }

    /// A number.
    pub fn number(&mut self, key: &'static str) -> Option<Sourced<f64>> {
        self.node(key)?.number(self.file, &mut self.found)
    }

    /// The items of a list.
    pub fn list(&mut self, key: &'static str) -> Option<&'a [Node]> {
        self.node(key)?.list(self.file, &mut self.found)
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Option<Vec<Sourced<String>>> {
        let items = self.list(key)?;
        Some(
            items
                .iter()
                .filter_map(|item| item.text(self.file, &mut self.found))
                .collect(),
        )
    }

    /// The entries of a map.
    pub fn map(&mut self, key: &'static str) -> Option<&'a [(Sourced<String>, Node)]> {
        self.node(key)?.map(self.file, &mut self.found)
    }

    /// Reports each of these keys that is not there.
    pub fn require(&mut self, keys: &[&'static str]) {
        for key in keys {
            if !self.has(key) {
                self.found.push(
                    Diagnostic::error(
                        "missing-key",
                        self.file,
                        format!("{} without `{key}`", self.what),
                    )
                    .at(first_line(self.span()))
                    .help(format!("add `{key}`")),
                );
            }
        }
    }

    /// Keys that are legal without being taken here.
    pub fn allow(&mut self, keys: &[&'static str]) {
        self.legal.extend(keys);
    }

    /// Reports every key nobody asked for, and hands over all findings.
    pub fn finish(mut self, report: &mut Report) {
        for (name, _) in self.entries {
            if self.legal.contains(&name.value.as_str()) {
                continue;
            }
            let help = match closest(&name.value, self.legal.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("{} takes {}", self.what, listed(&self.legal)),
            };
            self.found.push(
                Diagnostic::error(
                    "unknown-key",
                    self.file,
                    format!("unknown key `{}`", name.value.escape_debug()),
                )
                .at(name.span.clone())
                .help(help),
            );
        }
        report.extend(self.found);
    }
}

/// A missing key is shown at the start of its map, not under all of it.
fn first_line(span: Range<usize>) -> Range<usize> {
    span.start..span.end.min(span.start + 1)
}

fn listed(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    match quoted.split_last() {
        None => "no keys".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

impl Value {
    /// Whether nothing stands there.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;

    fn messages(report: &Report) -> Vec<(String, Option<String>)> {
        report
            .diagnostics()
            .iter()
            .map(|d| (format!("{}: {}", d.code, d.message), d.help.clone()))
            .collect()
    }

    #[test]
    fn everything_wrong_is_found_at_once() {
        let source = "nmae: x\nversion: 1.0\nwide: yes\nlist: 3\n";
        let mut report = Report::new();
        let node = yaml::read("f", source, &mut report).expect("reads");
        let mut fields = Fields::open("f", "project", &node, &mut report).expect("map");
        assert!(fields.text("name").is_none());
        assert!(fields.text("version").is_none());
        assert!(fields.boolean("wide").is_none());
        assert!(fields.list("list").is_none());
        fields.require(&["name"]);
        fields.finish(&mut report);
        let expected = [
            (
                "wrong-type: expected text, found the number `1.0`",
                Some("write \"1.0\" in quotes to mean the text"),
            ),
            (
                "wrong-type: expected `true` or `false`, found the text `yes`",
                Some("write `true`"),
            ),
            ("wrong-type: expected a list, found the number `3`", None),
            ("missing-key: project without `name`", Some("add `name`")),
            (
                "unknown-key: unknown key `nmae`",
                Some("did you mean `name`?"),
            ),
        ];
        let expected: Vec<(String, Option<String>)> = expected
            .iter()
            .map(|(m, h)| ((*m).to_owned(), h.map(str::to_owned)))
            .collect();
        assert_eq!(messages(&report), expected);
    }

    #[test]
    fn an_unknown_key_lists_what_is_legal() {
        let mut report = Report::new();
        let node = yaml::read("f", "zebra: 1", &mut report).expect("reads");
        let mut fields = Fields::open("f", "note", &node, &mut report).expect("map");
        fields.text("text");
        fields.number("x");
        fields.finish(&mut report);
        assert_eq!(
            report.diagnostics()[0].help.as_deref(),
            Some("note takes `text` and `x`")
        );
        assert_eq!(report.diagnostics()[0].span, Some(0..5));
    }
}
