//! Values of a form that are computed, as the expressions servers evaluate.

use super::super::super::expression::{self, Argument, Expression, quoted};
use super::super::super::syntax::Word;
use super::super::lowering::Lowering;
use super::Names;
use crate::codec::value as text_form;
use crate::model::TypeName;

impl Lowering<'_> {
    /// The OGNL of an expression. None when it is wrong, which is reported.
    pub(super) fn ognl(
        &mut self,
        word: &Word,
        expected: Option<&TypeName>,
        names: &mut Names,
    ) -> Option<String> {
        match expression::parse(&word.value) {
            Err(problem) => {
                let help = "write the name of an input, a call such as `images.searchImage(term, 25)`, or OGNL";
                self.error("illegal-expression", word.span.clone(), problem, help);
                None
            }
            Ok(Expression::Name(name)) => {
                let found = self.form_name(&name, word, names)?;
                if let Some(expected) = expected {
                    self.fits(&name, &found, expected, word);
                }
                Some(format!("#{name}"))
            }
            Ok(Expression::Ognl(text)) => {
                for name in expression::ognl_names(&text) {
                    self.form_name(name, word, names);
                }
                Some(text)
            }
            Ok(Expression::Call { action, arguments }) => {
                self.form_call(word, &action, &arguments, expected, names)
            }
        }
    }

    fn form_call(
        &mut self,
        word: &Word,
        action: &str,
        arguments: &[Argument],
        expected: Option<&TypeName>,
        names: &mut Names,
    ) -> Option<String> {
        let called = self.action(&self.within(word, action))?;
        if let Some(routine) = &called.routine {
            if routine.parameters.len() != arguments.len() {
                let message = format!(
                    "`{action}` takes {}, not {}",
                    counted(routine.parameters.len()),
                    arguments.len()
                );
                let wanted: Vec<&str> = routine
                    .parameters
                    .iter()
                    .map(|parameter| parameter.name.as_str())
                    .collect();
                self.error(
                    "wrong-arguments",
                    word.span.clone(),
                    message,
                    format!("its parameters: ({})", wanted.join(", ")),
                );
            }
            if let Some(expected) = expected {
                self.fits(&format!("{action}(…)"), &routine.result, expected, word);
            }
        }
        let mut texts = Vec::new();
        for (index, argument) in arguments.iter().enumerate() {
            let parameter = called
                .routine
                .as_ref()
                .and_then(|routine| routine.parameters.get(index));
            texts.push(match argument {
                Argument::Name(name) => {
                    let found = self.form_name(name, word, names);
                    if let (Some(found), Some(parameter)) = (found, parameter) {
                        let at = self.within(word, name);
                        self.fits(name, &found, &parameter.type_name, &at);
                    }
                    format!("#{name}")
                }
                Argument::Number(number) => text_form::double(*number),
                Argument::Text(text) => quoted(text),
                Argument::Boolean(value) => value.to_string(),
                Argument::Null => "null".to_owned(),
            });
        }
        let arguments = if texts.is_empty() {
            String::new()
        } else {
            format!(" {} ", texts.join(" , "))
        };
        Some(format!(
            "GetAction(\"{}\",\"{}\").call({arguments})",
            called.module, called.name
        ))
    }

    /// A part of an expression at its own place, where the file has it unchanged.
    fn within(&self, word: &Word, part: &str) -> Word {
        let raw = self.source.get(word.span.clone()).unwrap_or_default();
        let span = raw.find(part).map_or_else(
            || word.span.clone(),
            |at| word.span.start + at..word.span.start + at + part.len(),
        );
        Word::new(part.to_owned(), span)
    }

    /// The type of a name in a form; none when there is no such name, which is reported.
    fn form_name(&mut self, name: &str, word: &Word, names: &mut Names) -> Option<TypeName> {
        if let Some(type_name) = names.fields.get(name) {
            return Some(type_name.clone());
        }
        let mut all: Vec<String> = names.fields.keys().cloned().collect();
        if names.variables {
            if let Some(type_name) = self.scope.type_name(name) {
                names.used.insert(name.to_owned());
                return Some(type_name);
            }
            all.extend(self.scope.names());
        }
        let kind = if names.variables {
            "field or variable"
        } else {
            "input"
        };
        let place = self.within(word, name);
        if let Some(boolean) = former_boolean(name) {
            let message = format!("there is no {kind} `{name}`");
            let help = format!("if it is to be a boolean, write `{boolean}`");
            self.error("unknown-field", place.span, message, help);
        } else {
            self.unknown("unknown-field", kind, &place, &all);
        }
        None
    }
}

/// What former versions of YAML took for a boolean, and many people still write.
fn former_boolean(name: &str) -> Option<bool> {
    match name.to_ascii_lowercase().as_str() {
        "yes" | "on" => Some(true),
        "no" | "off" => Some(false),
        _ => None,
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "no arguments".to_owned(),
        1 => "1 argument".to_owned(),
        count => format!("{count} arguments"),
    }
}
