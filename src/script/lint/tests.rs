use super::*;
use crate::diagnostic::Report;
use crate::script::fragment::check_file;

fn codes(kind: Kind<'_>, code: &str) -> String {
    let mut report = Report::new();
    check_file("a.js", code, kind, &mut report);
    let mut codes: Vec<_> = report.sorted().iter().map(|found| found.code).collect();
    codes.dedup();
    codes.join(" ")
}

/// The code blocks of a rule's documentation: what is wrong, what is right.
fn examples(lint: &Lint) -> Vec<(&'static str, &'static str)> {
    lint.docs
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap())
        .collect()
}

fn kind(info: &str) -> Kind<'static> {
    match info {
        "js task" => Kind::TaskScript(&[]),
        "js condition" => Kind::Condition,
        _ => Kind::ActionBody(&["name"]),
    }
}

#[test]
fn every_rule_finds_its_example_and_accepts_what_it_recommends() {
    for lint in LINTS {
        let [(info, wrong), (_, right)] = examples(lint)[..] else {
            panic!("{} needs an example and a replacement", lint.code);
        };
        assert_eq!(codes(kind(info), wrong), lint.code, "{wrong}");
        assert_eq!(codes(kind(info), right), "", "{right}");
    }
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    let mut names: Vec<_> = LINTS.iter().map(|lint| lint.code).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), LINTS.len());
}

#[test]
fn what_all_servers_run_is_silent() {
    for code in [
        "var a = [1, 2,], b = { get c() { return 1; }, default: 2, 'x-y': 3 };",
        "b.delete(); b.class = 1; b.let = 2; b.of = 3; var b, of, each, async;",
        "var p = parseInt('08', 10), q = 0, r = 0x1f, s = 1e3, t = 0.5, u = 00 === 0 ? 1 : 2;"
            .replace("00 === 0", "0 === 0")
            .as_str(),
        "for (var i = 0, n = list.length; i < n; i++) { if (a < b) { continue; } }",
        "outer: for (var k in o) { while (true) { break outer; } }",
        "try { throw 'x'; } catch (e) { System.log(e); } finally { done(); }",
        "var re = /a(?=b)[(?<x]\\(?</gim, t = /[\\]]/;",
        "var s = 'let x = `y` => class ?? for each (a in b)'; // for each (a in b) => `",
        "new URL(a).getContent();",
        "var com = 1; com.value = 2; org.name = 3;",
        "var console = { log: f }; console.log(1);",
        "var btoa = typeof btoa === 'undefined' ? f : btoa;",
        "if (typeof setTimeout !== 'undefined') { setTimeout(f); }",
        "list.find('x'); list.filter(f); s.indexOf('a'); Object.keys(o); Array.isArray(o);",
        "(function f(n) { return n ? f(n - 1) : arguments.length; })(1);",
        "switch (a) { case 1: b(); break; default: c(); } do { d(); } while (e);",
        "var o = { a: 1 }; o.b = 2; o['c'] = 3; o.d += 1; o.e++; delete o.f; void 0;",
        "var x = a ? b : c, y = (a, b), z = !a, w = typeof a, v = -a >>> 2; x = y = z;",
        "var f = function () {}; function g() { x = 1; } var x; this.y = 2;",
        "var t = 'a\\\n  b';",
        "",
    ] {
        assert_eq!(codes(Kind::ActionBody(&["a"]), code), "", "{code}");
    }
}

