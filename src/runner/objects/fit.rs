use crate::model::TypeName;
use crate::runner::value::Value;

/// A value as a variable of this type keeps it: plain objects become properties or records, as the
/// type wants; everything else stays, since a server converts nothing.
#[must_use]
pub fn fit(value: Value, type_name: &TypeName) -> Value {
    match value {
        Value::Composite(fields) if type_name.as_str() == "Properties" => Value::Properties(fields),
        Value::Properties(fields) | Value::Composite(fields) if type_name.fields().is_some() => {
            let mut types = type_name.fields().unwrap_or_default().into_iter();
            let fit_field = |(name, value): (String, Value)| {
                let known = types.find(|(known, _)| *known == name);
                let value = match known {
                    Some((_, type_name)) => fit(value, &type_name),
                    None => value,
                };
                (name, value)
            };
            Value::Composite(fields.into_iter().map(fit_field).collect())
        }
        Value::Array(items) => match type_name.item() {
            Some(item) => Value::Array(items.into_iter().map(|value| fit(value, &item)).collect()),
            None => Value::Array(items),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_what_the_type_says() {
        let fields = || vec![("a".to_owned(), Value::Number(1.0))];
        let fitted = |value, name: &str| fit(value, &TypeName::new(name).unwrap());
        assert_eq!(
            fitted(Value::Composite(fields()), "Properties"),
            Value::Properties(fields())
        );
        assert_eq!(
            fitted(
                Value::Array(vec![Value::Properties(fields())]),
                "Array/CompositeType(a:number):t"
            ),
            Value::Array(vec![Value::Composite(fields())])
        );
        assert_eq!(
            fitted(Value::Properties(fields()), "Any"),
            Value::Properties(fields())
        );
    }
}
