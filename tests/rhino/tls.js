// A node that talks TLS and asks for a certificate.

var tls = {};

tls.run = function (url, folder) {
    var nodes = System.getModule("de.fum.coopto.nodes"), port = url.split(":").pop(), node;
    var add = function (address, key, verify) {
        return nodes.addDockerNode("secure", address, port, true, key, verify, null, null, null);
    };
    http.keys["key-1"] = folder + "/client.p12";
    check.fails("TLS: a plain request", function () {
        nodes.addDockerNode("secure", "127.0.0.1", port, false, null, null, null, null, null);
    }, 400, "HTTPS server");
    check.fails("TLS: an authority that is not trusted", function () { add("127.0.0.1", "key-1", true); }, 503, "no answer from " + url);
    http.authority = folder + "/ca.pem";
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
