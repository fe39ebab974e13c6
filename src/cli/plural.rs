/// `1 error`, `2 errors`, `2 policies`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    let stem = noun.strip_suffix('y');
    match (count, stem.filter(|stem| !stem.ends_with(['a', 'e', 'o']))) {
        (1, _) => format!("1 {noun}"),
        (count, Some(stem)) => format!("{count} {stem}ies"),
        (count, None) => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn one_and_several() {
        assert_eq!(plural(1, "policy"), "1 policy");
        assert_eq!(plural(2, "policy"), "2 policies");
        assert_eq!(plural(2, "day"), "2 days");
        assert_eq!(plural(0, "error"), "0 errors");
    }
}
