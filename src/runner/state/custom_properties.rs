use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::folder::Kept;
use super::{Error, State, form};
use crate::runner::value::Value;

/// What scripts attached to objects: type, id, key.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
struct CustomProperties(BTreeMap<String, BTreeMap<String, BTreeMap<String, Property>>>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Property(#[serde(with = "form::value")] Value);

impl Kept for CustomProperties {
    const FILE: &'static str = "custom-properties.json";
    const WHAT: &'static str = "custom properties of objects";
}

impl State {
    /// The keys and values attached to an object, sorted by key.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn custom_properties(
        &self,
        type_name: &str,
        id: &str,
    ) -> Result<Vec<(String, Value)>, Error> {
        let mut kept: CustomProperties = self.read()?;
        let of_type = kept.0.remove(type_name);
        let of_object = of_type.and_then(|mut objects| objects.remove(id));
        let properties = of_object.unwrap_or_default().into_iter();
        Ok(properties.map(|(key, value)| (key, value.0)).collect())
    }

    /// Attaches a value to an object; null takes it away.
    ///
    /// # Errors
    /// When the file cannot be changed.
    pub fn set_custom_property(
        &self,
        type_name: &str,
        id: &str,
        key: &str,
        value: Value,
    ) -> Result<(), Error> {
        self.change(|kept: &mut CustomProperties| {
            let objects = kept.0.entry(type_name.to_owned()).or_default();
            let properties = objects.entry(id.to_owned()).or_default();
            if value == Value::Null {
                properties.remove(key);
            } else {
                properties.insert(key.to_owned(), Property(value));
            }
            objects.retain(|_, properties| !properties.is_empty());
            kept.0.retain(|_, objects| !objects.is_empty());
            Ok(())
        })
    }
}
