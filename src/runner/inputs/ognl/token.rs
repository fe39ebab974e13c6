//! The words and marks of an expression.

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Variable(String),
    Word(String),
    Number(f64),
    Text(String),
    Mark(&'static str),
}

const MARKS: [&str; 18] = [
    "==", "!=", "<=", ">=", "&&", "||", "(", ")", ",", ".", "?", ":", "!", "<", ">", "+", "-", "{",
];

/// The tokens of an expression; none when something in it is none.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |text: &str| {
            let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
            end.unwrap_or(text.len())
        };
        let length = match first {
            '#' => {
                let end = 1 + word(&rest[1..]);
                tokens.push(Token::Variable(rest[1..end].to_owned()));
                end
            }
            '"' | '\'' => {
                let (value, length) = quoted(rest, first)?;
                tokens.push(Token::Text(value));
                length
            }
            digit if digit.is_ascii_digit() => {
                let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'));
                let end = end.unwrap_or(rest.len());
                tokens.push(Token::Number(rest[..end].parse().ok()?));
                // `3.0d`, `5L`: the letters of Java's literals.
                let suffix = rest[end..].starts_with(['d', 'D', 'f', 'F', 'l', 'L']);
                end + usize::from(suffix)
            }
            letter if letter.is_alphabetic() || letter == '_' => {
                let end = word(rest);
                tokens.push(Token::Word(rest[..end].to_owned()));
                end
            }
            _ => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
                tokens.push(Token::Mark(mark));
                mark.len()
            }
        };
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// A text in quotes and the bytes it takes, quotes included.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next()?.1 {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                other => value.push(other),
            },
            c if c == quote => return Some((value, at + 1)),
            c => value.push(c),
        }
    }
    None
}
