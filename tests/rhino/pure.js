// What needs no Docker: how values are taken, how requests are written, how answers are read.

(function () {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var containers = System.getModule("de.fum.coopto.containers");
    var J = function (text) { return new java.lang.String(text); };
    var list = new java.util.ArrayList();
    list.add(J("a"));
    list.add(null);
    list.add(J("b"));
    var map = new java.util.HashMap();
    map.put("exposed", new java.lang.Double(8080));
    map.put("host", null);
    map.put("protocol", J("udp"));

    // -- values
    check.same("text: Java strings", values.text(J(" a b "), "x"), "a b");
    [null, undefined, "", "  ", NaN, J("")].forEach(function (nothing) {
        check.same("text: nothing in " + nothing, values.text(nothing, "x"), null);
        check.fails("required: nothing in " + nothing, function () { values.required(nothing, "the name"); }, 400, "the name is missing");
    });
    check.fails("text: line breaks", function () { values.text("a\nb: c", "the name"); }, 400, "the name");
    [[8080, 8080], ["8080.0", 8080], [new java.lang.Double(8080), 8080], [J("8080"), 8080], ["1.0E4", 10000], [0, 0], [null, null],
        [undefined, null], ["", null], [" ", null]].forEach(function (pair) {
        check.same("integer: " + pair[0], values.integer(pair[0], "x", 0, 65535), pair[1]);
    });
    [NaN, Infinity, "abc", "0x10", 1.5, "80;rm", true, -1, 65536, "1e999", {}, [1, 2]].forEach(function (bad) {
        check.fails("integer: not " + bad, function () { values.integer(bad, "the port", 0, 65535); }, 400, "the port");
    });
    check.same("integer: prints no .0", "" + values.integer(new java.lang.Double(8080), "x", 1, 65535), "8080");
    check.same("flag", [true, "true", J("true"), java.lang.Boolean.TRUE, false, null, undefined, "", "yes", 1].map(values.flag),
        [true, true, true, true, false, false, false, false, false, false]);
    [null, undefined, "", J(""), NaN].forEach(function (nothing) {
        check.same("yesOrNo: nothing in " + nothing, values.yesOrNo(nothing, "x"), null);
        check.same("choice: nothing in " + nothing, values.choice(nothing, "x", ["a"]), null);
        check.same("otherwise: " + nothing, values.otherwise(values.yesOrNo(nothing, "x"), true), true);
        check.fails("given: nothing in " + nothing, function () { values.given(nothing, "the body"); }, 400, "the body is missing");
    });
    check.same("yesOrNo", [values.yesOrNo(true, "x"), values.yesOrNo(J("false"), "x"), values.yesOrNo("true", "x")], [true, false, true]);
    check.fails("yesOrNo: perhaps", function () { values.yesOrNo("perhaps", "force"); }, 400, "force must be true or false, not \"perhaps\"");
    check.same("choice", values.choice(J(" b"), "x", ["a", "b"]), "b");
    check.fails("choice: none of them", function () { values.choice("c", "mode", ["a", "b"]); }, 400, "mode must be one of a, b, not \"c\"");
    check.same("given", [values.given(false, "x"), values.given(0, "x"), values.given([], "x")], [false, 0, []]);
    check.same("otherwise: no is a value", [values.otherwise(false, true), values.otherwise(0, 1)], [false, 0]);
    check.same("json", [values.json({ a: ["b"] }, "x"), values.json(J("{ \"a\": 1 }"), "x"), values.json(["a"], "x"), values.json(" ", "x"), values.json(null, "x")],
        ["{\"a\":[\"b\"]}", "{\"a\":1}", "[\"a\"]", null, null]);
    check.fails("json: no JSON", function () { values.json("{a}", "filters"); }, 400, "filters is no JSON");
    check.same("list: JavaScript array", values.list(["a", null, undefined, "b"]), ["a", "b"]);
    check.same("texts: Java array", values.texts(server.array([J("a"), null, J("")])), ["a"]);
    check.same("texts: Java list", values.texts(list), ["a", "b"]);
    check.same("texts: one Java string", values.texts(J("abc")), ["abc"]);
    check.same("texts: nothing", [values.texts(null), values.texts(undefined), values.texts(""), values.texts([])], [[], [], [], []]);
    check.same("texts: blanks and numbers stay", values.texts([" a ", 5]), [" a ", "5"]);
    check.same("field", [values.field({ a: 1 }, "a"), values.field({}, "a"), String(values.field(map, "protocol"))], [1, null, "udp"]);
    check.same("base64url", ["", "f", "fo", "foo", "ü€😀", "\u00ff\u00fe>?~"].map(values.base64url),
        ["", "Zg==", "Zm8=", "Zm9v", "w7zigqzwn5iA", "w7_Dvj4_fg=="]);
    check.same("status", ["COOPTO-404: x", new Error("a COOPTO-503: x (Dynamic Script Module name : y#3)"), "else", null].map(values.status),
        [404, 503, 0, 0]);

    // -- requests
    check.same("path", engine.path("library/a b?c#d%:1"), "library/a%20b%3Fc%23d%25%3A1");
    check.same("query", engine.query({ all: true, v: false, t: 5, none: null, gone: undefined, name: "a&b=c ü'\"/", filters: { id: ["x"] } }),
        "?all=1&v=0&t=5&name=a%26b%3Dc%20%C3%BC'%22%2F&filters=%7B%22id%22%3A%5B%22x%22%5D%7D");
    check.same("query: nothing", engine.query({ a: null }), "");
    [
        ["docker.example.org", null, false, "http://docker.example.org:2375"],
        ["docker.example.org", "2377.0", false, "http://docker.example.org:2377"],
        ["docker.example.org", null, true, "https://docker.example.org:2376"],
        ["10.0.0.1:4000", null, null, "http://10.0.0.1:4000"],
        ["tcp://host:2376", null, true, "https://host:2376"],
        ["HTTPS://host/", null, false, "https://host:2376"],
        ["http://host:80/", 80, false, "http://host:80"],
        ["::1", null, false, "http://[::1]:2375"],
        ["[fe80::1]:99", null, false, "http://[fe80::1]:99"],
        ["tcp://[::1]:2375", null, false, "http://[::1]:2375"],
        [J(" unix:///var/run/docker.sock "), null, false, "unix:///var/run/docker.sock"]
    ].forEach(function (row) {
        check.same("endpoint: " + row[0], engine.endpoint(row[0], row[1], row[2]).url, row[3]);
    });
    [["", null, false], [null, null, false], ["a b", null, false], ["http://a/b", null, false], ["ftp://a", null, false], ["user@host", null, false],
        ["host:0", null, false], ["host:99999", null, false], ["host", 70000, false], ["host:1", 2, false], ["http://host", null, true],
        ["unix://docker.sock", null, false], ["unix:///a", 1, false], ["-host", null, false], ["[::1", null, false], ["ho\"st", null, false]
    ].forEach(function (row) {
        check.fails("endpoint: not " + row.join(" "), function () { engine.endpoint(row[0], row[1], row[2]); }, 400);
    });
    var digest = "sha256:" + new Array(65).join("a");
    [
        ["postgres", "docker.io", "postgres", "latest", "postgres:latest"],
        ["docker.io/library/postgres:16", "docker.io", "postgres", "16", "postgres:16"],
        ["team/app:1.0", "docker.io", "team/app", "1.0", "team/app:1.0"],
        ["localhost/app", "localhost", "localhost/app", "latest", "localhost/app:latest"],
        ["quay.io:443/a/b_c/d--e:V1", "quay.io:443", "quay.io:443/a/b_c/d--e", "V1", "quay.io:443/a/b_c/d--e:V1"],
        ["alpine@" + digest, "docker.io", "alpine", digest, "alpine@" + digest],
        ["alpine:3@" + digest, "docker.io", "alpine", digest, "alpine@" + digest],
        [J(" 127.0.0.1:5000/x "), "127.0.0.1:5000", "127.0.0.1:5000/x", "latest", "127.0.0.1:5000/x:latest"]
    ].forEach(function (row) {
        var found = engine.reference(row[0]);
        check.same("reference: " + row[0], [found.registry, found.name, found.version, found.text], row.slice(1));
    });
    ["", null, "Postgres", "a b", "a:", ":tag", "a/../b", "/a", "a/", "a@sha256:12", "a\"b", "http://a/b", "a?b", "a:b:c"].forEach(function (bad) {
        check.fails("reference: not " + bad, function () { engine.reference(bad); }, 400);
    });
    check.same("lower", [["1.9", "1.10"], ["1.55", "1.41"], ["2.0", "1.99"], ["1.24", "1.24"]].map(function (pair) {
        return engine.lower(pair[0], pair[1]);
    }), ["1.9", "1.41", "1.99", "1.24"]);
    check.fails("lower: no version", function () { engine.lower("1", "1.2"); }, 502);

    // -- ports
    check.same("ports: Java maps and records", containers.portBindings(server.array([map,
        { exposed: "80.0", host: new java.lang.Double(8080), protocol: null }, { exposed: 81, host: 0, protocol: "TCP" }])),
    { exposed: { "8080/udp": {}, "80/tcp": {}, "81/tcp": {} },
        bindings: { "80/tcp": [{ HostIp: "", HostPort: "8080" }], "81/tcp": [{ HostIp: "", HostPort: "" }] } });
    check.same("ports: none", containers.portBindings(null), { exposed: {}, bindings: {} });
    [{ exposed: null, host: 1, protocol: "tcp" }, { exposed: 80, host: 70000, protocol: "tcp" }, { exposed: 80, host: 1, protocol: "icmp" }, {},
        "80:80"].forEach(function (bad) {
        check.fails("ports: not " + JSON.stringify(bad), function () { containers.portBindings([bad]); }, 400);
    });
    check.same("ports: 65535", Object.keys(containers.portBindings([{ exposed: 65535, host: 65535, protocol: "" }]).exposed), ["65535/tcp"]);

    // -- answers
    check.same("progress", engine.progress('{"status":"a"}\r\n\r\n{"status":"b"}\r\n', "pull").length, 2);
    check.same("progress: empty", engine.progress("", "pull"), []);
    check.fails("progress: errorDetail", function () {
        engine.progress('{"status":"a"}\r\n{"errorDetail":{"message":"no such blob"},"error":"x"}\r\n', "pull \"a\"");
    }, 500, "pull \"a\": no such blob");
    check.fails("progress: error alone", function () { engine.progress('{"error":"old style"}', "pull"); }, 500, "old style");
    check.fails("progress: code", function () { engine.progress('{"errorDetail":{"code":401,"message":"no"}}', "pull"); }, 401, "no");
    check.fails("progress: broken off", function () { engine.progress('{"status":"a"}\r\n{"stat', "pull"); }, 502, "broke off");
    var node = { displayName: "n" };
    check.same("read: JSON", engine.read(node, "x", { status: 200, text: '{"a":[]}' }, false), { a: [] });
    check.same("read: nothing", [204, 304].map(function (status) { return engine.read(node, "x", { status: status, text: "" }, false); }), [null, null]);
    check.fails("read: JSON error", function () { engine.read(node, "start \"db\"", { status: 404, text: '{"message":"No such\\ncontainer"}' }, false); },
        404, "start \"db\" on \"n\": No such container");
    check.fails("read: text error", function () { engine.read(node, "x", { status: 400, text: "Client sent an HTTP request" }, true); }, 400, "Client sent");
    check.fails("read: empty error", function () { engine.read(node, "x", { status: 500, text: "" }, false); }, 500, "no reason");
    check.fails("read: not Docker", function () { engine.read(node, "x", { status: 200, text: "<html>" }, false); }, 502, "not from a Docker");

    // -- negotiation, with the wire taken away
    var send = engine.send;
    var agree = function (ping, version) {
        engine.send = function (node, what, request) {
            return request.path === "/_ping" ? { status: 200, text: "OK", version: ping } :
                { status: 200, text: version, version: null };
        };
        try { return engine.negotiate(node, "x", 10); } finally { engine.send = send; }
    };
    check.same("negotiate: ours is newer", agree("1.41", ""), "1.41");
    check.same("negotiate: theirs is newer", agree("1.60", ""), "1.55");
    check.same("negotiate: no header", agree(null, '{"ApiVersion":"1.24"}'), "1.24");
    check.same("negotiate: no word at all", agree(null, "{}"), "1.24");
    check.fails("negotiate: too old", function () { agree("1.23", ""); }, 501, "1.23");
    check.fails("negotiate: 1.9 is older than 1.24", function () { agree(null, '{"ApiVersion":"1.9"}'); }, 501, "1.9");

    // -- objects
    ["hello", J("hello"), null, undefined, {}, 5, NaN].forEach(function (bad) {
        ["DockerNode", "DockerImage", "DockerContainer"].forEach(function (type) {
            check.fails("identify: " + bad + " is no " + type, function () { values.identify(bad, type); }, 400, "is needed");
        });
    });
    check.fails("identify: something gone", function () {
        values.identify({ get type() { throw new java.lang.IllegalStateException("gone"); } }, "DockerImage");
    }, 400, "is gone");
})();
