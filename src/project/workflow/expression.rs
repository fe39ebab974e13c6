//! Expressions of forms: a name, a call of an action, or OGNL as it is.

/// What an expression of a form is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// The value of a field.
    Name(String),
    /// `images.searchImage(term, 25, node)`.
    Call {
        /// With the dots, or with a `/` in front.
        action: String,
        /// In order.
        arguments: Vec<Argument>,
    },
    /// Taken as it is.
    Ognl(String),
}

/// One argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    Name(String),
    Number(f64),
    Text(String),
    Boolean(bool),
    Null,
}

/// Reads an expression; the error says what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Expression, String> {
    let text = text.trim();
    if is_name(text) && !matches!(text, "true" | "false" | "null") {
        return Ok(Expression::Name(text.to_owned()));
    }
    let problem = match call(text) {
        Ok(call) => return Ok(call),
        Err(problem) => problem,
    };
    let constant = matches!(text, "true" | "false");
    if constant || text.contains('#') || text.contains("GetAction(") {
        return Ok(Expression::Ognl(text.to_owned()));
    }
    Err(problem)
}

fn call(text: &str) -> Result<Expression, String> {
    let neither = || "this is neither a field, a call of an action nor OGNL".to_owned();
    let (action, rest) = text.split_once('(').ok_or_else(neither)?;
    let action = action.trim_end();
    if !is_action(action) {
        return Err(neither());
    }
    let mut scanner = Scanner { rest };
    let arguments = scanner.arguments()?;
    if !scanner.rest.trim().is_empty() {
        return Err(format!(
            "nothing can follow the call: `{}`",
            scanner.rest.trim()
        ));
    }
    Ok(Expression::Call {
        action: action.to_owned(),
        arguments,
    })
}

/// The names with `#` in front that an OGNL text reads; constants of the server start with `__`.
pub(super) fn ognl_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((index, c)) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => {
                let rest = &text[index + 1..];
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))
                    .unwrap_or(rest.len());
                if end > 0 && !rest.starts_with("__") {
                    names.push(&rest[..end]);
                }
            }
            _ => {}
        }
    }
    names
}

/// A text as an OGNL or JavaScript literal in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // Line ends to JavaScript, though not to YAML.
            '\u{2028}' => literal.push_str("\\u2028"),
            '\u{2029}' => literal.push_str("\\u2029"),
            other => literal.push(other),
        }
    }
    literal.push('"');
    literal
}

/// A JavaScript identifier.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$'))
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
}

fn is_action(text: &str) -> bool {
    let text = match text.strip_prefix('/') {
        Some(whole) => {
            return whole
                .split_once('/')
                .is_some_and(|(module, name)| module.split('.').all(is_step) && is_name(name));
        }
        None => text,
    };
    text.split('.').all(is_step)
}

/// A step of a module's name may hold a hyphen, unlike an identifier.
fn is_step(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-'))
}

struct Scanner<'a> {
    rest: &'a str,
}

impl Scanner<'_> {
    /// Everything up to the closing bracket.
    fn arguments(&mut self) -> Result<Vec<Argument>, String> {
        let mut arguments = Vec::new();
        self.skip();
        if self.take(')') {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.argument()?);
            self.skip();
            if self.take(')') {
                return Ok(arguments);
            }
            if !self.take(',') {
                return Err("expected `,` or `)` after the argument".to_owned());
            }
        }
    }

    fn argument(&mut self) -> Result<Argument, String> {
        self.skip();
        if let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            return self.text(quote);
        }
        let end = self
            .rest
            .find(|c: char| c == ',' || c == ')' || c.is_whitespace())
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(match word {
            "true" => Argument::Boolean(true),
            "false" => Argument::Boolean(false),
            "null" => Argument::Null,
            word if is_name(word) => Argument::Name(word.to_owned()),
            word => match word.parse::<f64>() {
                Ok(number) if number.is_finite() => Argument::Number(number),
                _ => {
                    return Err(format!(
                        "`{word}` is neither a field, a number nor a text in quotes"
                    ));
                }
            },
        })
    }

    fn text(&mut self, quote: char) -> Result<Argument, String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((index, c)) = chars.next() {
            match c {
                c if c == quote => {
                    self.rest = &self.rest[index + 1..];
                    return Ok(Argument::Text(text));
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, escaped)) => text.push(escaped),
                    None => break,
                },
                c => text.push(c),
            }
        }
        Err(format!("the closing {quote} is missing"))
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, c: char) -> bool {
        let taken = self.rest.strip_prefix(c);
        self.rest = taken.unwrap_or(self.rest);
        taken.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_calls_and_ognl() {
        assert_eq!(parse("search"), Ok(Expression::Name("search".into())));
        for ognl in [
            "#a && #b",
            "not #search",
            "#host.port == 3",
            "true",
            "GetAction(\"m\",\"n\").call()",
        ] {
            assert_eq!(parse(ognl), Ok(Expression::Ognl(ognl.into())), "{ognl}");
        }
        assert_eq!(
            parse(r"images.search( term , 25, 'it\'s #1', true,null )"),
            Ok(Expression::Call {
                action: "images.search".into(),
                arguments: vec![
                    Argument::Name("term".into()),
                    Argument::Number(25.0),
                    Argument::Text("it's #1".into()),
                    Argument::Boolean(true),
                    Argument::Null,
                ],
            })
        );
        assert_eq!(
            parse("/com.acme-x.mail/list()"),
            Ok(Expression::Call {
                action: "/com.acme-x.mail/list".into(),
                arguments: vec![],
            })
        );
    }

    #[test]
    fn what_is_none_of_these_says_why() {
        for (text, problem) in [
            ("a b", "neither"),
            ("f(a", "expected"),
            ("f(a b)", "expected"),
            ("f('a)", "closing"),
            ("f(a) + 1", "nothing can follow"),
            ("f(1x)", "`1x` is neither"),
            ("", "neither"),
        ] {
            let found = parse(text).expect_err(text);
            assert!(found.contains(problem), "{text}: {found}");
        }
    }

    #[test]
    fn names_in_ognl() {
        assert_eq!(
            ognl_names("#a.b + '#c' + #__current + GetAction(\"x\",\"y\").call( #d , \"#e\" )"),
            ["a", "d"]
        );
    }
}
