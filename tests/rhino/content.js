// The usage example, against a real Docker Engine; what Docker itself says is checked after each step.
// Arguments: folder of the actions, url and socket of the Engine, open and closed registry,
// url of the Engine with TLS, folder of the certificates.

load("http.js");
load("server.js");
load("actions.js");
load("check.js");
load("foreign.js");

var globals = Object.keys(this);
actions.load(arguments[0], "de.fum.coopto");
load("pure.js");
load("care.js");
load("story.js");
story.run(arguments[1], arguments[2], arguments[3], arguments[4]);
load("tls.js");
tls.run(arguments[5], arguments[6]);

// A variable without var leaks into whoever called.
check.same("no action leaks a variable", Object.keys(this).filter(function (name) {
    return globals.indexOf(name) < 0 && ["care", "story", "tls", "globals"].indexOf(name) < 0;
}), []);
check.finish();
