/**
 * Look whether a node is there and can be talked to. It takes 15 seconds at most, and an answer that is no good
 * is a result and not a failure.
 *
 * @param {DockerNode} node - the node
 * @returns {Any} an object with online, version (of Docker), apiVersion (that we speak with it), milliseconds
 *     (that the answer took) and message (what is wrong; empty when it is online)
 */
(function (node) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var seen = { online: false, version: "", apiVersion: "", milliseconds: 0, message: "" }, began = new Date().getTime();
    try {
        var docker = System.getModule("de.fum.coopto.engine").connect(entry, "look for Docker", 5);
        seen.version = String(docker.call({ method: "GET", path: "/version" }).Version || "");
        seen.apiVersion = docker.version;
        seen.online = true;
    } catch (e) {
        seen.message = values.message(e);
    }
    seen.milliseconds = new Date().getTime() - began;
    return seen;
});
