//! What crosses between a script and what called it.

use super::*;

#[test]
fn a_task_takes_variables_and_gives_them_back() {
    let bench = Bench::with(&[]);
    let results = bench.engine().task(
        &place(),
        "c = a + 1; b.push(c); lost = 1; // end",
        &[
            input("a", "number", Value::Number(2.0)),
            input("b", "Array/number", Value::Array(vec![])),
            input("timer.date", "Date", Value::Null),
        ],
        &[
            output("c", "number"),
            output("b", "Array/number"),
            output("d", "string"),
        ],
    );
    assert_eq!(
        results.unwrap(),
        [
            Value::Number(3.0),
            Value::Array(vec![Value::Number(3.0)]),
            Value::Null
        ]
    );
}

#[test]
fn values_cross_by_copy() {
    let attachment = crate::runner::value::Attachment {
        name: "a.bin".to_owned(),
        mime_type: "x/y".to_owned(),
        content: vec![0, 128, 255],
    };
    let values = [
        Value::Null,
        Value::Boolean(true),
        Value::Number(-0.5),
        text("ü😀\u{0}x"),
        Value::Date(1_234_567.0),
        Value::Array(vec![text("a"), Value::Null, Value::Array(vec![])]),
        Value::Properties(vec![
            ("z".to_owned(), Value::Number(1.0)),
            ("a".to_owned(), text("b")),
        ]),
        Value::Composite(vec![("port".to_owned(), Value::Number(80.0))]),
        Value::Attachment(attachment),
    ];
    let bench = Bench::with(&[("m/same(x)", "return x;")]);
    let mut engine = bench.engine();
    for value in values {
        let back = engine.action("m", "same", vec![value.clone()]);
        assert_eq!(back.unwrap(), value);
    }
    let (text, _) = exception(bench.body("return function () {};"));
    assert!(
        text.contains("a function cannot leave the script"),
        "{text}"
    );
    let (text, _) = exception(bench.body("var a = []; a[0] = a; return a;"));
    assert!(text.contains("nested without end"), "{text}");
    let half = bench.body("return { \"a\\ud800\": 1 };");
    let key = ("a\u{fffd}".to_owned(), Value::Number(1.0));
    assert_eq!(half.unwrap(), Value::Composite(vec![key.clone()]));
    let half = bench.body("var p = new Properties(); p.put(\"a\\ud800\", 1); return p;");
    assert_eq!(half.unwrap(), Value::Properties(vec![key]));
}

/// Whatever a script puts in the place of what packs its values, the program goes on.
#[test]
fn values_that_a_script_packs_itself() {
    let bench = Bench::with(&[]);
    let endless = "var a = [\"array\"]; a[1] = a; var give = function () { return a; };";
    for trick in [
        "var r = /x/; Object.defineProperty(r, \"source\", { value: a }); return r;",
        "var d = new Date(0); d.getTime = give; return d;",
        "Date.prototype.getTime = give; return new Date(0);",
        "String = give; return new Error(\"x\");",
        "Error.prototype.toString = give; return new Error(\"x\");",
        "String.prototype.valueOf = give; return new String(\"x\");",
        "Object.keys = give; return { a: 1 };",
        "Array.prototype.push = give; return { a: 1 };",
        "Array.prototype.forEach = give; return { a: 1 };",
        "Object.defineProperty(Array.prototype, \"1\", { set: give, get: give }); return [1];",
    ] {
        let _ = bench.body(&format!("{endless} {trick}"));
        let after = bench.body("return [1, { a: \"b\" }];");
        let fields = vec![("a".to_owned(), Value::Text("b".to_owned()))];
        let expected = Value::Array(vec![Value::Number(1.0), Value::Composite(fields)]);
        assert_eq!(after.unwrap(), expected, "{trick}");
    }
}

#[test]
fn actions_call_actions_each_time_anew() {
    let bench = Bench::with(&[
        (
            "m/fib(n)",
            "var m = System.getModule('m');\nreturn n < 2 ? n : m.fib(n - 1) + m.fib(n - 2);",
        ),
        ("m/count()", "var n; n = (n || 0) + 1; return n;"),
        (
            "m/self()",
            "return this === (function () { return this; })();",
        ),
        (
            "m/missing(a)",
            "return a === undefined && arguments.length === 0;",
        ),
    ]);
    assert_eq!(bench.text("return System.getModule('m').fib(12);"), "144");
    assert_eq!(
        bench.text(
            "var m = System.getModule('m'); m.count(); return [m.count(), m.self(), m.missing()];"
        ),
        "1,false,true"
    );
    assert_eq!(bench.text("return System.getModule('x');"), "null");
    let (text, _) = exception(bench.engine().action("m", "nothing", vec![]));
    assert!(text.starts_with("there is no action m/nothing"), "{text}");
}
