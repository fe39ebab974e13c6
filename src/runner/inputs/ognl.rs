//! The expressions of forms, as far as the workflow language and people's content write them:
//! inputs (`#node`), calls of actions, constants, comparisons, `and`, `or`, `not`, `? :`, `+`.
//! Everything else says so.

mod token;

use self::token::{Token, tokens};
use crate::runner::interpreter::Thrown;
use crate::runner::shown;
use crate::runner::value::Value;

/// What an expression reads and calls.
pub trait Surroundings {
    /// The value of an input; none when there is no such input.
    fn variable(&mut self, name: &str) -> Option<Value>;

    /// Calls an action.
    ///
    /// # Errors
    /// What it throws.
    fn action(&mut self, module: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown>;
}

/// Why an expression has no value here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Something this evaluator does not know.
    #[error("`{0}` is more than this program evaluates in a form")]
    Unsupported(String),
    /// An input that does not exist.
    #[error("there is no input `{0}`")]
    Unknown(String),
    /// An action failed.
    #[error("{0}")]
    Thrown(String),
}

/// Evaluates an expression.
///
/// # Errors
/// When it says more than is known here, or an action in it fails.
pub fn evaluate(text: &str, surroundings: &mut dyn Surroundings) -> Result<Value, Error> {
    let tokens = tokens(text).ok_or_else(|| Error::Unsupported(text.to_owned()))?;
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        depth: 0,
        surroundings,
    };
    let value = parser.choice(true)?;
    if parser.at == tokens.len() {
        Ok(value)
    } else {
        Err(parser.unsupported())
    }
}

/// What is nested deeper is no form's expression.
const DEEPEST: usize = 50;

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    surroundings: &'a mut dyn Surroundings,
}

