// A node that talks TLS and asks for a certificate.

var tls = {};

tls.run = function (url, folder) {
    var nodes = System.getModule("de.fum.coopto.nodes"), port = url.split(":").pop(), node;
    var add = function (address, key, verify) {
        return nodes.addDockerNode("secure", address, port, true, key, verify, null, null, null);
    };
    var text = function (name) { return server.text(readFile(folder + "/" + name, "UTF-8")); };
    var file = function (name) { return { name: server.text(name), mimeType: server.text("text/plain"), content: text(name) }; };
    var config = Config;

    // ---- the key, as a field of one line hands it over
    Config = undefined;
    check.fails("key: servers before 7", function () {
        nodes.addClientKey("client", file("client.pem"), text("client-key.pem"), null, null);
    }, 501, "those before 7 do not");
    check.fails("authority: servers before 7", function () { nodes.trustAuthority(file("ca.pem")); }, 501, "those before 7 do not");
    Config = config;
    var shown = text("client-key.pem").split("\n")[3];
    check.fails("key: the server's reason, but nothing that it quotes of the key", function () {
        try {
            nodes.addClientKey("client", file("client.pem"), String(text("client-key.pem")).replace(/PRIVATE KEY/g, "EC PRIVATE KEY"), "s3cret", null);
        } catch (e) {
            throw String(e).indexOf(shown) < 0 ? e : "shown";
        }
    }, 400, "add the key \"client\" to the key store \"Coopto\": no private key: ");
    check.same("key: nothing is kept of it", server.keys, []);
    check.same("key: added", nodes.addClientKey(server.text("1"), file("client.pem"), text("client-key.pem").replace("\n", " "), null, null), "key-1");
    check.fails("key: the name again", function () {
        nodes.addClientKey("1", file("client.pem"), text("client-key.pem"), null, "another");
    }, 409, "with the id key-1");
    check.same("key: no store more than needed", server.keyStores.map(function (store) { return String(store.name); }), ["Coopto"]);
    check.same("key: nothing of it is logged", server.log.filter(function (line) { return /BEGIN|PRIVATE/.test(line); }), []);
    check.fails("TLS: a plain request", function () {
        nodes.addDockerNode("secure", "127.0.0.1", port, false, null, null, null, null, null);
    }, 400, "HTTPS server");
    check.fails("TLS: an authority that is not trusted", function () { add("127.0.0.1", "key-1", true); }, 503, "no answer from " + url);
    nodes.trustAuthority(file("ca.pem"));
    check.fails("TLS: no certificate of the client", function () { add("127.0.0.1", null, true); }, 503, "no answer from " + url);
    check.fails("TLS: a key that is not there", function () { add("127.0.0.1", "key-2", true); }, 503, "key-2");
    check.fails("TLS: another host name", function () { add("localhost", "key-1", null); }, 503, "no answer from");
    node = add("localhost", "key-1", false);
    check.same("TLS: another host name, by choice", String(node.getProperty("url")), "https://localhost:" + port);
    nodes.removeDockerNode(node);
    node = server.pass(add("127.0.0.1", "key-1", "true"));
    check.same("TLS: both certificates", [String(node.getProperty("url")), node.getProperty("tls")], [url, true]);
    check.fails("TLS: later calls too", function () { System.getModule("de.fum.coopto.images").getImageByTag(node, "none"); }, 404, "none:latest");
    nodes.removeDockerNode(node);
};
