// A test says what should be, on one line each: "ok …" or "not ok …".

var check = { failed: 0, count: 0 };

check.report = function (good, what, why) {
    check.count++;
    if (!good) { check.failed++; }
    print((good ? "ok " : "not ok ") + what.replace(/\s+/g, " ") + (good ? "" : ": " + why));
};

check.same = function (what, found, wanted) {
    var a = JSON.stringify(found), b = JSON.stringify(wanted);
    check.report(a === b, what, a + ", wanted " + b);
};

// That work fails, with a text that begins like this and has the rest in it.
check.fails = function (what, work, status, part) {
    var text = null;
    try { work(); } catch (e) { text = (e && e.message) ? String(e.message) : String(e); }
    check.report(text !== null && text.indexOf("COOPTO-" + status + ": ") === 0 && text.indexOf(part || "") >= 0,
        what, text === null ? "it did not fail" : text);
};

check.finish = function () {
    print(check.count + " checks, " + check.failed + " failed");
    // Fails the process: the shell looks at this code.
    java.lang.System.exit(check.failed === 0 && check.count > 0 ? 0 : 1);
};
