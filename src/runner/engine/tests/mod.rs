mod content;
mod differential;
mod objects;
mod plugins;
mod workflows;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{Engine, Limits, Strictness};
use crate::model::{Action, Version};
use crate::model::{Category, ElementId, Parameter, TypeName};
use crate::runner::content::Content;
use crate::runner::http::Client;
use crate::runner::interpreter::{Place, Scripts, Thrown};
use crate::runner::objects::{Level, Services, Sink, World};
use crate::runner::state::State;
use crate::runner::value::Value;

#[derive(Default)]
struct Desk {
    log: Mutex<Vec<String>>,
    stop: Arc<AtomicBool>,
}

impl World for Desk {
    fn log(&self, sink: Sink, level: Level, text: &str) {
        let line = format!("{sink:?} {} {text}", level.as_str());
        self.log.lock().unwrap().push(line);
    }

    fn now(&self) -> f64 {
        1_700_000_000_000.0
    }

    fn new_id(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn user(&self) -> String {
        "ada".to_owned()
    }

    fn stop(&self) -> &Arc<AtomicBool> {
        &self.stop
    }
}

pub(super) struct Bench {
    desk: Arc<Desk>,
    pub(super) services: Services,
    limits: Limits,
}

impl Bench {
    pub(super) fn new(content: Content) -> Self {
        let desk = Arc::new(Desk::default());
        let services = Services {
            world: desk.clone(),
            state: State::temporary().unwrap(),
            http: Arc::new(Client::new()),
            content: Arc::new(content),
            runs: None,
            token: None,
        };
        Self {
            desk,
            services,
            limits: Limits {
                time: Duration::from_secs(20),
                ..Limits::default()
            },
        }
    }

    /// With actions: `module/name(parameters)` and the body.
    fn with(actions: &[(&str, &str)]) -> Self {
        let mut content = Content::default();
        for (head, body) in actions {
            content.add_action(action(head, body));
        }
        Self::new(content)
    }

    pub(super) fn engine(&self) -> Engine {
        Engine::new(self.services.clone(), self.limits, Strictness::default()).unwrap()
    }

    fn body(&self, code: &str) -> Result<Value, Thrown> {
        self.engine().body(&place(), code, &[])
    }

    /// The text that an expression or a body gives.
    fn text(&self, code: &str) -> String {
        match self.body(&format!("return String(function () {{{code}}}());")) {
            Ok(Value::Text(text)) => text,
            other => panic!("{code}: {other:?}"),
        }
    }

