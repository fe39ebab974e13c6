//! What a script may say, and what it finds.

use super::*;

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