fn assert_codes(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(code, expected)| (code, expected, codes(Kind::ActionBody(&[]), code)))
        .filter(|(_, expected, found)| *expected != found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_construct_has_its_code() {
    let table = [
        ("const a = 1;", "es5-let"),
        ("let [a, b] = c;", "es5-let es5-destructuring"),
        ("const [a] = c;", "es5-destructuring es5-let"),
        ("for (let i = 0; i < 3; i++) {}", "es5-let"),
        ("using a = b;", "js-syntax"),
        ("f((x) => { return x; });", "es5-arrow"),
        ("var f = async x => x;", "es5-arrow es5-async"),
        ("f`x`;", "es5-template"),
        ("var c = class extends D {};", "es5-class"),
        ("function f(a, b = 1) {}", "es5-default"),
        ("function f(...a) {}", "es5-spread"),
        ("f(...a);", "es5-spread"),
        ("var o = { ...a };", "es5-spread"),
        ("for (var x of y) {}", "es5-for-of"),
        ("function* f() { yield 1; }", "es5-generator"),
        ("async function f() { await g(); }", "es5-async"),
        ("await f();", "es5-async"),
        ("var x = await f();", "es5-async"),
        ("var o = { f() {} };", "es5-shorthand"),
        ("var o = { ['a']: 1 };", "es5-computed-key"),
        ("var a = 1; a **= 2;", "es5-exponent"),
        ("a?.[0]?.();", "es5-optional-chaining"),
        ("var a; a ??= 1; a ||= 2;", "es5-nullish"),
        ("import x from 'y';", "es5-module"),
        ("import { x } from 'y';", "es5-module"),
        ("var a = 1;\nexport default a;", "es5-module"),
        ("export var a = 1;", "es5-module"),
        ("var a = 10n, b = 0b1, c = 0o7;", "es5-number"),
        ("try { f(); } catch { g(); }", "es5-catch"),
        ("var let = 1;", "reserved-word"),
        ("var yield = 1;", "reserved-word"),
        ("var class = 1;", "reserved-word"),
        ("var enum = 1;", "reserved-word"),
        ("var super = 1;", "reserved-word"),
        ("function import() {}", "reserved-word"),
        ("function f(export) {}", "reserved-word"),
        ("var let; let = 2;", "reserved-word"),
        ("for each (x in y) {}", "for-each leaked-global"),
        ("for each (var i = 0; i < 3; i++) {}", "js-syntax"),
        ("var x = <a/>;", "e4x"),
        ("var x = <a>b</a>;", "e4x"),
        ("f(<a b={c}>{d}</a>);", "e4x"),
        ("var x = y.@id;", "e4x"),
        ("var x = y..item;", "e4x"),
        (
            "try { f(); } catch (e if e.x) { g(); }",
            "conditional-catch",
        ),
        ("var f = function (x) x * 2;", "rhino-closure"),
        ("var l = [x * 2 for (x in y)];", "rhino-closure"),
        ("with (a) { b(); }", "with-statement"),
        ("var a = 010;", "octal-literal"),
        ("importPackage(a);", "java-access"),
        ("new Packages.a.B();", "java-access"),
        ("org.apache.commons.x();", "java-access"),
        ("new Map();", "es6-builtin"),
        ("Math.trunc(a);", "es6-builtin"),
        ("Number.isInteger(a);", "es6-builtin"),
        ("Array.from(a);", "es6-builtin"),
        ("'a'.includes('b'); a.padStart(2);", "es6-method"),
        ("a.find(function (x) { return x; });", "es6-method"),
        ("parseInt('08');", "parse-int-radix"),
        ("setTimeout(f, 1);", "missing-object"),
        ("require('fs');", "missing-object"),
        ("btoa(a);", "missing-object"),
        ("// ]]> here", "xml-mark"),
        ("var a = '<!--';", "xml-mark"),
        ("var a = /(?<year>x)/;", "es6-regexp"),
        ("var a = /(?<!x)y/;", "es6-regexp"),
        ("var a = /x/u;", "es6-regexp"),
        ("var a = /x/y, b = /x/s;", "es6-regexp"),
        ("'use strict';", "use-strict"),
        ("function f() { 'use strict'; }", "use-strict"),
        ("x = 1;", "leaked-global"),
        ("x += 1;", "leaked-global"),
        ("x++;", "leaked-global"),
        ("for (x in y) {}", "leaked-global"),
        ("function f(a, b, a) {}", "duplicate-parameter"),
        ("var a = ;", "js-syntax"),
        ("function f(a)", "js-syntax"),
        ("a b", "js-syntax"),
        ("var ä = 'ö", "js-syntax"),
        ("if (a { }", "js-syntax"),
        ("}", "js-syntax"),
        ("var a = 'x", "js-syntax"),
        ("var a = /(/;", "js-syntax"),
        ("/* x", "js-syntax"),
        ("break;", "js-syntax"),
        ("if (a) { continue; }", "js-syntax"),
        ("while (a) { (function () { break; })(); }", "js-syntax"),
        ("switch (a) { default: continue; }", "js-syntax"),
        ("a: { break b; }", "js-syntax"),
    ];
    assert_codes(&table);
}

/// What Rhino 1.7 makes of them at the levels 170 and 200.
#[test]
fn constants_and_patterns_are_judged_by_their_place() {
    assert_codes(&[
        ("if (a) { const b = 1; }", "es5-let"),
        ("while (a) { f(function () { const b = 1; }); }", "es5-let"),
        ("while (a) { const b = 1; }", "const-scope"),
        ("for (const i = 0; i < 3; ) {}", "const-scope"),
        ("for (const k in o) {}", "const-scope"),
        (
            "if (a) { const b = 1; } else { const b = 2; }",
            "es5-let const-scope",
        ),
        ("var a = 1; if (a) { const a = 2; }", "const-scope"),
        ("const a = 1; function a() {}", "es5-let const-scope"),
        ("(function (a) { const a = 1; })();", "const-scope"),
        ("const a = 1; (function () { const a = 2; })();", "es5-let"),
        ("function f({ a: b }) {}", "es5-destructuring"),
        ("function f({ a }) {}", "es5-destructuring es5-shorthand"),
        ("var a, b; [a, b] = [b, a];", "es5-destructuring"),
        ("var a; ({ a } = b);", "es5-destructuring es5-shorthand"),
        ("var a; ({ a: a } = b);", "es5-destructuring"),
        ("var [a = 1] = b;", "es5-destructuring es5-default"),
        ("var a; [a = 1] = b;", "es5-destructuring es5-default"),
        ("var [a, ...b] = c;", "es5-destructuring es5-spread"),
        ("var a, b; [a, ...b] = c;", "es5-destructuring es5-spread"),
    ]);
}

#[test]
fn what_a_script_may_do_depends_on_its_kind() {
    let task = Kind::TaskScript(&["chosen"]);
    assert_eq!(codes(task, "chosen = 1;"), "");
    assert_eq!(codes(task, "chosn = 1;"), "unbound-variable");
    assert_eq!(codes(task, "return;"), "task-return");
    assert_eq!(codes(task, "(function () { return 1; })();"), "");
    assert_eq!(codes(Kind::Condition, "return a > 1;"), "");
    assert_eq!(
        codes(Kind::Condition, "if (a) { return; }"),
        "condition-return"
    );
    assert_eq!(
        codes(Kind::Condition, "f(function () { return 1; });"),
        "condition-return"
    );
    assert_eq!(codes(Kind::ActionBody(&[]), "return 1;"), "");
    assert_eq!(codes(Kind::Expression, "a > 1"), "");
    assert_eq!(codes(Kind::Expression, "a > 1;"), "js-syntax");
    assert_eq!(codes(Kind::Expression, "return a"), "js-syntax");
    assert_eq!(codes(Kind::Expression, "a ?? b"), "es5-nullish");
}

#[test]
fn messages_say_what_to_write() {
    let first = |kind, code: &str| {
        let mut report = Report::new();
        check_file("a.js", code, kind, &mut report);
        let found = report.sorted().remove(0);
        let text = code[found.span.unwrap()].to_owned();
        (text, found.message, found.help.unwrap())
    };
    let expect = |kind, code, text: &str, message: &str, help: &str| {
        let found = first(kind, code);
        assert_eq!(
            found,
            (text.to_owned(), message.to_owned(), help.to_owned())
        );
    };
    let body = Kind::ActionBody(&[]);
    expect(
        body,
        "let a = 1;",
        "let",
        "`let` means less on a server than elsewhere",
        "use `var`",
    );
    expect(
        body,
        "for each (var x in y) {}",
        "for each",
        "`for each` is understood by the server only",
        "use `for (var i = 0; i < list.length; i++)`, or `Object.keys(o).forEach(…)`",
    );
    expect(
        Kind::TaskScript(&["chosen"]),
        "chosn = 1;",
        "chosn",
        "`chosn` is assigned but not declared",
        "did you mean `chosen`? Otherwise declare it with `var chosn`",
    );
    expect(
        body,
        "console.log(1);",
        "console",
        "the server has no `console`",
        "use `System.log`, `System.warn` or `System.error`",
    );
    expect(
        body,
        "f(a b);",
        "b",
        "expected `,` or `)` but found `b`",
        "look for a missing bracket, quote or comma before this place",
    );
}
