use proptest::prelude::*;

use super::super::State;
use crate::model::TypeName;
use crate::runner::value::{Attachment, Reference, Value};

/// Writes a value to the disk and reads it back.
fn there_and_back(value: &Value) -> Value {
    let state = State::temporary().expect("a state");
    let array = Value::Array(vec![value.clone()]);
    state
        .set_custom_property("T", "1", "k", array)
        .expect("set");
    let mut properties = state.custom_properties("T", "1").expect("properties");
    match properties.remove(0).1 {
        Value::Array(mut items) => items.remove(0),
        other => other,
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        any::<f64>()
            .prop_filter("NaN is not equal to itself", |number| !number.is_nan())
            .prop_map(Value::Number),
        (-1_000_000_i32..1_000_000).prop_map(|number| Value::Number(f64::from(number))),
        any::<String>().prop_map(Value::Text),
        any::<u32>().prop_map(|moment| Value::Date(f64::from(moment) * 1000.0)),
        (any::<String>(), any::<String>()).prop_map(|(id, name)| {
            Value::Reference(Reference {
                type_name: TypeName::new("DynamicTypes:Coopto.DockerNode").expect("a type"),
                id,
                name,
            })
        }),
        (any::<String>(), any::<Vec<u8>>()).prop_map(|(name, content)| {
            Value::Attachment(Attachment {
                name,
                mime_type: "text/plain".to_owned(),
                content,
            })
        }),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        let fields = prop::collection::btree_map(any::<String>(), inner.clone(), 0..5)
            // Not sorted by name.
            .prop_map(|fields| fields.into_iter().rev().collect::<Vec<_>>());
        prop_oneof![
            prop::collection::vec(inner, 0..5).prop_map(Value::Array),
            fields.clone().prop_map(Value::Properties),
            fields.prop_map(Value::Composite),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_value_comes_back_as_it_was(value in values()) {
        prop_assert_eq!(there_and_back(&value), value);
    }
}

/// Fifty levels are what scripts can hand over.
#[test]
fn what_is_nested_deeply_comes_back() {
    let wrap = |value| Value::Properties(vec![("a".to_owned(), value)]);
    let nested = (0..50).fold(Value::Null, |value, _| wrap(value));
    assert_eq!(there_and_back(&nested), nested);
}

#[test]
fn numbers_that_json_does_not_have_come_back() {
    for number in [
        f64::INFINITY,
        f64::NEG_INFINITY,
        -0.0,
        0.1 + 0.2,
        f64::MIN_POSITIVE,
        1e300,
    ] {
        let Value::Number(back) = there_and_back(&Value::Number(number)) else {
            panic!("not a number");
        };
        assert_eq!(back.to_bits(), number.to_bits());
    }
    let back = there_and_back(&Value::Number(f64::NAN));
    assert!(matches!(back, Value::Number(number) if number.is_nan()));
}

#[test]
fn a_number_typed_by_hand_need_not_look_like_a_double() {
    let state = State::temporary().expect("a state");
    state
        .set_custom_property("T", "1", "k", Value::Number(8080.0))
        .expect("set");
    let path = state.path().join("custom-properties.json");
    let text = fs_err::read_to_string(&path)
        .expect("a file")
        .replace("8080.0", "8081");
    fs_err::write(&path, text).expect("written");
    let properties = state.custom_properties("T", "1").expect("properties");
    assert_eq!(properties, [("k".to_owned(), Value::Number(8081.0))]);
}

#[test]
fn a_value_of_no_known_kind_is_refused_with_its_line() {
    let state = State::temporary().expect("a state");
    state
        .set_custom_property("T", "1", "k", Value::Date(0.0))
        .expect("set");
    let path = state.path().join("custom-properties.json");
    let text = fs_err::read_to_string(&path)
        .expect("a file")
        .replace("date", "dato");
    fs_err::write(&path, text).expect("written");
    let error = state
        .custom_properties("T", "1")
        .expect_err("damaged")
        .to_string();
    assert!(error.contains("custom-properties.json`, line "), "{error}");
    assert!(error.contains("`properties`"), "{error}");
}
