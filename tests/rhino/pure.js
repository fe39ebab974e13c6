// What needs no Docker: how values are taken, how requests are written, how answers are read. Both
// engines run this file: Rhino, and the one of `coopto run`. What is Java's comes from `foreign`,
// which each of them has its own way to make: text, number, array, list, map, gone.

(function () {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var containers = System.getModule("de.fum.coopto.internal.containers");
    var J = foreign.text;
    var list = foreign.list([J("a"), null, J("b")]);
    var map = foreign.map({ exposed: 8080, host: null, protocol: "udp" });

    // -- values
    check.same("text: Java strings", values.text(J(" a b "), "x"), "a b");
    [null, undefined, "", "  ", NaN, J("")].forEach(function (nothing) {
        check.same("text: nothing in " + nothing, values.text(nothing, "x"), null);
        check.fails("required: nothing in " + nothing, function () { values.required(nothing, "the name"); }, 400, "the name is missing");
    });
    check.fails("text: line breaks", function () { values.text("a\nb: c", "the name"); }, 400, "the name");
    [{}, [], ["a"], map, list, function () { return 1; }].forEach(function (bad) {
        check.fails("text: not " + typeof bad, function () { values.text(bad, "the name"); }, 400, "the name");
    });
    check.same("text: numbers print no .0", values.text(foreign.number(8080), "x"), "8080");
    [[8080, 8080], ["8080.0", 8080], [foreign.number(8080), 8080], [J("8080"), 8080], ["1.0E4", 10000], [0, 0], [null, null],
        [undefined, null], ["", null], [" ", null]].forEach(function (pair) {
        check.same("integer: " + pair[0], values.integer(pair[0], "x", 0, 65535), pair[1]);
    });
    [NaN, Infinity, "abc", "0x10", 1.5, "80;rm", true, -1, 65536, "1e999", {}, [1, 2], [5], map].forEach(function (bad) {
        check.fails("integer: not " + bad, function () { values.integer(bad, "the port", 0, 65535); }, 400, "the port");
    });
    check.same("integer: prints no .0", "" + values.integer(foreign.number(8080), "x", 1, 65535), "8080");
    check.same("flag", [true, "true", J("true"), false, null, undefined, "", "yes", 1].map(values.flag),
        [true, true, true, false, false, false, false, false, false]);
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
    check.same("texts: Java array", values.texts(foreign.array([J("a"), null, J("")])), ["a"]);
    check.same("texts: Java list", values.texts(list), ["a", "b"]);
    check.same("texts: one Java string", values.texts(J("abc")), ["abc"]);
    check.same("texts: nothing", [values.texts(null), values.texts(undefined), values.texts(""), values.texts([])], [[], [], [], []]);
    check.same("texts: blanks and numbers stay", values.texts([" a ", 5]), [" a ", "5"]);
    check.same("texts: foreign numbers", values.texts([foreign.number(8080)]), ["8080"]);
    [[{}], [["a"]], [NaN], map].forEach(function (bad, i) {
        check.fails("texts: no texts " + i, function () { values.texts(bad); }, 400, "list of texts");
    });
    check.same("list: a map is one", values.list(map).length, 1);
    check.same("field", [values.field({ a: 1 }, "a"), values.field({}, "a"), String(values.field(map, "protocol"))], [1, null, "udp"]);
    check.same("base64url", ["", "f", "fo", "foo", "ü€😀", "\u00ff\u00fe>?~"].map(values.base64url),
        ["", "Zg==", "Zm8=", "Zm9v", "w7zigqzwn5iA", "w7_Dvj4_fg=="]);
    check.same("status", ["COOPTO-404: x", new Error("a COOPTO-503: x (Dynamic Script Module name : y#3)"), "else", null].map(values.status),
        [404, 503, 0, 0]);

    check.same("field: of something that throws when it is asked", values.field(foreign.gone(), "type"), null);
    check.same("plain: what is plain stays", values.plain({ a: [1, "", false, { length: 2 }], b: null, c: "x" }, "x"),
        { a: [1, "", false, { length: 2 }], b: null, c: "x" });
    check.same("plain: what is foreign", values.plain({ list: list, map: map, array: foreign.array([J("a")]), text: J("b"), number: foreign.number(8080) }, "x"),
        { list: ["a", "b"], map: { exposed: 8080, host: null, protocol: "udp" }, array: ["a"], text: "b", number: 8080 });
    check.same("plain: numbers print no .0", JSON.stringify(values.plain([foreign.number(8080)], "x")), "[8080]");
    check.same("plain: what is missing", [values.plain(null, "x"), values.plain(undefined, "x"), values.plain({ a: undefined }, "x"), values.plain([undefined, null], "x")],
        [null, null, {}, []]);
    check.same("plain: dates", values.plain(new Date(0), "x"), "1970-01-01T00:00:00.000Z");
    [NaN, Infinity, function () { return 1; }, new Date(NaN), { a: { b: [NaN] } }, [function () { return 1; }]].forEach(function (bad) {
        check.fails("plain: not " + bad, function () { values.plain(bad, "the thing"); }, 400, "the thing");
    });
    check.fails("plain: says where", function () { values.plain({ a: { b: [1, NaN] } }, "the thing"); }, 400, "the thing.a.b[1] is no number");
    var circle = {};
    circle.circle = circle;
    check.fails("plain: no circles", function () { values.plain(circle, "the thing"); }, 400, "nested too deep");

    // -- requests
    check.same("path", engine.path("library/a b?c#d%:1"), "library/a%20b%3Fc%23d%25%3A1");
    [null, undefined, "", " ", NaN, J(""), ".", "..", "/", "a/", "/a", "a//b", "a/../b", "./a", "a/.", "a\nb", "\ud800"].forEach(function (bad) {
        check.fails("path: not " + bad, function () { engine.path(bad); }, 400);
        check.fails("segment: not " + bad, function () { engine.segment(bad); }, 400);
    });
    check.same("path: dots inside are good", [engine.path("a..b"), engine.path("...")], ["a..b", "..."]);
    check.same("segment", engine.segment(J(" my vol\u00fcme'\"% ")), "my%20vol%C3%BCme'%22%25");
    check.fails("segment: a slash", function () { engine.segment("a/b"); }, 400, "has a slash");
    check.same("query", engine.query({ all: true, v: false, t: 5, none: null, gone: undefined, name: "a&b=c ü'\"/", filters: { id: ["x"] } }),
        "?all=1&v=0&t=5&name=a%26b%3Dc%20%C3%BC'%22%2F&filters=%7B%22id%22%3A%5B%22x%22%5D%7D");
    check.same("query: nothing", engine.query({ a: null, b: [] }), "");
    check.same("query: foreign values", engine.query({ t: foreign.number(5), names: foreign.array([J("a"), J("b&c")]), "x y": J("z") }),
        "?t=5&names=a&names=b%26c&x%20y=z");
    check.fails("query: NaN", function () { engine.query({ t: NaN }); }, 400, "t is no number");
    check.same("content: JSON in ASCII", engine.content({ body: { a: "\u00fc\u20ac" } }), { text: "{\"a\":\"\\u00fc\\u20ac\"}", type: "application/json" });
    check.same("content: text", engine.content({ text: "abc\u0000", contentType: "application/x-own" }), { text: "abc\u0000", type: "application/x-own" });
    check.fails("content: no archive", function () { engine.content({ text: "abc", contentType: "application/x-tar" }); }, 400, "no archive");
    check.same("content: none", [engine.content({}), engine.content({ body: null, text: null })], [null, null]);
    check.same("content: an empty object is one", engine.content({ body: {} }).text, "{}");
    check.fails("content: text that is not ASCII", function () { engine.content({ text: "a\u00fc" }); }, 400, "only ASCII");

    // -- bodies
    var fields = { Image: "string!", Size: "integer", Cmd: "string[]", Tty: "boolean", Ratio: "number", HostConfig: "object", Mounts: "object[]", Any: "any" };
    check.same("body: fields by their types", engine.body({ Image: J("a"), Size: "8080.0", Cmd: J("one word"), Tty: "true", Ratio: "1.5",
        HostConfig: map, Mounts: { a: 1 }, Any: [1], Other: foreign.number(5) }, "the body", fields),
    { Image: "a", Size: 8080, Cmd: ["one word"], Tty: true, Ratio: 1.5, HostConfig: { exposed: 8080, host: null, protocol: "udp" },
        Mounts: [{ a: 1 }], Any: [1], Other: 5 });
    check.same("body: JSON text", engine.body(" {\"image\": \"a\", \"CMD\": [\"\", 5]} ", "the body", fields), { Image: "a", Cmd: ["", "5"] });
    check.same("body: what is null is left out", engine.body({ Image: "a", Size: null, Cmd: undefined, Tty: null }, "the body", fields), { Image: "a" });
    check.same("body: nothing", [engine.body(null, "the body", {}), engine.body(undefined, "the body", {}), engine.body(" ", "the body", { a: "string" })],
        [null, null, null]);
    check.same("body: Properties", engine.body(map, "the body", { exposed: "string" }), { exposed: "8080", host: null, protocol: "udp" });
    check.same("body: a list", engine.body([{ name: 5 }], "the body", [{ Name: "string!" }]), [{ Name: "5" }]);
    check.same("body: a list of one", engine.body({ Name: "a" }, "the body", [{ Name: "string!" }]), [{ Name: "a" }]);
    [[null, "the body is missing"], ["", "the body is missing"], ["{", "the body is no JSON"], [5, "the body must be an object"], [[], "the body must be an object"],
        [{}, "the body.Image is missing"], [{ Image: "" }, "the body.Image is missing"], [{ Image: "a", image: "b" }, "the body.Image is given twice"],
        [{ Image: {} }, "the body.Image must be a text"], [{ Image: true }, "the body.Image must be a text"], [{ Image: "a", Size: 1.5 }, "the body.Size"],
        [{ Image: "a", Size: [5] }, "the body.Size must be a whole number"], [{ Image: "a", Tty: "yes" }, "the body.Tty must be true or false"],
        [{ Image: "a", Ratio: "much" }, "the body.Ratio must be a number"], [{ Image: "a", Cmd: ["a", {}] }, "the body.Cmd[1] must be a text"],
        [{ Image: "a", HostConfig: [] }, "the body.HostConfig must be an object"], [{ Image: "a", Mounts: ["x"] }, "the body.Mounts[0] must be an object"],
        [{ Image: "a", Other: NaN }, "the body.Other is no number"], [{ hasOwnProperty: 1 }, "the body.Image is missing"]
    ].forEach(function (row) {
        check.fails("body: not " + row[1], function () { engine.body(row[0], "the body", fields); }, 400, row[1]);
    });
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

    check.same("older", [["1.9", "1.10"], ["1.10", "1.9"], ["1.41", "1.41"], ["1.99", "2.0"]].map(function (pair) {
        return engine.older(pair[0], J(pair[1]));
    }), [true, false, false, true]);
    ["", null, "1", "1.2.3", "1.x", "v1.2", "1.9999999"].forEach(function (bad) {
        check.fails("older: no version " + bad, function () { engine.older(bad, "1.2"); }, 502, "no version");
    });

    // -- ports
    check.same("ports: Java maps and records", containers.portBindings(foreign.array([map,
        { exposed: "80.0", host: foreign.number(8080), protocol: null }, { exposed: 81, host: 0, protocol: "TCP" }])),
    { exposed: { "8080/udp": {}, "80/tcp": {}, "81/tcp": {} },
        bindings: { "80/tcp": [{ HostIp: "", HostPort: "8080" }], "81/tcp": [{ HostIp: "", HostPort: "" }] } });
    check.same("ports: none", containers.portBindings(null), { exposed: {}, bindings: {} });
    [{ exposed: null, host: 1, protocol: "tcp" }, { exposed: 80, host: 70000, protocol: "tcp" }, { exposed: 80, host: 1, protocol: "icmp" }, {},
        "80:80"].forEach(function (bad) {
        check.fails("ports: not " + JSON.stringify(bad), function () { containers.portBindings([bad]); }, 400);
    });
    check.same("ports: 65535", Object.keys(containers.portBindings([{ exposed: 65535, host: 65535, protocol: "" }]).exposed), ["65535/tcp"]);

    // -- words and name servers
    check.same("words: Java's, empty ones too", containers.words(foreign.array([J("sh"), J(""), J("-c")])), ["sh", "", "-c"]);
    check.same("words: numbers", containers.words([foreign.number(8080), "8080.0"]), ["8080", "8080.0"]);
    check.same("words: none", [null, [], [""], [null]].map(function (none) { return containers.words(none).length; }), [0, 0, 0, 0]);
    [[{}], [["a"]], [NaN]].forEach(function (bad) {
        check.fails("words: not " + JSON.stringify(bad), function () { containers.words(bad); }, 400);
    });
    check.same("name servers", containers.nameServers([J(" 8.8.8.8 "), "", "::1", "fd00::53"]), ["8.8.8.8", "::1", "fd00::53"]);
    ["dns.example", "8.8.8", "256.1.1.1", "8.8.8.8.", "8.8.8.8:53"].forEach(function (bad) {
        check.fails("name servers: not " + bad, function () { containers.nameServers([bad]); }, 400, "is no IP address");
    });

    // -- answers
    check.same("progress", engine.progress('{"status":"a"}\r\n\r\n{"status":"b"}\r\n', "pull").length, 2);
    check.same("progress: empty", engine.progress("", "pull"), []);
    check.fails("progress: errorDetail", function () {
        engine.progress('{"status":"a"}\r\n{"errorDetail":{"message":"no such blob"},"error":"x"}\r\n', "pull \"a\"");
    }, 500, "pull \"a\": no such blob");
    check.fails("progress: error alone", function () { engine.progress('{"error":"old style"}', "pull"); }, 500, "old style");
    check.fails("progress: code", function () { engine.progress('{"errorDetail":{"code":401,"message":"no"}}', "pull"); }, 401, "no");
    check.fails("progress: broken off", function () { engine.progress('{"status":"a"}\r\n{"stat', "pull"); }, 502, "broke off");
    check.same("lines", engine.lines('{"a":1}\n\r\n[2]\r\n{"error":"x"}', "events"), [{ a: 1 }, [2], { error: "x" }]);
    check.fails("lines: broken off", function () { engine.lines("{\"a\":1}\n{\"a", "events"); }, 502, "events: the report broke off");
    var frame = function (stream, length, text) {
        return String.fromCharCode(stream) + "\u0000\u0000\u0000" + length + text;
    };
    var N = "\u0000", filled = function (length) { return new Array(length + 1).join("x"); };
    [
        ["nothing", "", "", ""],
        ["a terminal", "raw\r\n\u0001", "raw\r\n\u0001", ""],
        ["frames", frame(1, N + N + N + "\u0003", "ab\n") + frame(2, N + N + N + "\u0002", "c\n") + frame(0, N + N + N + "\u0001", "d"), "ab\nd", "c\n"],
        ["an empty frame", frame(1, N + N + N + N, "") + frame(2, N + N + N + "\u0001", "a"), "", "a"],
        ["bytes and not characters", frame(1, N + N + N + "\u0006", "\u00fc\ud83d\ude00") + frame(2, N + N + N + "\u0003", "\u20ac"), "\u00fc\ud83d\ude00", "\u20ac"],
        ["a damaged length", frame(1, N + N + N + "\ufffd", filled(200)) + frame(2, N + N + "\u0001\ufffd", filled(400)), filled(200), filled(400)],
        ["two bytes in one character", frame(1, N + N + "\u00e4", filled(0xc3a4)) + frame(2, N + N + N + "\u0001", "a"), filled(0xc3a4), "a"],
        ["what only looks like a head", frame(1, N + N + N + "\u000a", frame(2, N + N + N + "\u0002", "ab")) + frame(2, N + N + N + "\u0001", "c"),
            frame(2, N + N + N + "\u0002", "ab"), "c"],
        ["broken off", frame(1, N + N + N + "\u0009", "ab"), "ab", ""],
        ["broken off in the head", frame(1, N + N + N + "\u0001", "a") + "\u0002" + N + N + N, "a", ""]
    ].forEach(function (row) {
        var found = engine.frames(J(row[1]));
        check.same("frames: " + row[0], [found.stdout, found.stderr, found.text.length], [row[2], row[3], row[2].length + row[3].length]);
    });

    // -- archives
    var deep = filled(90) + "/" + filled(90) + "/a.sh";
    var archive = engine.tar([{ name: "a.txt", text: "one\n" }, { name: "bin/", text: null }, foreign.map({ name: "empty", text: "" }),
        { name: deep, text: filled(513), mode: foreign.number(755) }]);
    check.same("tar: blocks", archive.length, (2 + 1 + 1 + 3 + 2) * 512);
    check.same("tar: ustar, modes, sizes", [archive.substring(257, 265), archive.substring(100, 107), archive.substring(124, 135), archive.charAt(1024 + 156),
        archive.substring(2048 + 100, 2048 + 107)], ["ustar\u000000", "0000644", "00000000004", "5", "0000755"]);
    check.same("untar: what tar made", engine.untar(J(archive)), [{ name: "a.txt", text: "one\n" }, { name: "empty", text: "" }, { name: deep, text: filled(513) }]);
    check.same("tar: nothing", [engine.tar([]).length, engine.tar(null).length, engine.untar(engine.tar([])), engine.untar("")], [1024, 1024, [], []]);
    ["", null, "/a", "a/../b", "./a", "a//b", "..", "\u00fc", "a\nb", filled(101), filled(160) + "/a", 5 + "/" + filled(101)].forEach(function (bad) {
        check.fails("tar: no name " + bad, function () { engine.tar([{ name: bad, text: "" }]); }, 400);
    });
    check.fails("tar: twice", function () { engine.tar([{ name: "a", text: "" }, { name: "a", text: "" }]); }, 400, "given twice");
    check.fails("tar: not ASCII", function () { engine.tar([{ name: "a", text: "gr\u00fcn" }]); }, 400, "\"a\" holds \"\u00fc\"");
    [888, -1, "rwx", 1.5, 77777].forEach(function (bad) {
        check.fails("tar: no mode " + bad, function () { engine.tar([{ name: "a", text: "", mode: bad }]); }, 400, "the mode of \"a\"");
    });
    check.fails("untar: damaged", function () { engine.untar(archive.replace("on", "\ufffd")); }, 501, "not text");
    check.fails("untar: damaged in the last file", function () { engine.untar(archive.replace("xx" + N, "x\ufffd" + N)); }, 501, "not text");
    check.fails("untar: cut off", function () { engine.untar(archive.substring(0, 512)); }, 501, "not text");

    var node = { displayName: "n" };
    check.same("read: JSON", engine.read(node, "x", { status: 200, text: '{"a":[]}' }, false), { a: [] });
    check.same("read: nothing", [204, 304].map(function (status) { return engine.read(node, "x", { status: status, text: "" }, false); }), [null, null]);
    check.fails("read: JSON error", function () { engine.read(node, "start \"db\"", { status: 404, text: '{"message":"No such\\ncontainer"}' }, false); },
        404, "start \"db\" on \"n\": No such container");
    check.fails("read: text error", function () { engine.read(node, "x", { status: 400, text: "Client sent an HTTP request" }, true); }, 400, "Client sent");
    check.fails("read: empty error", function () { engine.read(node, "x", { status: 500, text: "" }, false); }, 500, "no reason");
    check.fails("read: not Docker", function () { engine.read(node, "x", { status: 200, text: "<html>" }, false); }, 502, "not from a Docker");
    check.fails("read: a page", function () {
        engine.read(node, "x", { status: 403, text: "<html>\r\n<head><title>403\r\nForbidden</title></head></html>" }, true);
    }, 403, "on \"n\": 403 Forbidden");
    check.fails("read: a redirect", function () {
        engine.read(node, "x", { status: 307, text: "", header: function (name) { return name === "Location" ? foreign.text("https://b/") : null; } }, true);
    }, 502, "it sends to https://b/;");
    [' 404 page not found\n', "Not Found", '{"message":"page not found"}'].forEach(function (text) {
        check.fails("read: a path that is not there, " + text, function () { engine.read(node, "x", { status: 404, text: text }, true); }, 501, "cannot do that");
    });
    check.same("names of images", System.getModule("de.fum.coopto.internal.images").named({
        RepoTags: [foreign.text("docker.io/library/a:1"), "docker.io/b/c:1", "docker.io/library/d/e:1", "docker.io.test/f:1", "<none>:<none>"],
        RepoDigests: null
    }), { tags: ["a:1", "b/c:1", "library/d/e:1", "docker.io.test/f:1"], digests: [] });
    check.same("filled", values.filled({ a: null, b: undefined, c: 0, d: false, e: "", f: [] }), { c: 0, d: false, e: "", f: [] });
    check.same("filled: nothing", [values.filled(null), values.filled(undefined)], [{}, {}]);

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
        ["DockerNode", "DockerImage", "DockerContainer", "DockerNetwork", "DockerVolume"].forEach(function (type) {
            check.fails("identify: " + bad + " is no " + type, function () { values.identify(bad, type); }, 400, "is needed");
        });
    });
    check.fails("identify: something gone", function () {
        values.identify(foreign.gone(), "DockerImage");
    }, 400, "is gone");
    check.same("identify: a volume", values.identify({ type: J("DockerVolume"), id: J("n/a/b"), name: J("b") }, "DockerVolume"),
        { node: "n", id: "a/b", name: "b" });
    [["DockerNode", "n/x"], ["DockerNode", ""], ["DockerImage", "n"], ["DockerImage", "n/"], ["DockerImage", "/x"]].forEach(function (row) {
        check.fails("identify: not " + row.join(" "), function () {
            values.identify({ type: row[0], id: row[1], name: "x" }, row[0]);
        }, 400, "is needed");
    });

    // -- accounts, networks, builds
    var registries = System.getModule("de.fum.coopto.internal.registries"), networks = System.getModule("de.fum.coopto.internal.networks");
    var images = System.getModule("de.fum.coopto.internal.images"), deployments = System.getModule("de.fum.coopto.internal.deployments");
    [[null, "docker.io"], [J(""), "docker.io"], ["https://index.docker.io/v1/", "docker.io"], [J("Quay.IO"), "quay.io"],
        ["localhost:5000/", "localhost:5000"], ["[::1]:5000", "[::1]:5000"]].forEach(function (pair) {
        check.same("address: " + pair[0], registries.address(pair[0]), pair[1]);
    });
    ["a b", "../x", "quay.io/team", "host:0", "host:65536", "é.example", "\"", {}].forEach(function (bad) {
        check.fails("address: not " + bad, function () { registries.address(bad); }, 400, typeof bad === "object" ? "must be a text" : "is no registry");
    });
    check.same("key: nothing is the same by chance", ["a-b", "a.b", "a_b", "a:b"].map(function (name) {
        return registries.key("account", name);
    }), ["account_a_2db", "account_a_2eb", "account_a_5fb", "account_a_3ab"]);
    check.same("pairs", values.pairs(foreign.list([J("a=b=c"), null, J(""), "d="]), "x"), { a: "b=c", d: "" });
    [["a"], ["=b"], [" =b"], ["a=1", "a=2"], ["a\nb=c"]].forEach(function (bad) {
        check.fails("pairs: not " + JSON.stringify(bad), function () { values.pairs(bad, "the labels"); }, 400, "the labels");
    });
    check.same("network: the least", networks.definition(J("net"), null, undefined, "", NaN, null, undefined, J("false"), {}, {}),
        { Name: "net", Driver: "bridge", Internal: false, EnableIPv6: false, Labels: {}, Options: {} });
    [null, "", "a/b", "..", "a b", "café", "\"", foreign.number(8080) + "/x"].forEach(function (bad) {
        check.fails("network: no name in " + bad, function () {
            networks.definition(bad, null, null, null, null, null, null, null, {}, {});
        }, 400, "");
    });
    check.same("context: lines end as in Unix", images.buildContext("FROM a\r\nRUN b\r", foreign.list([
        foreign.map({ name: "./x", text: "1\r\n2", executable: true })
    ])), [{ name: "Dockerfile", text: "FROM a\nRUN b\n" }, { name: "x", text: "1\n2", mode: 755 }]);

    // -- keys
    var keys = System.getModule("de.fum.coopto.internal.nodes"), base64 = new Array(26).join("MIIE") + "MII=";
    var lines = base64.match(/.{1,64}/g), start = new Array(5).join("0A1b");
    var armoured = function (label, between, headers) {
        return "-----BEGIN " + label + "-----" + between + (headers || []).concat(lines).join(between) + between + "-----END " + label + "-----";
    };
    var old = function (cipher, digits) { return ["Proc-Type: 4,ENCRYPTED", "DEK-Info: " + cipher + "," + digits]; };
    ["\n", "\r\n", "\r", " ", "", "\\n", "\\r\\n", "\n\n", "\t"].forEach(function (between) {
        ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"].forEach(function (label) {
            check.same("key: " + label + " with " + JSON.stringify(between), keys.privateKey(J(armoured(label, between))),
                { text: armoured(label, "\n") + "\n", encrypted: label === "ENCRYPTED PRIVATE KEY" });
        });
        [["AES-256-CBC", start + start], ["DES-EDE3-CBC", start], ["DES-CBC", start]].forEach(function (pair) {
            check.same("key: old encryption with " + JSON.stringify(between), keys.privateKey(armoured("RSA PRIVATE KEY", between, old(pair[0], pair[1]))), {
                text: armoured("RSA PRIVATE KEY", "\n", [old(pair[0], pair[1].toUpperCase()).join("\n") + "\n"]) + "\n",
                encrypted: true
            });
        });
    });
    check.same("key: what stands around it", keys.privateKey("Bag Attributes\n" + armoured("EC PARAMETERS", "\n") + "\n" + armoured("PRIVATE KEY", " ") +
        "\n" + armoured("CERTIFICATE", "\n")).text, armoured("PRIVATE KEY", "\n") + "\n");
    [[null, "is missing"], ["", "is missing"], [J(" "), "no PEM"], ["secret", "no PEM"], [base64, "no PEM"], [{}, "no PEM"], ["0\u0082\u0004\ufffd", "binary"],
        [armoured("CERTIFICATE", "\n"), "is public"], [armoured("PUBLIC KEY", "\n"), "is public"],
        [armoured("PRIVATE KEY", "\n") + armoured("EC PRIVATE KEY", "\n"), "2 private keys"], [armoured("OPENSSH PRIVATE KEY", "\n"), "ssh-keygen"],
        [armoured("DSA PRIVATE KEY", "\n"), "none for TLS"], [armoured("PRIVATE KEY", "\n").replace(/-----END.*/, ""), "without its END"],
        [armoured("PRIVATE KEY", "\n").replace("MII", "MI"), "broken"], [armoured("PRIVATE KEY", "…"), "broken"], ["-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----", "broken"],
        [armoured("RSA PRIVATE KEY", "\n", old("CAMELLIA-256-CBC", start + start)), "not known here"], [armoured("RSA PRIVATE KEY", "\n", old("AES-128-CBC", "0A")), "not known here"]
    ].forEach(function (pair) {
        check.fails("key: " + pair[1], function () { keys.privateKey(pair[0]); }, 400, pair[1]);
        check.fails("key: refused without being shown", function () {
            try {
                keys.privateKey(pair[0]);
            } catch (e) {
                throw /MIIE|secret/.test(String(e)) ? "shown" : e;
            }
        }, 400, "the key");
    });
    check.same("certificates: in their order", keys.certificates({ content: J(armoured("X509 CERTIFICATE", "\r\n") + "\r\n" + armoured("CERTIFICATE", "\n")) }, "x"),
        [armoured("CERTIFICATE", "\n") + "\n", armoured("CERTIFICATE", "\n") + "\n"]);
    [[null, "x is missing"], ["text", "must be a file"], [{ content: null }, "must be a file"], [{ content: "" }, "content of x is missing"],
        [{ content: "0\ufffd\u0003" }, "binary"], [{ content: armoured("PRIVATE KEY", "\n") }, "holds a private key"],
        [{ content: armoured("CERTIFICATE REQUEST", "\n") }, "but CERTIFICATE REQUEST"], [foreign.gone(), ""]].forEach(function (pair) {
        check.fails("certificates: " + pair[1], function () { keys.certificates(pair[0], "x"); }, 400, pair[1]);
    });

    // -- deployments
    check.same("checksum", deployments.checksum("foobar"), "bf9cf968ffe8d046");
    check.same("checksum: other text, other sum", deployments.checksum("\u20ac") === deployments.checksum("\u20ad"), false);
    check.same("order", deployments.order({ web: ["db", "cache"], db: [], cache: ["db"] }), ["db", "cache", "web"]);
    check.fails("order: a circle", function () { deployments.order({ a: ["b"], b: ["a"] }); }, 400, "a → b → a");
    check.same("expand", deployments.expand("${A}-$${A}-$A-${B}", { A: "$&", B: 5 }), "$&-${A}-$A-5");
    ["${X}", "${", "${}", "${constructor}"].forEach(function (bad) {
        check.fails("expand: not " + bad, function () { deployments.expand(bad, {}); }, 400, "the secrets have no text");
    });
    var small = { name: "s", containers: { a: { image: "app", env: { A: 1 }, ports: [80], dependsOn: "b" }, b: { image: "app:2" } } };
    var plan = deployments.plan(small, null, undefined);
    check.same("plan: the same from an object and from a text", plan, deployments.plan(J(JSON.stringify(small)), "", J(" ")));
    check.same("plan: the order", plan.containers.map(function (part) { return part.name; }), ["s-b", "s-a"]);
    check.same("plan: what Docker gets", [plan.containers[1].body.Env, plan.containers[1].body.ExposedPorts, plan.networks[0].name],
        [["A=1"], { "80/tcp": {} }, "s-default"]);
    check.same("plan: any name", deployments.plan({ name: "s", networks: { hasOwnProperty: {} },
        containers: { hasOwnProperty: { image: "app" }, toString: { image: "app", dependsOn: ["hasOwnProperty"] } } }, null, null)
        .containers.map(function (part) { return part.key; }), ["hasOwnProperty", "toString"]);
    check.fails("plan: words are texts", function () {
        deployments.plan({ name: "s", containers: { a: { image: "app", command: ["run", {}] } } }, null, null);
    }, 400, "containers.a.command: ");
    [null, "", "{", "[]", "5", J("null")].forEach(function (bad) {
        check.fails("plan: not " + bad, function () { deployments.plan(bad, null, null); }, 400, "the description");
    });
})();
