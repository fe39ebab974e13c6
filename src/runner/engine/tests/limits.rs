//! Scripts that go too far are ended, and the program goes on.

use super::*;

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
