//! Who answers script objects: every operation goes to its family.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::answer::{Answer, Arguments, texts};
use super::{Level, Services, Sink, basics, dynamic, elements, keys, rest, waits, workflows};
use crate::runner::value::Value;

/// Answers script objects.
pub struct Host {
    services: Services,
    /// Put in front of every line of the log.
    marker: RefCell<Option<String>>,
    /// Of the Dynamic Types plug-in: for the session, which here is the token.
    cache: RefCell<BTreeMap<String, Value>>,
}

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
        let (family, verb) = operation.split_once('.').unwrap_or((operation, ""));
        match family {
            "configuration" | "resource" => elements::call(services, operation, with),
            "workflow" | "token" | "finder" => workflows::call(services, operation, with),
            "dynamic" => dynamic::call(services, verb, with),
            "rest" => rest::call(services, verb, with),
            "keys" | "trust" => keys::call(services, operation, with),
            "sleep" | "event" | "lock" | "locks" | "unlock" => {
                waits::call(services, operation, with)
            }
            "log" => self.log(with),
            "marker" => self.mark(with),
            "cache" => self.cache(verb, with),
            _ => basics::call(services, operation, with),
        }
    }

    fn mark(&self, with: Arguments<'_>) -> Answer {
        let marker = with.optional_text(0)?.map(str::to_owned);
        self.marker.replace(marker);
        Ok(Value::Null)
    }

    fn log(&self, with: Arguments<'_>) -> Answer {
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
        Ok(Value::Null)
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
}
