//! The operations that script objects have from the program.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::{Level, Services, Sink, dynamic, elements, keys, rest, workflows};
use crate::runner::state;
use crate::runner::value::Value;

/// Answers script objects.
pub struct Host {
    services: Services,
    /// Put in front of every line of the log.
    marker: RefCell<Option<String>>,
    /// Of the Dynamic Types plug-in: for the session, which here is the token.
    cache: RefCell<BTreeMap<String, Value>>,
}

/// Why an operation gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The script gets an exception with this text.
    Exception(String),
    /// The script ends, for this reason.
    Stop(String),
}

impl From<state::Error> for Refusal {
    fn from(error: state::Error) -> Self {
        if error.is_answer() {
            Self::Exception(error.to_string())
        } else {
            Self::Stop(error.to_string())
        }
    }
}

pub(super) type Answer = Result<Value, Refusal>;

/// How often a script that waits looks whether it has to stop.
const LOOK: Duration = Duration::from_millis(20);
/// How long a script waits for a lock before it says so.
const PATIENCE: Duration = Duration::from_secs(3);

impl Host {
    /// Answers out of these services.
    pub fn new(services: Services) -> Self {
        Self {
            services,
            marker: RefCell::new(None),
            cache: RefCell::default(),
        }
    }

    /// What it answers out of.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Does one operation.
    ///
    /// # Errors
    /// What the script gets instead of an answer.
    pub fn call(&self, operation: &str, arguments: &[Value]) -> Answer {
        let services = &self.services;
        let with = Arguments(arguments);
        match operation.split_once('.') {
            Some(("configuration" | "resource", _)) => elements::call(services, operation, with),
            Some(("workflow" | "token" | "finder", _)) => {
                workflows::call(services, operation, with)
            }
            Some(("dynamic", verb)) => dynamic::call(services, verb, with),
            Some(("rest", verb)) => rest::call(services, verb, with),
            Some(("cache", verb)) => self.cache(verb, with),
            Some(("keys" | "trust", _)) => keys::call(services, operation, with),
            _ => self.simple(operation, with),
        }
    }

    fn simple(&self, operation: &str, with: Arguments<'_>) -> Answer {
        let services = &self.services;
        let (world, state) = (&services.world, &services.state);
        Ok(match operation {
            "log" => {
                self.log(with)?;
                Value::Null
            }
            "marker" => {
                self.marker
                    .replace(with.optional_text(0)?.map(str::to_owned));
                Value::Null
            }
            "now" => Value::Number(world.now()),
            "uuid" => Value::Text(world.new_id()),
            "user" => Value::Text(world.user()),
            "sleep" => {
                self.sleep(with.number(0)?)?;
                Value::Null
            }
            "event.send" => {
                state.send_event(state::Origin::Internal, with.text(0)?)?;
                Value::Null
            }
            "event.wait" => {
                let (key, until) = (with.text(1)?, with.number(2)?);
                let origin = match with.text(0)? {
                    "external" => state::Origin::External,
                    _ => state::Origin::Internal,
                };
                let came = state.wait_for_event(origin, key, Some(until), world.stop())?;
                self.go_on()?;
                Value::Boolean(came)
            }
            "lock" => Value::Boolean(state.lock(with.text(0)?, with.text(1)?)?),
            "lock.wait" => {
                self.lock(with.text(0)?, with.text(1)?)?;
                Value::Null
            }
            "unlock" => Value::Boolean(state.unlock(with.text(0)?, with.text(1)?)?),
            "unlock.all" => {
                state.unlock_all()?;
                Value::Null
            }
            "locks" => texts(state.locks()?.into_iter().map(|lock| lock.id)),
            "custom.get" => {
                let found = state.custom_properties(with.text(0)?, with.text(1)?)?;
                let key = with.text(2)?;
                let found = found.into_iter().find(|(known, _)| known == key);
                found.map(|(_, value)| value).unwrap_or_default()
            }
            "custom.set" => {
                let value = with.value(3).clone();
                state.set_custom_property(with.text(0)?, with.text(1)?, with.text(2)?, value)?;
                Value::Null
            }
            "actions" => match services.content.module(with.text(0)?) {
                Some(actions) => texts(actions.keys().cloned()),
                None => Value::Null,
            },
            "modules" => modules(services),
            "token" | "finder" => return workflows::call(services, operation, with),
            "base64" => Value::Text(base64(with.text(0)?)),
            "ip" => Value::Number(match with.text(0)?.parse() {
                Ok(IpAddr::V4(_)) => 4.0,
                Ok(IpAddr::V6(_)) => 6.0,
                Err(_) => 0.0,
            }),
            _ => {
                return Err(Refusal::Stop(format!(
                    "there is no operation `{operation}`"
                )));
            }
        })
    }

    fn log(&self, with: Arguments<'_>) -> Result<(), Refusal> {
        let sink = match with.text(0)? {
            "events" => Sink::Events,
            "console" => Sink::Console,
            _ => Sink::Run,
        };
        let level = match with.text(1)? {
            "debug" => Level::Debug,
            "warn" => Level::Warn,
            "error" => Level::Error,
            _ => Level::Info,
        };
        let text = with.text(2)?;
        match (&*self.marker.borrow(), sink) {
            (Some(marker), Sink::Run) => {
                let marked = format!("{marker} {text}");
                self.services.world.log(sink, level, &marked);
            }
            _ => self.services.world.log(sink, level, text),
        }
        Ok(())
    }

