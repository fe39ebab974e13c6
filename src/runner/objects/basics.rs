//! What needs nothing but the content and the world: who, when, which actions there are.

use std::net::IpAddr;

use super::Services;
use super::answer::{Answer, Arguments, described, record, text, texts, unknown};
use crate::runner::state;
use crate::runner::value::Value;

pub(super) fn call(services: &Services, operation: &str, with: Arguments<'_>) -> Answer {
    let (world, state) = (&services.world, &services.state);
    Ok(match operation {
        "now" => Value::Number(world.now()),
        "uuid" => Value::Text(world.new_id()),
        "user" => Value::Text(world.user()),
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
        "base64" => Value::Text(base64(with.text(0)?)),
        "ip" => Value::Number(match with.text(0)?.parse() {
            Ok(IpAddr::V4(_)) => 4.0,
            Ok(IpAddr::V6(_)) => 6.0,
            Err(_) => 0.0,
        }),
        _ => return Err(unknown(operation)),
    })
}

fn modules(services: &Services) -> Value {
    let mut modules: Vec<(&str, Vec<Value>)> = Vec::new();
    for (module, action) in services.content.actions() {
        let parameters = action.parameters.iter();
        let parameters =
            parameters.map(|found| described(&found.name, &found.type_name, &found.description));
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
