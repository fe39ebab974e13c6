//! Values across the border, by copy: primitives as they are, everything else as an array that
//! begins with a tag (see `kernel.js`).

use rquickjs::{Array, Ctx, IntoJs, Value as Js};

use crate::model::TypeName;
use crate::runner::value::{Attachment, Reference, Value};

/// A packed value, out of the engine.
pub(super) fn read(packed: &Js<'_>) -> rquickjs::Result<Value> {
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
        Some(parts) => tagged(parts),
        None => Ok(Value::Null),
    }
}

fn tagged(parts: &Array<'_>) -> rquickjs::Result<Value> {
    let tag: String = parts.get(0)?;
    let text = |index| parts.get::<String>(index);
    Ok(match tag.as_str() {
        "date" => Value::Date(parts.get(1)?),
        "array" => Value::Array(items(parts)?),
        "properties" => Value::Properties(fields(parts)?),
        "composite" => Value::Composite(fields(parts)?),
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

fn items(parts: &Array<'_>) -> rquickjs::Result<Vec<Value>> {
    (1..parts.len())
        .map(|index| read(&parts.get(index)?))
        .collect()
}

fn fields(parts: &Array<'_>) -> rquickjs::Result<Vec<(String, Value)>> {
    (1..parts.len())
        .step_by(2)
        .map(|index| Ok((parts.get(index)?, read(&parts.get(index + 1)?)?)))
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