    fn cache(&self, verb: &str, with: Arguments<'_>) -> Answer {
        let mut cache = self.cache.borrow_mut();
        let found = match verb {
            "put" => cache.insert(with.text(0)?.to_owned(), with.value(1).clone()),
            "get" => cache.get(with.text(0)?).cloned(),
            "remove" => cache.remove(with.text(0)?),
            _ => return Ok(texts(cache.keys().cloned())),
        };
        Ok(found.unwrap_or_default())
    }

    /// Takes a lock; a run that waits for long says for what, since locks outlive failures.
    fn lock(&self, id: &str, owner: &str) -> Result<(), Refusal> {
        let state = &self.services.state;
        let began = Instant::now();
        let mut said = false;
        while !state.lock(id, owner)? {
            self.go_on()?;
            if !said && began.elapsed() > PATIENCE {
                said = true;
                let holder = state.holder(id)?.map(|lock| lock.owner);
                let text = format!(
                    "waits for the lock `{id}`, which `{}` holds",
                    holder.unwrap_or_default()
                );
                self.services.world.log(Sink::Run, Level::Warn, &text);
            }
            std::thread::sleep(LOOK);
        }
        Ok(())
    }

    fn sleep(&self, milliseconds: f64) -> Result<(), Refusal> {
        if milliseconds.is_nan() || milliseconds <= 0.0 {
            return self.go_on();
        }
        // What is longer than a clock can count is longer than anybody waits.
        let length = Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX);
        let began = Instant::now();
        loop {
            self.go_on()?;
            let left = length.saturating_sub(began.elapsed());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(LOOK));
        }
    }

    fn go_on(&self) -> Result<(), Refusal> {
        if self.services.world.stop().load(Ordering::Relaxed) {
            return Err(Refusal::Stop("it was interrupted".to_owned()));
        }
        Ok(())
    }
}

fn modules(services: &Services) -> Value {
    let mut modules: Vec<(&str, Vec<Value>)> = Vec::new();
    for (module, action) in services.content.actions() {
        let parameters = action.parameters.iter().map(|parameter| {
            texts([
                parameter.name.clone(),
                parameter.type_name.to_string(),
                parameter.description.clone(),
            ])
        });
        let shown = record([
            ("name", text(&action.name)),
            ("description", text(&action.description)),
            ("result", text(action.result.as_str())),
            ("version", text(action.version.to_string())),
            ("parameters", Value::Array(parameters.collect())),
        ]);
        match modules.last_mut() {
            Some((name, actions)) if *name == module => actions.push(shown),
            _ => modules.push((module, vec![shown])),
        }
    }
    let modules = modules
        .into_iter()
        .map(|(name, actions)| record([("name", text(name)), ("actions", Value::Array(actions))]));
    Value::Array(modules.collect())
}

/// Of a text in which each letter is a byte.
fn base64(bytes: &str) -> String {
    let bytes: Vec<u8> = bytes.chars().map(byte).collect();
    state::base64(&bytes)
}

fn byte(letter: char) -> u8 {
    u8::try_from(letter).unwrap_or(b'?')
}

/// What an operation was called with.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'a>(&'a [Value]);

impl<'a> Arguments<'a> {
    pub(super) fn value(self, index: usize) -> &'a Value {
        const NULL: &Value = &Value::Null;
        self.0.get(index).unwrap_or(NULL)
    }

    pub(super) fn text(self, index: usize) -> Result<&'a str, Refusal> {
        self.optional_text(index)?
            .ok_or_else(|| Refusal::Exception("java.lang.NullPointerException".to_owned()))
    }

    pub(super) fn optional_text(self, index: usize) -> Result<Option<&'a str>, Refusal> {
        match self.value(index) {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            _ => Err(illegal("a text is expected")),
        }
    }

    pub(super) fn number(self, index: usize) -> Result<f64, Refusal> {
        match self.value(index) {
            Value::Number(number) => Ok(*number),
            _ => Err(illegal("a number is expected")),
        }
    }

    pub(super) fn items(self, index: usize) -> Result<&'a [Value], Refusal> {
        match self.value(index) {
            Value::Array(items) => Ok(items),
            _ => Err(illegal("an array is expected")),
        }
    }

    pub(super) fn fields(self, index: usize) -> Result<&'a [(String, Value)], Refusal> {
        match self.value(index) {
            Value::Properties(fields) | Value::Composite(fields) => Ok(fields),
            _ => Err(illegal("properties are expected")),
        }
    }
}

pub(super) fn illegal(problem: &str) -> Refusal {
    Refusal::Exception(format!("java.lang.IllegalArgumentException: {problem}"))
}

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(super) fn optional(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.into()))
}

pub(super) fn texts(texts: impl IntoIterator<Item = String>) -> Value {
    Value::Array(texts.into_iter().map(Value::Text).collect())
}

pub(super) fn record<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let fields = fields.into_iter();
    Value::Composite(
        fields
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}
