//! Names that every engine takes.

/// Words that the server's engine refuses as names: the keywords, and those that one of its
/// versions reserves (measured on Rhino 1.7R4 and 1.7.15).
const RESERVED: [&str; 39] = [
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// Whether a text is the name of a variable on every server: letters, digits, `_` and `$`, no
/// digit in front, and no word that one of the engines reserves.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(oxc_syntax::identifier::is_identifier_start)
        && characters.all(oxc_syntax::identifier::is_identifier_part)
        && !is_reserved(name)
}

/// Whether one of the server's engines reserves this word.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn words_of_any_engine_are_refused() {
        for name in ["a", "_x1", "$", "größe", "int", "undefined", "of", "each"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in [
            "", "1a", "a-b", "a b", "a.b", "let", "yield", "class", "await", "for",
        ] {
            assert!(!is_identifier(name), "{name}");
        }
    }
}