    fn log(&self) -> Vec<String> {
        std::mem::take(&mut *self.desk.log.lock().unwrap())
    }
}

fn action(head: &str, body: &str) -> Action {
    let (path, parameters) = head.trim_end_matches(')').split_once('(').unwrap();
    let (module, name) = path.split_once('/').unwrap();
    let parameters = parameters.split(',').map(str::trim);
    Action {
        id: ElementId::new(format!("{module}.{name}")).unwrap(),
        name: name.to_owned(),
        category: Category::module(module),
        version: Version::default(),
        description: String::new(),
        result: TypeName::any(),
        parameters: parameters
            .filter(|name| !name.is_empty())
            .map(|name| Parameter {
                name: name.to_owned(),
                type_name: TypeName::any(),
                description: String::new(),
            })
            .collect(),
        script: Some(body.to_owned()),
        api_version: "6.0.0".to_owned(),
        allowed: None,
        runtime: None,
        entry_point: None,
        environment: None,
        memory_limit: None,
        timeout: None,
    }
}

fn place() -> Place {
    Place {
        workflow: "Sort".to_owned(),
        item: "item1".to_owned(),
        title: "Count".to_owned(),
    }
}

fn named(name: &str) -> TypeName {
    TypeName::new(name).unwrap()
}

fn input(name: &str, type_name: &str, value: Value) -> (String, TypeName, Value) {
    (name.to_owned(), named(type_name), value)
}

fn output(name: &str, type_name: &str) -> (String, TypeName) {
    (name.to_owned(), named(type_name))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn exception(result: Result<Value, Thrown>) -> (String, Option<usize>) {
    match result {
        Err(Thrown::Exception { text, line, .. }) => (text, line),
        other => panic!("{other:?}"),
    }
}

fn stopped(result: Result<Value, Thrown>) -> String {
    match result {
        Err(Thrown::Stopped { reason }) => reason,
        other => panic!("{other:?}"),
    }
}

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

#[test]
fn exceptions_are_one_text_with_its_place() {
    let bench = Bench::with(&[
        ("m/text()", "var a;\nthrow 'COOPTO-404: gone';"),
        ("m/error()", "\n\nnull.x;"),
        ("m/outer()", "return System.getModule('m').text();"),
    ]);
    let thrown = |code: &str| exception(bench.body(code));
    assert_eq!(
        thrown("\nthrow 'a';"),
        ("a (Workflow:Sort / Count (item1)#2)".to_owned(), Some(2))
    );
    assert_eq!(
        thrown("var e = new Error('b');\n\nthrow e;").0,
        "Error: b (Workflow:Sort / Count (item1)#3)"
    );
    assert_eq!(
        thrown("\n\n\nSystem.getModule('m').outer();"),
        (
            "COOPTO-404: gone (Dynamic Script Module name : text#2)".to_owned(),
            Some(4)
        )
    );
    let (text, line) = thrown("System.getModule('m').error();");
    assert!(text.starts_with("TypeError: "), "{text}");
    assert!(
        text.ends_with("(Dynamic Script Module name : error#3)"),
        "{text}"
    );
    assert_eq!(line, Some(1));
    assert_eq!(
        bench.text("try { System.getModule('m').text(); } catch (e) { return typeof e + e; }"),
        "stringCOOPTO-404: gone (Dynamic Script Module name : text#2)"
    );
    for (code, expected) in [
        ("throw null;", "null"),
        ("throw undefined;", "undefined"),
        ("throw 42;", "42"),
        ("throw {toString: function () { return 'x'; }};", "x"),
        (
            "throw {toString: function () { throw 1; }};",
            "an exception without a text",
        ),
        ("throw Object.create(null);", "an exception without a text"),
        ("throw function () {};", "function () {}"),
        ("throw '\\ud800';", "\u{fffd}"),
    ] {
        let (text, _) = thrown(code);
        assert_eq!(
            text,
            format!("{expected} (Workflow:Sort / Count (item1)#1)")
        );
    }
}

#[test]
fn what_is_no_script_says_so_with_its_line() {
    let bench = Bench::with(&[("m/bad()", "var a;\nvar = 1;")]);
    assert_eq!(
        exception(bench.body("var a;\na(;")),
        (
            "SyntaxError: `;` cannot stand here (Workflow:Sort / Count (item1)#2)".to_owned(),
            Some(2)
        )
    );
    let (text, _) = exception(bench.engine().action("m", "bad", vec![]));
    assert!(text.starts_with("SyntaxError: "), "{text}");
    assert!(
        text.ends_with("(Dynamic Script Module name : bad#2)"),
        "{text}"
    );
    let (text, _) = exception(bench.body("return <a/>;"));
    assert!(text.contains("E4X"), "{text}");
    let returned = bench.engine().task(&place(), "return;", &[], &[]);
    assert!(format!("{returned:?}").contains("invalid return"));
}

#[test]
fn the_language_is_the_server_s() {
    let bench = Bench::with(&[]);
    for name in [
        "Map",
        "Set",
        "WeakMap",
        "Promise",
        "Symbol",
        "Proxy",
        "Reflect",
        "Uint8Array",
        "ArrayBuffer",
        "BigInt",
        "globalThis",
        "console",
        "setTimeout",
        "Iterator",
    ] {
        assert_eq!(
            bench.text(&format!("return typeof {name};")),
            "undefined",
            "{name}"
        );
    }
    for name in [
        "Array.from",
        "Array.of",
        "Object.assign",
        "Object.values",
        "Object.entries",
        "Number.isInteger",
        "Math.trunc",
        "''.includes",
        "''.startsWith",
        "''.repeat",
        "''.padStart",
        "[].includes",
        "[].find",
        "[].flat",
        "[].fill",
    ] {
        assert_eq!(
            bench.text(&format!("return typeof {name};")),
            "undefined",
            "{name}"
        );
    }
    assert_eq!(
        bench.text("var s = ''; for each (var x in {a: 1, b: 2}) { s += x; } return s;"),
        "12"
    );
    assert_eq!(
        bench.text("for each (var x in null) { return 1; } return 2;"),
        "2"
    );
    assert_eq!(bench.text("'use strict'; return this === null;"), "false");
    assert_eq!(
        bench.text("return parseInt('08') + ' ' + parseInt('010') + ' ' + parseInt('08', 10);"),
        "NaN 8 8"
    );
    assert_eq!(
        bench.text(
            "return [Date.parse('2024-01-02T03:04:05.123Z'), Date.parse('2024-01-02T03:04:05Z'), \
             new Date('2024-01-02T03:04:05.12Z').getTime(), new Date(5) instanceof Date, typeof Date()];"
        ),
        "1704164645123,NaN,NaN,true,string"
    );
}

#[test]
fn objects_of_plug_ins_hand_over_java_s_values() {
    let bench = Bench::with(&[("m/port(p)", "return '' + p.get('port');")]);
    let properties = || {
        vec![Value::Properties(vec![(
            "port".to_owned(),
            Value::Number(8080.0),
        )])]
    };
    let port = bench.engine().action("m", "port", properties());
    assert_eq!(port.unwrap(), text("8080.0"));
    let mut plain =
        Engine::new(bench.services.clone(), Limits::default(), Strictness::Plain).unwrap();
    assert_eq!(
        plain.action("m", "port", properties()).unwrap(),
        text("8080")
    );
    assert_eq!(
        bench.text(
            "var p = new Properties(); p.put('n', 3); var n = p.get('n');
             return [n, n == 3, n === 3, Number(n) === 3, n + 1, n * 2, p.get('x'), p.keys.length];"
        ),
        "3.0,true,false,true,3.01,6,,1"
    );
}

#[test]
fn a_script_that_does_not_end_is_ended() {
    let mut bench = Bench::with(&[(
        "m/loop()",
        "\nfor (;;) { try { for (;;) {} } catch (e) {} finally { continue; } }",
    )]);
    bench.limits.time = Duration::from_millis(200);
    let mut engine = bench.engine();
    let began = Instant::now();
    let reason = stopped(engine.action("m", "loop", vec![]));
    assert!(
        reason.starts_with("the script computed for longer than 0.2 s"),
        "{reason}"
    );
    assert!(reason.contains("m/loop:"), "{reason}");
    let regex = "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')";
    stopped(engine.body(&place(), regex, &[]));
    assert!(began.elapsed() < Duration::from_secs(5));
    // The engine lives on.
    assert_eq!(
        engine.body(&place(), "return 1;", &[]).unwrap(),
        Value::Number(1.0)
    );
}

#[test]
fn waiting_costs_no_time_and_ends_with_the_run() {
    let mut bench = Bench::with(&[]);
    bench.limits.time = Duration::from_millis(150);
    assert_eq!(bench.text("System.sleep(400); return 'awake';"), "awake");
    let flag = bench.desk.stop.clone();
    let raise = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        flag.store(true, Ordering::Relaxed);
    });
    let began = Instant::now();
    let reason = stopped(bench.body("try { System.sleep(60000); } finally { System.log('x'); }"));
    assert!(reason.starts_with("it was interrupted"), "{reason}");
    assert!(began.elapsed() < Duration::from_secs(5));
    assert_eq!(bench.log(), [""; 0]);
    raise.join().unwrap();
}

