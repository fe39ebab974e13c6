//! A value against what was written.

use serde_json::Value as Json;

use super::pattern::fits;
use crate::project::document::{Node, Value as Written};
use crate::runner::inputs::json;

/// A place in a value where something else was expected.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Bytes into the file of tests.
    pub(super) at: usize,
    path: String,
    /// What stands in the file.
    pub(super) expected: String,
    /// What came.
    pub(super) found: String,
}

impl Difference {
    /// ` at HostConfig.Binds[0]`, or nothing for the whole.
    #[must_use]
    pub(super) fn place(&self) -> String {
        match self.path.trim_start_matches('.') {
            "" => String::new(),
            path => format!(", at `{path}`"),
        }
    }
}

/// What a value lacks of what was written. A map names the keys that matter, `{ like: … }` is a
/// pattern; everything else must be the same.
#[must_use]
pub(super) fn differences(expected: &Node, found: &Json) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare(expected, found, "", &mut differences);
    differences
}

fn compare(expected: &Node, found: &Json, path: &str, into: &mut Vec<Difference>) {
    let matches = match (&expected.value, found) {
        (Written::Map(_), _) if like(expected).is_some() => {
            let pattern = like(expected).unwrap_or_default();
            fits(pattern, &plain(found))
        }
        (Written::Map(fields), Json::Object(values)) => {
            for (name, node) in fields {
                let value = values.get(&name.value).unwrap_or(&Json::Null);
                compare(node, value, &format!("{path}.{}", name.value), into);
            }
            return;
        }
        (Written::List(nodes), Json::Array(values)) if nodes.len() == values.len() => {
            for (index, (node, value)) in nodes.iter().zip(values).enumerate() {
                compare(node, value, &format!("{path}[{index}]"), into);
            }
            return;
        }
        // Whole and fractional numbers are one kind, as in scripts.
        (Written::Number(number, _), Json::Number(found)) => found.as_f64() == Some(*number),
        _ => json(expected) == *found,
    };
    if !matches {
        into.push(Difference {
            at: expected.span.start,
            path: path.to_owned(),
            expected: like(expected).map_or_else(|| json(expected).to_string(), str::to_owned),
            found: found.to_string(),
        });
    }
}

/// The pattern of `{ like: … }`.
fn like(node: &Node) -> Option<&str> {
    match &node.value {
        Written::Map(fields) => match fields.as_slice() {
            [(name, node)] if name.value == "like" => match &node.value {
                Written::Text(pattern) => Some(pattern),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// A text without quotes; anything else as JSON.
fn plain(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostic::Report;
    use crate::project::document::yaml;

    fn found(expected: &str, value: &Json) -> Vec<String> {
        let node = yaml::read("f", expected, &mut Report::new()).expect("sound");
        let differences = differences(&node, value).into_iter();
        differences
            .map(|found| format!("{}: {} | {}", found.place(), found.expected, found.found))
            .collect()
    }

    #[test]
    fn a_map_names_what_matters() {
        let value = json!({"a": 1, "b": ["x", true], "c": "sha256:1", "d": null});
        for same in [
            "{ a: 1.0 }",
            "{ b: [x, true], c: { like: 'sha256:*' } }",
            "{ d: ~, e: ~ }",
            "{}",
        ] {
            assert_eq!(found(same, &value), Vec::<String>::new(), "{same}");
        }
    }

    #[test]
    fn every_difference_has_a_place() {
        let value = json!({"a": 1, "b": ["x", {"c": "y"}]});
        assert_eq!(
            found("{ a: '1', b: [x, { c: { like: 'z*' } }], d: 2 }", &value),
            [
                ", at `a`: \"1\" | 1",
                ", at `b[1].c`: z* | \"y\"",
                ", at `d`: 2 | null",
            ]
        );
        assert_eq!(found("[1]", &json!([1, 2])), [": [1] | [1,2]"]);
        assert_eq!(found("{ a: 1 }", &json!(null)), [": {\"a\":1} | null"]);
    }
}