/// Each rule takes whether its value is wanted: the other side of `? :`, `and`, `or` is read, and
/// no action in it is called.
impl Parser<'_> {
    fn unsupported(&self) -> Error {
        Error::Unsupported(self.text.to_owned())
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = match self.tokens.get(self.at) {
            Some(Token::Mark(found)) => *found == mark,
            Some(Token::Word(found)) => found == mark,
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: &str) -> Result<(), Error> {
        if self.take(mark) {
            Ok(())
        } else {
            Err(self.unsupported())
        }
    }

    /// Each rule that calls itself does so by way of this, so that no expression exhausts the stack.
    fn deeper(
        &mut self,
        rule: impl FnOnce(&mut Self) -> Result<Value, Error>,
    ) -> Result<Value, Error> {
        if self.depth == DEEPEST {
            return Err(self.unsupported());
        }
        self.depth += 1;
        let value = rule(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn choice(&mut self, wanted: bool) -> Result<Value, Error> {
        self.deeper(|parser| parser.alternatives(wanted))
    }

    fn alternatives(&mut self, wanted: bool) -> Result<Value, Error> {
        let mut value = self.either(wanted)?;
        if self.take("?") {
            let holds = truth(&value);
            let first = self.choice(wanted && holds)?;
            self.expect(":")?;
            let second = self.choice(wanted && !holds)?;
            value = if holds { first } else { second };
        }
        Ok(value)
    }

    fn either(&mut self, wanted: bool) -> Result<Value, Error> {
        let mut value = self.both(wanted)?;
        while self.take("||") || self.take("or") {
            let known = truth(&value);
            let other = self.both(wanted && !known)?;
            value = Value::Boolean(known || truth(&other));
        }
        Ok(value)
    }

    fn both(&mut self, wanted: bool) -> Result<Value, Error> {
        let mut value = self.equality(wanted)?;
        while self.take("&&") || self.take("and") {
            let known = truth(&value);
            let other = self.equality(wanted && known)?;
            value = Value::Boolean(known && truth(&other));
        }
        Ok(value)
    }

    fn equality(&mut self, wanted: bool) -> Result<Value, Error> {
        let value = self.order(wanted)?;
        if self.take("==") {
            return Ok(Value::Boolean(value == self.order(wanted)?));
        }
        if self.take("!=") {
            return Ok(Value::Boolean(value != self.order(wanted)?));
        }
        Ok(value)
    }

    fn order(&mut self, wanted: bool) -> Result<Value, Error> {
        let value = self.sum(wanted)?;
        for mark in ["<=", ">=", "<", ">"] {
            if !self.take(mark) {
                continue;
            }
            let other = self.sum(wanted)?;
            let (Value::Number(left), Value::Number(right)) = (&value, &other) else {
                // What is empty is neither smaller nor larger.
                return Ok(Value::Boolean(false));
            };
            return Ok(Value::Boolean(match mark {
                "<=" => left <= right,
                ">=" => left >= right,
                "<" => left < right,
                _ => left > right,
            }));
        }
        Ok(value)
    }

    fn sum(&mut self, wanted: bool) -> Result<Value, Error> {
        let mut value = self.single(wanted)?;
        while self.take("+") {
            let other = self.single(wanted)?;
            value = match (&value, &other) {
                (Value::Number(left), Value::Number(right)) => Value::Number(left + right),
                // Numbers are Java's doubles here and show their fraction.
                (left, right) => Value::Text(joined(left) + &joined(right)),
            };
        }
        Ok(value)
    }

    fn single(&mut self, wanted: bool) -> Result<Value, Error> {
        if self.take("!") || self.take("not") {
            let value = self.deeper(|parser| parser.single(wanted))?;
            return Ok(Value::Boolean(!truth(&value)));
        }
        if self.take("-") {
            return match self.deeper(|parser| parser.single(wanted))? {
                Value::Number(number) => Ok(Value::Number(-number)),
                _ => Err(self.unsupported()),
            };
        }
        if self.take("(") {
            let value = self.choice(wanted)?;
            self.expect(")")?;
            return self.nothing_behind(value);
        }
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        let value = match token {
            Some(Token::Number(number)) => Value::Number(number),
            Some(Token::Text(text)) => Value::Text(text),
            Some(Token::Variable(name)) => self.variable(&name, wanted)?,
            Some(Token::Word(word)) => match word.as_str() {
                "true" => Value::Boolean(true),
                "false" => Value::Boolean(false),
                "null" => Value::Null,
                "GetAction" => self.call(wanted)?,
                _ => return Err(self.unsupported()),
            },
            _ => return Err(self.unsupported()),
        };
        self.nothing_behind(value)
    }

    /// Methods and properties of values are Java's, which is not here.
    fn nothing_behind(&self, value: Value) -> Result<Value, Error> {
        if self.tokens.get(self.at) == Some(&Token::Mark(".")) {
            return Err(self.unsupported());
        }
        Ok(value)
    }

    fn variable(&mut self, name: &str, wanted: bool) -> Result<Value, Error> {
        if !wanted {
            return Ok(Value::Null);
        }
        if name.starts_with("__") {
            return Err(self.unsupported());
        }
        let value = self.surroundings.variable(name);
        value.ok_or_else(|| Error::Unknown(name.to_owned()))
    }

    /// `GetAction("module","name").call( #a , "b" )`, the word taken already.
    fn call(&mut self, wanted: bool) -> Result<Value, Error> {
        self.expect("(")?;
        let module = self.name()?;
        self.expect(",")?;
        let name = self.name()?;
        self.expect(")")?;
        self.expect(".")?;
        self.expect("call")?;
        self.expect("(")?;
        let mut arguments = Vec::new();
        while !self.take(")") {
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            arguments.push(self.choice(wanted)?);
        }
        if !wanted {
            return Ok(Value::Null);
        }
        let result = self.surroundings.action(&module, &name, arguments);
        result.map_err(|thrown| Error::Thrown(thrown.into_text()))
    }

    fn name(&mut self) -> Result<String, Error> {
        let Some(Token::Text(text)) = self.tokens.get(self.at) else {
            return Err(self.unsupported());
        };
        self.at += 1;
        Ok(text.clone())
    }
}

fn joined(value: &Value) -> String {
    match value {
        Value::Number(number) => crate::codec::value::double(*number),
        other => shown::text(other),
    }
}

/// A value as a condition: null, false and zero are not.
pub(super) fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Boolean(boolean) => *boolean,
        Value::Number(number) => *number != 0.0,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Form;

    impl Surroundings for Form {
        fn variable(&mut self, name: &str) -> Option<Value> {
            Some(match name {
                "advanced" => Value::Boolean(true),
                "node" | "nothing" => Value::Null,
                "port" => Value::Number(8080.0),
                "mode" => Value::Text("fast".to_owned()),
                _ => return None,
            })
        }

        fn action(
            &mut self,
            module: &str,
            name: &str,
            arguments: Vec<Value>,
        ) -> Result<Value, Thrown> {
            if name == "fail" {
                return Err(Thrown::text("no such node"));
            }
            let mut said = vec![Value::Text(format!("{module}/{name}"))];
            said.extend(arguments);
            Ok(Value::Array(said))
        }
    }

    fn value(text: &str) -> Result<Value, String> {
        evaluate(text, &mut Form).map_err(|error| error.to_string())
    }

    #[test]
    fn no_expression_is_nested_without_end() {
        for rule in [
            "!",
            "not ",
            "-",
            "(",
            "true ? 1 : ",
            "GetAction(\"a\", \"b\").call(",
        ] {
            let text = rule.repeat(100_000) + "1";
            let result = evaluate(&text, &mut Form);
            assert_eq!(result, Err(Error::Unsupported(text)), "{rule}");
        }
        assert_eq!(evaluate("!!!true", &mut Form), Ok(Value::Boolean(false)));
        assert_eq!(evaluate("- -1", &mut Form), Ok(Value::Number(1.0)));
    }

    #[test]
    fn conditions() {
        for (text, expected) in [
            ("#advanced", true),
            ("not #advanced", false),
            ("!(#port == 8080)", false),
            ("#mode == 'fast' and #port > 1000.0", true),
            ("#mode != \"fast\" || #node != null", false),
            ("#node > 3", false),
            ("#node == null ? #advanced : false", true),
        ] {
            let found = value(text).map(|value| truth(&value));
            assert_eq!(found, Ok(expected), "{text}");
        }
    }

    #[test]
    fn actions_are_called_by_position() {
        let text = r#"GetAction("com.example","list").call( #node , "it's", 25, true )"#;
        assert_eq!(
            value(text),
            Ok(Value::Array(vec![
                Value::Text("com.example/list".to_owned()),
                Value::Null,
                Value::Text("it's".to_owned()),
                Value::Number(25.0),
                Value::Boolean(true),
            ]))
        );
        assert_eq!(
            value("GetAction('com.example','fail').call()"),
            Err("no such node".to_owned())
        );
        let guarded = "#node != null ? GetAction('com.example','fail').call( #node ) : 'none'";
        assert_eq!(value(guarded), Ok(Value::Text("none".to_owned())));
    }

    #[test]
    fn joining_shows_that_numbers_are_doubles() {
        assert_eq!(
            value("'port ' + #port"),
            Ok(Value::Text("port 8080.0".to_owned()))
        );
        assert_eq!(value("1 + -2.5"), Ok(Value::Number(-1.5)));
    }

    #[test]
    fn everything_else_says_so() {
        for text in [
            "#mode.toString()",
            "#__username",
            "#port * 2",
            "{1, 2}",
            "'open",
            "new Date()",
            "",
        ] {
            let error = value(text).expect_err(text);
            assert!(error.contains("more than this program"), "{text}: {error}");
        }
        assert_eq!(value("#gone"), Err("there is no input `gone`".to_owned()));
        assert!(value(&"(".repeat(100_000)).is_err());
    }
}
