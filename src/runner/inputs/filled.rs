use super::form::Asked;
use super::ognl::Surroundings;
use crate::model::{Parameter, TypeName};
use crate::runner::interpreter::{Place, Scripts, Thrown};
use crate::runner::shown::is_secret;
use crate::runner::value::Value;

/// The form as it is filled so far.
pub(super) struct Form<'a> {
    pub(super) inputs: &'a [Parameter],
    pub(super) values: Vec<(String, Value)>,
    pub(super) scripts: &'a mut dyn Scripts,
}

impl Form<'_> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let found = self.values.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value));
    }

    /// The rules that a value breaks, as sentences without a subject.
    pub(super) fn broken(
        &mut self,
        asked: &Asked<'_>,
        value: &Value,
        notices: &mut Vec<String>,
    ) -> Vec<String> {
        let name = &asked.parameter.name;
        let unknown = |why: String| format!("`{name}`: {why}");
        let empty = *value == Value::Null || *value == Value::Text(String::new());
        if empty {
            return match asked.is_required(self) {
                Ok(true) => vec!["must be filled (`required`)".to_owned()],
                Ok(false) => Vec::new(),
                Err(error) => {
                    notices.push(unknown(error.to_string()));
                    Vec::new()
                }
            };
        }
        let rules = asked.rules(self).unwrap_or_else(|error| {
            notices.push(unknown(error.to_string()));
            Vec::new()
        });
        let secret = is_secret(&asked.parameter.type_name);
        let mut broken = Vec::new();
        for rule in rules {
            match rule.broken_by(value, secret, |pattern, text| self.matches(pattern, text)) {
                Ok(sentence) => broken.extend(sentence),
                Err(thrown) => {
                    let why = format!("its pattern is not checked: {}", thrown.into_text());
                    notices.push(unknown(why));
                }
            }
        }
        broken
    }

    /// Whether a whole text matches, in the engine of the scripts.
    fn matches(&mut self, pattern: &str, text: &str) -> Result<bool, Thrown> {
        let place = Place {
            workflow: "form".to_owned(),
            item: "pattern".to_owned(),
            title: "pattern".to_owned(),
        };
        let input = |name: &str, text: &str| {
            let value = Value::Text(text.to_owned());
            (name.to_owned(), TypeName::string(), value)
        };
        let inputs = [input("pattern", pattern), input("text", text)];
        let code = "return new RegExp('^(?:' + pattern + ')$').test(text);";
        let result = self.scripts.body(&place, code, &inputs)?;
        Ok(result == Value::Boolean(true))
    }
}

impl Surroundings for Form<'_> {
    fn variable(&mut self, name: &str) -> Option<Value> {
        let exists = self.inputs.iter().any(|input| input.name == name);
        exists.then(|| self.get(name).unwrap_or_default())
    }

    fn action(&mut self, module: &str, name: &str, arguments: Vec<Value>) -> Result<Value, Thrown> {
        self.scripts.action(module, name, arguments)
    }
}