#[test]
fn a_script_that_eats_memory_is_ended() {
    let mut bench = Bench::with(&[]);
    bench.limits.memory = 16 << 20;
    let mut engine = bench.engine();
    for code in [
        "var a = []; for (;;) { a.push(new Array(1000).join('x') + a.length); }",
        "var s = 'x'; for (;;) { s += s; }",
        "var o = {}; for (var i = 0; ; i++) { o['k' + i] = {}; }",
    ] {
        let result = engine.body(&place(), code, &[]);
        match result {
            Err(Thrown::Stopped { reason }) => {
                assert_eq!(reason, "the script needs more than 16 MiB of memory");
            }
            // A single text has a limit of its own.
            Err(Thrown::Exception { text, .. }) => {
                assert!(text.contains("string too long"), "{text}");
            }
            Ok(value) => panic!("{value:?}"),
        }
        assert_eq!(
            engine.body(&place(), "return 1;", &[]).unwrap(),
            Value::Number(1.0)
        );
    }
}

#[test]
fn recursion_without_end_is_an_exception() {
    let bench = Bench::with(&[("m/deeper()", "return System.getModule('m').deeper();")]);
    let (text, _) = exception(bench.body("function f() { return f() + 1; } return f();"));
    assert!(text.contains("call stack"), "{text}");
    let (text, _) = exception(bench.engine().action("m", "deeper", vec![]));
    assert!(text.contains("call stack"), "{text}");
    assert_eq!(
        bench.text("function f() { f(); } try { f(); } catch (e) { return 'caught'; }"),
        "caught"
    );
}

