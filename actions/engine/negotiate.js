/**
 * Agree with a node on a version of the Engine API: the newest that both sides know.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what is being done, for the message
 * @param {number} seconds - how long to wait
 * @returns {string} such as "1.41"
 * @throws COOPTO-501 when the Engine is older than Docker 1.12, COOPTO-502 when it is none
 */
(function (node, what, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), newest = "1.55", oldest = "1.24", answer, said;
    answer = engine.send(node, what, { method: "GET", path: "/_ping", seconds: seconds });
    if (answer.status === 404) {
        // Every Engine has this path. It must not look like a thing of Docker's that is missing.
        throw "COOPTO-502: " + what + " on \"" + node.displayName + "\": what answers at " + node.url + " is no Docker Engine";
    }
    engine.read(node, what, answer, true);
    var version = answer.version;
    if (version === null) {
        // Engines before 1.13 have no such header.
        answer = engine.send(node, what, { method: "GET", path: "/version", seconds: seconds });
        said = engine.read(node, what, answer, false);
        version = said && said.ApiVersion ? String(said.ApiVersion) : oldest;
    }
    if (engine.older(version, oldest)) {
        throw "COOPTO-501: " + what + " on \"" + node.displayName + "\": its Docker Engine speaks API " + version +
            ", and " + oldest + " (Docker 1.12) is the oldest that works";
    }
    return engine.lower(version, newest);
});
