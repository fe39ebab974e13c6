//! Definitions of the Dynamic Types plug-in.

use super::Services;
use super::answer::{Answer, Arguments, Refusal, illegal, optional, record, text, texts, unknown};
use crate::runner::state::{Binding, DynamicType};
use crate::runner::value::Value;

pub(super) fn call(services: &Services, verb: &str, with: Arguments<'_>) -> Answer {
    let state = &services.state;
    let done = |()| Value::Null;
    Ok(match verb {
        "namespaces" => texts(state.namespaces()?),
        "defineNamespace" => done(state.define_namespace(with.text(0)?)?),
        "updateNamespace" => done(state.rename_namespace(with.text(0)?, with.text(1)?)?),
        "removeNamespace" => done(state.remove_namespace(with.text(0)?)?),
        "types" => Value::Array(state.dynamic_types()?.into_iter().map(shown).collect()),
        "type" => match with.text(0)?.split_once('.') {
            Some((namespace, name)) => match state.dynamic_type(namespace, name)? {
                Some(found) => shown(found),
                None => Value::Null,
            },
            None => Value::Null,
        },
        "defineType" => {
            let properties = names(with, 3)?;
            let icon = with.optional_text(2)?;
            state.define_type(with.text(0)?, with.text(1)?, icon, &properties)?;
            Value::Null
        }
        "updateType" => {
            let (namespace, name) = split(with.text(0)?)?;
            let (new_namespace, new_name) = (with.text(1)?, with.text(2)?);
            let icon = with.optional_text(3)?;
            let properties = names(with, 4)?;
            state.update_type(namespace, name, |found| {
                new_namespace.clone_into(&mut found.namespace);
                new_name.clone_into(&mut found.name);
                found.properties = properties;
                // Null leaves the icon as it is.
                if let Some(icon) = icon {
                    found.icon = Some(icon.to_owned());
                }
            })?;
            Value::Null
        }
        "removeType" => {
            let (namespace, name) = split(with.text(0)?)?;
            done(state.remove_type(namespace, name)?)
        }
        "bind" => {
            let (namespace, name) = split(with.text(0)?)?;
            let binding = binding(with.items(1)?);
            state.update_type(namespace, name, |found| found.binding = binding)?;
            Value::Null
        }
        "custom" => {
            let (namespace, name) = split(with.text(0)?)?;
            let (key, value) = (with.text(1)?.to_owned(), with.optional_text(2)?);
            state.update_type(namespace, name, |found| {
                match value {
                    Some(value) => found.custom_properties.insert(key, value.to_owned()),
                    None => found.custom_properties.remove(&key),
                };
            })?;
            Value::Null
        }
        "relations" => {
            let relations = state.relations()?.into_iter().map(|relation| {
                record([
                    ("name", text(relation.name)),
                    ("parentType", text(relation.parent)),
                    ("childType", text(relation.child)),
                ])
            });
            Value::Array(relations.collect())
        }
        "defineRelation" => {
            done(state.define_relation(with.text(0)?, with.text(1)?, with.text(2)?)?)
        }
        "removeRelation" => done(state.remove_relation(with.text(0)?, with.text(1)?)?),
        "removeAll" => done(state.remove_all_definitions()?),
        _ => return Err(unknown(&format!("dynamic.{verb}"))),
    })
}

fn split(name: &str) -> Result<(&str, &str), Refusal> {
    name.split_once('.')
        .ok_or_else(|| illegal("a type's name is Namespace.Type"))
}

fn names(with: Arguments<'_>, index: usize) -> Result<Vec<String>, Refusal> {
    let items = with.items(index)?.iter();
    Ok(items
        .filter_map(|item| match item {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        })
        .collect())
}

fn binding(finders: &[Value]) -> Binding {
    let finder = |index: usize| match finders.get(index) {
        Some(Value::Text(finder)) => Some(finder.clone()),
        _ => None,
    };
    Binding {
        find_by_id: finder(0),
        find_all: finder(1),
        has_children_in_relation: finder(2),
        find_relation: finder(3),
    }
}

fn shown(found: DynamicType) -> Value {
    let custom = found.custom_properties.into_iter();
    let binding = found.binding;
    record([
        ("namespace", text(found.namespace)),
        ("name", text(found.name)),
        ("icon", optional(found.icon)),
        ("properties", texts(found.properties)),
        ("findByIdBinding", optional(binding.find_by_id)),
        ("findAllBinding", optional(binding.find_all)),
        (
            "hasChildrenInRelationBinding",
            optional(binding.has_children_in_relation),
        ),
        ("findRelationBinding", optional(binding.find_relation)),
        (
            "custom_properties",
            Value::Array(custom.map(|(key, value)| texts([key, value])).collect()),
        ),
    ])
}