#[test]
fn what_only_a_server_has_ends_the_script_and_is_named() {
    let bench = Bench::with(&[("m/host()", "\nreturn System.isHostReachable('a', 1);")]);
    let reason =
        stopped(bench.body("try { System.getModule('m').host(); } catch (e) { return 1; }"));
    assert_eq!(
        reason,
        "`System.isHostReachable` exists on a server and not here, at m/host:2"
    );
    let reason = stopped(bench.body("return new FileReader('x');"));
    assert!(
        reason.starts_with("`FileReader` exists on a server"),
        "{reason}"
    );
    for (code, name) in [
        ("new java.util.HashMap();", "java.util.HashMap"),
        (
            "Packages.java.util.Collections.sort([]);",
            "java.util.Collections.sort",
        ),
        ("importPackage(java.util);", "importPackage"),
    ] {
        let reason = stopped(bench.body(code));
        let expected = format!("`{name}` exists on a server");
        assert!(reason.starts_with(&expected), "{reason}");
    }
    // No other package has classes for scripts.
    let (text, _) = exception(bench.body("java.lang.Thread.sleep(1);"));
    assert!(
        text.starts_with("TypeError: [JavaPackage java.lang.Thread.sleep] is not a function."),
        "{text}"
    );
    let (text, _) = exception(bench.body("var a;\nSystem.fly(1);"));
    assert_eq!(
        text,
        "TypeError: Cannot find function fly in object System. (Workflow:Sort / Count (item1)#2)"
    );
    // Of other objects it is named as well, where it is called by a name.
    for (code, says) in [
        ("var o = { a: {} };\no.a.fly(1);", "fly is not a function"),
        ("var fly; fly(1);", "fly is not a function"),
        ("var o = {}; o['fly'](1);", "not a function"),
    ] {
        let (text, _) = exception(bench.body(code));
        let expected = format!("TypeError: {says} (Workflow:Sort");
        assert!(text.starts_with(&expected), "{text}");
    }
    for (code, says) in [
        (
            "System.getModule('com.vmware.x').go(1);",
            "cannot read property 'go' of null: there is no module com.vmware.x",
        ),
        (
            "System.getModule('m').go(1);",
            "Cannot find function go in object m.",
        ),
        (
            "System.getModule('com.vmware.x');\nnull.go(1);",
            "cannot read property 'go' of null",
        ),
    ] {
        let (text, _) = exception(bench.body(code));
        let expected = format!("TypeError: {says} (Workflow:Sort");
        assert!(text.starts_with(&expected), "{text}");
    }
    assert_eq!(
        bench.text("return typeof System.getModule('m').go;"),
        "undefined"
    );
    assert_eq!(bench.text("return typeof System.fly;"), "undefined");
    assert_eq!(bench.text("return typeof VcPlugin;"), "undefined");
    let (text, _) = exception(bench.body("VcPlugin.x();"));
    assert!(text.starts_with("ReferenceError: "), "{text}");
    assert!(text.contains("VcPlugin"), "{text}");
}

#[test]
fn a_script_finds_nothing_of_the_one_before() {
    let bench = Bench::with(&[("m/a()", "leaked = 1; return typeof other;")]);
    let mut engine = bench.engine();
    let mut run = |code: &str| engine.body(&place(), code, &[]).unwrap();
    let typical = run(
        "return System.getModule('m').a() + typeof leaked + typeof [].extra + typeof System.extra + Math.abs(-1);",
    );
    for dirt in [
        "other = 1; leaked = 2;",
        "this.other = 1; System.getModule('m').a = function () { return 1; };",
        "Array.prototype.extra = function () {};",
        "System.extra = 1;",
        "System.getModule = null;",
        "Math.abs = null;",
        "delete Math.abs;",
        "Math = {};",
        "Object.defineProperty(String.prototype, 'trim', {get: function () {}});",
        "Object.freeze(Object.prototype);",
        "Date.prototype.getTime = null; Date.x = 1;",
        "eval('var other = 1; function leaked() {}');",
        "(0, eval)('var other = 1; let leaked = 5;');",
        "Object.defineProperty((function () { return this; })(), 'other', {value: 1});",
        "Server.__proto__ = null;",
    ] {
        run(dirt);
        assert_eq!(
            run(
                "return System.getModule('m').a() + typeof leaked + typeof [].extra + typeof System.extra + Math.abs(-1);"
            ),
            typical,
            "{dirt}"
        );
        assert_eq!(
            run("return ' x '.trim() + new Date(5).getTime() + Date.x + typeof Server.log;"),
            text("x5undefinedfunction"),
            "{dirt}"
        );
    }
}
