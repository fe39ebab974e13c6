//! Values across the border, by copy: primitives as they are, everything else as an array that
//! begins with a tag (see `kernel.js`).

use rquickjs::{Array, Ctx, IntoJs, Value as Js};

use crate::model::TypeName;
use crate::runner::value::{Attachment, Reference, Value};

/// Deeper than `kernel.js` packs anything.
const DEEPEST: usize = 100;

/// A packed value, out of the engine.
pub(super) fn read(packed: &Js<'_>) -> rquickjs::Result<Value> {
    inside(packed, DEEPEST)
}

/// Scripts can put their own things in the place of what packs values, so nothing is relied upon.
fn inside(packed: &Js<'_>, depth: usize) -> rquickjs::Result<Value> {
    if let Some(truth) = packed.as_bool() {
        return Ok(Value::Boolean(truth));
    }
    if let Some(number) = packed.as_number() {
        return Ok(Value::Number(number));
    }
    if let Some(text) = packed.as_string() {
        return Ok(Value::Text(text.to_string()?));
    }
    match packed.as_array() {
        Some(parts) => tagged(parts, depth),
        None => Ok(Value::Null),
    }
}

fn tagged(parts: &Array<'_>, depth: usize) -> rquickjs::Result<Value> {
    let depth = depth.checked_sub(1);
    let depth = depth.ok_or_else(|| rquickjs::Error::new_from_js("array", "value"))?;
    let tag: String = parts.get(0)?;
    let text = |index| parts.get::<String>(index);
    Ok(match tag.as_str() {
        "date" => Value::Date(parts.get(1)?),
        "array" => Value::Array(items(parts, depth)?),
        "properties" => Value::Properties(fields(parts, depth)?),
        "composite" => Value::Composite(fields(parts, depth)?),
        "attachment" => Value::Attachment(Attachment {
            name: text(1)?,
            mime_type: text(2)?,
            // One letter a byte.
            content: text(3)?
                .chars()
                .map(|letter| u8::try_from(letter).unwrap_or(b'?'))
                .collect(),
        }),
        _ => Value::Reference(Reference {
            type_name: TypeName::new(text(1)?).unwrap_or_else(|_| TypeName::any()),
            id: text(2)?,
            name: text(3)?,
        }),
    })
}

fn items(parts: &Array<'_>, depth: usize) -> rquickjs::Result<Vec<Value>> {
    (1..parts.len())
        .map(|index| inside(&parts.get(index)?, depth))
        .collect()
}

fn fields(parts: &Array<'_>, depth: usize) -> rquickjs::Result<Vec<(String, Value)>> {
    (1..parts.len())
        .step_by(2)
        .map(|index| Ok((parts.get(index)?, inside(&parts.get(index + 1)?, depth)?)))
        .collect()
}

/// A value, packed for the engine.
pub(super) fn write<'js>(ctx: &Ctx<'js>, value: &Value) -> rquickjs::Result<Js<'js>> {
    let array = |tag: &str| -> rquickjs::Result<Array<'js>> {
        let array = Array::new(ctx.clone())?;
        array.set(0, tag)?;
        Ok(array)
    };
    let fields = |tag, fields: &[(String, Value)]| -> rquickjs::Result<Js<'js>> {
        let array = array(tag)?;
        for (index, (name, value)) in fields.iter().enumerate() {
            array.set(2 * index + 1, name.as_str())?;
            array.set(2 * index + 2, write(ctx, value)?)?;
        }
        Ok(array.into_value())
    };
    match value {
        Value::Null => Ok(Js::new_null(ctx.clone())),
        Value::Boolean(truth) => truth.into_js(ctx),
        Value::Number(number) => number.into_js(ctx),
        Value::Text(text) => text.as_str().into_js(ctx),
        Value::Date(moment) => {
            let array = array("date")?;
            array.set(1, *moment)?;
            Ok(array.into_value())
        }
        Value::Array(items) => {
            let array = array("array")?;
            for (index, item) in items.iter().enumerate() {
                array.set(index + 1, write(ctx, item)?)?;
            }
            Ok(array.into_value())
        }
        Value::Properties(found) => fields("properties", found),
        Value::Composite(found) => fields("composite", found),
        Value::Reference(reference) => {
            let array = array("reference")?;
            array.set(1, reference.type_name.as_str())?;
            array.set(2, reference.id.as_str())?;
            array.set(3, reference.name.as_str())?;
            Ok(array.into_value())
        }
        Value::Attachment(attachment) => {
            let array = array("attachment")?;
            array.set(1, attachment.name.as_str())?;
            array.set(2, attachment.mime_type.as_str())?;
            let letters: String = attachment.content.iter().copied().map(char::from).collect();
            array.set(3, letters)?;
            Ok(array.into_value())
        }
    }
}
