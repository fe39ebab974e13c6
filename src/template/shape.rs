//! What a replaced template may not be made of: it comes from outside, and must not exhaust the
//! stack of whoever renders it.

use super::Error;

/// How deep blocks may stand in one another.
const MAX_DEPTH: usize = 64;

/// Refuses templates that include others, which could go on for ever, and too many blocks in one
/// another.
pub(super) fn check(template: &str, text: &str) -> Result<(), Error> {
    let refused = |line, problem: String| {
        Err(Error::Syntax {
            template: template.to_owned(),
            line,
            problem,
        })
    };
    let mut depth = 0_usize;
    for (line, tag) in tags(text) {
        if tag.includes() {
            return refused(line, "a template cannot include another".to_owned());
        }
        if tag.0.starts_with(['#', '^']) {
            depth += 1;
        } else if tag.0.starts_with('/') {
            depth = depth.saturating_sub(1);
        }
        if depth > MAX_DEPTH {
            return refused(line, format!("more than {MAX_DEPTH} blocks in one another"));
        }
    }
    Ok(())
}

/// What stands behind the brackets that open a tag.
struct Tag<'a>(&'a str);

impl Tag<'_> {
    fn includes(&self) -> bool {
        let name = self.0.trim_start_matches(['#', '*', ' ', '\t', '\n']);
        name.starts_with('>')
    }
}

/// Every place where a tag opens, with its line counted from 1.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    text.match_indices("{{").map(|(at, _)| {
        let line = text[..at].matches('\n').count() + 1;
        let rest = text[at..].trim_start_matches(['{', '~']);
        (line, Tag(rest.trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_that_include_others_are_refused() {
        for text in [
            "{{> vso.xml.hbs}}",
            "a\n{{~> vso.xml.hbs}}",
            "{{{ > x}}}",
            "{{#> layout}}{{/layout}}",
        ] {
            let error = check("action.xml.hbs", text).expect_err(text).to_string();
            assert!(
                error.ends_with("a template cannot include another"),
                "{error}"
            );
        }
    }

    #[test]
    fn blocks_stand_in_one_another_as_deep_as_people_write() {
        let nested = |depth: usize| "{{#if a}}".repeat(depth) + &"{{/if}}".repeat(depth);
        assert!(check("t", &nested(MAX_DEPTH)).is_ok());
        assert!(check("t", &nested(1).repeat(1000)).is_ok());
        assert!(check("t", &nested(MAX_DEPTH + 1)).is_err());
        assert!(check("t", "{{#if a}}x > y{{else}}{{b}}{{/if}}").is_ok());
    }
}
