use serde_json::{Map, Value as Json};

use super::{Outside, from_json};
use crate::runner::interpreter::Question;
use crate::runner::value::Value;

/// The answer to a user interaction, out of answers by the item's title or its name; none when it
/// is not among them. Fields that the answer leaves out keep their values.
///
/// # Errors
/// When the answer does not fit the fields.
pub fn answered(
    question: &Question<'_>,
    answers: &Map<String, Json>,
    outside: &mut dyn Outside,
) -> Result<Option<Vec<(String, Value)>>, String> {
    let item = question.item;
    let found = answers
        .get(&item.display_name)
        .or_else(|| answers.get(&item.name));
    let Some(found) = found else { return Ok(None) };
    let title = &item.display_name;
    let map = found
        .as_object()
        .ok_or_else(|| format!("the answer to `{title}` is no map of fields to values"))?;
    if let Some(unknown) = map
        .keys()
        .find(|key| !question.fields.iter().any(|(name, ..)| name == *key))
    {
        return Err(format!("`{title}` has no field `{unknown}`"));
    }
    let values = question.fields.iter().map(|(name, type_name, before)| {
        let value = match map.get(name) {
            Some(json) => from_json(json, type_name, outside)
                .map_err(|unfit| format!("`{title}`, `{name}`: {unfit}"))?,
            None => before.clone(),
        };
        Ok((name.clone(), value))
    });
    values.collect::<Result<_, String>>().map(Some)
}
