//! How deep blocks of a replaced template may stand in one another: it comes from outside, and each
//! block takes its share of the stack of whoever parses and renders it.

use super::Error;

const MAX_DEPTH: usize = 64;

/// Refuses a template with more blocks in one another than people write.
pub(super) fn check(template: &str, text: &str) -> Result<(), Error> {
    let mut depth = 0_usize;
    for (at, _) in text.match_indices("{{") {
        let tag = text[at..].trim_start_matches(['{', '~']).trim_start();
        // `{{^}}` alone is another way to write `{{else}}`.
        let inverse = tag.strip_prefix('^').map(str::trim_start);
        let opens = inverse.is_some_and(|rest| !rest.starts_with(['}', '~']));
        if opens || tag.starts_with('#') {
            depth += 1;
        } else if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        }
        if depth > MAX_DEPTH {
            return Err(Error::Syntax {
                template: template.to_owned(),
                line: text[..at].matches('\n').count() + 1,
                problem: format!("more than {MAX_DEPTH} blocks stand in one another"),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_in_one_another_as_deep_as_people_write() {
        let nested = |depth: usize| "{{#if a}}\n".repeat(depth) + &"{{/if}}".repeat(depth);
        assert!(check("t", &nested(MAX_DEPTH)).is_ok());
        assert!(check("t", &nested(1).repeat(1000)).is_ok());
        assert!(check("t", &"{{#if a}}{{^}}{{~/if}}".repeat(1000)).is_ok());
        let error = check("t", &nested(MAX_DEPTH + 1)).expect_err("too deep");
        assert_eq!(error.line(), Some(MAX_DEPTH + 1));
    }
}
