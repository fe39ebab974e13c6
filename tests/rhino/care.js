// What looks after containers: pause, rename, limits, commands, logs, files, and a start with other settings.

var care = {};

care.run = function (node, image) {
    var containers = System.getModule("de.fum.coopto.containers");
    var J = function (text) { return new java.lang.String(text); };
    var D = function (number) { return new java.lang.Double(number); };
    var facts = function (container) {
        var found = containers.getContainerFacts(container);
        return function (name) { return String(found.get(name)); };
    };
    var made = containers.runContainer(node, J(image), J("care"), server.array([J("sh"), J("-c"), J("echo begun; echo wrong >&2; sleep 1000")]),
        server.array([J("A=\u00fc \"x\"")]), server.array([{ exposed: D(8080), host: D(0), protocol: null }]), null, server.array([J("/data")]),
        server.array([{ name: J("/tmp/notes.txt"), text: J("one\ntwo\n"), executable: J("false") }]), null, null, null, D(64), D(0.5), null, null, null, D(10));
    check.same("run: the object", [made.type, String(made.name)], ["DockerContainer", "care"]);
    check.same("run: what it is", ["state", "memory", "health"].map(facts(made)).map(function (text) { return text.replace(".0", ""); }),
        ["running", "64", "none"]);
    containers.pauseContainer(made, null);
    check.same("pause", facts(made)("state"), "paused");
    containers.pauseContainer(made, J("false"));
    check.fails("pause again, by choice an error", function () { containers.pauseContainer(made, J("true")); }, 304, "paused already");
    containers.unpauseContainer(made, null);
    made = containers.renameContainer(made, J("/cared-for"));
    check.same("rename", String(made.name), "cared-for");
    containers.updateContainer(made, J("128.0"), J("1.5"), null, D(-1), null);
    check.same("limits", [Number(facts(made)("memory")), Number(facts(made)("cpus"))], [128, 1.5]);
    var done = containers.runCommand(made, server.array([J("sh"), J("-c"), J("echo \"$A $B\"; cat /tmp/notes.txt; echo bad >&2; exit 4")]),
        null, J("/"), server.array([J("B=\ud83d\ude00")]), null, D(20), null);
    check.same("command", [String(done.get("output")), String(done.get("errorOutput")), Number(done.get("exitCode"))],
        ["\u00fc \"x\" \ud83d\ude00\none\ntwo\n", "bad\n", 4]);
    check.fails("command: by choice an error", function () { containers.runCommand(made, ["sh", "-c", "exit 4"], null, null, null, null, null, true); },
        500, "code 4");
    check.same("log", ["output", "errors"].map(function (stream) { return String(containers.getContainerLogs(made, D(10), null, null, J(stream))); }),
        ["begun\n", "wrong\n"]);
    check.report(/^\d{4}-\d\d-\d\dT[^ ]+Z (begun|wrong)\n/.test(containers.getContainerLogs(made, null, new java.util.Date(0), J("true"), null)), "log: times", "none");
    containers.writeTextFile(made, J("/tmp/more.txt"), J("three"), D(600));
    check.same("files", String(containers.readTextFile(made, J("/tmp/more.txt"))), "three");
    check.fails("files: ASCII", function () { containers.writeTextFile(made, "/tmp/x", J("\u00fc"), null); }, 400, "ASCII");
    check.report(containers.getChanges(made).indexOf("A /tmp/more.txt") >= 0, "changes", containers.getChanges(made).join());
    check.same("processes", containers.getProcesses(made, null)[0].split("\t")[0], "UID");
    check.report(Number(containers.getStats(made).get("memory")) >= 0, "use", "none");
    containers.killContainer(made, D(9));
    check.same("exit code", containers.getExitCode(made), 137);
    check.fails("start: it has run", function () { containers.startContainer(made, null, null, null, null, null, null, true, null); }, 409, "other privileges");
    containers.startContainer(made, null, server.array([{ exposed: J("8080.0"), host: D(0), protocol: J("TCP") }]), null, null, null, J("false"), null, null);
    containers.removeContainer(made, true, true);

    // One that never ran is created anew.
    made = containers.createContainerFromImage(System.getModule("de.fum.coopto.images").getImageByTag(node, image), null, null, "care");
    var again = containers.startContainer(made, null, null, server.array([{ hostMountPoint: J("care-data"), accessMode: J("ReadOnly"), containerMountPoint: J("/data") }]),
        server.array([J("127.0.0.1")]), null, null, null, null);
    check.same("created anew", [String(again.name), String(again.id) === String(made.id), facts(again)("volumes")], ["care", false, "care-data:/data:ro"]);
    containers.removeContainer(again, true, true);
};
