/**
 * Connect to a node: the one way to talk to Docker. How long to wait for an answer: 5 seconds to
 * look whether a node is there, 10 while the inventory is drawn, 60 for what Docker does at once,
 * 1800 for what may take long.
 *
 * What comes back has
 * - version: the version of the API agreed upon
 * - what: what is being done and where, for messages: "start container \"db\" on \"laptop\""
 * - since(version, part): fails with COOPTO-501 when the node's API is older than that; part is what
 *   needs it, or null
 * - call(request): the JSON document of the answer as a value, or null; or what the request asks for
 * - change(request): gives nothing; for a change whose answer says no more than that it was made
 *
 * A request has method and path, and perhaps query and headers (objects), body (a JSON value), or
 * text and contentType (a body that is sent as it is); plain: true (the answer's text instead of a
 * JSON document), header (the value of this header instead), failIfSo: true (Docker's "it is so
 * already" is COOPTO-304, and not a success).
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what is being done, for the message, such as "start container \"db\""
 * @param {number} seconds - how long to wait for an answer
 * @returns {Any} an object with version, what, since, call and change
 * @throws COOPTO-<status>; see send, read and negotiate
 */
(function (node, what, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), docker;
    // To agree on a version takes Docker no time; where somebody watches the inventory, less patience is better.
    var patience = seconds > 10 ? 10 : 5;
    var send = function (request) {
        return engine.send(node, what, {
            method: request.method,
            path: "/v" + docker.version + request.path + engine.query(request.query || {}),
            body: request.body,
            text: request.text,
            contentType: request.contentType,
            headers: request.headers || null,
            seconds: seconds
        });
    };
    docker = {
        version: engine.negotiate(node, what, patience),
        what: what + " on \"" + node.displayName + "\"",
        since: function (version, part) {
            if (engine.older(docker.version, version)) {
                throw "COOPTO-501: " + docker.what + ": " + (part ? part + " needs" : "this needs") + " Docker Engine API " + version +
                    ", and the node speaks " + docker.version;
            }
        },
        call: function (request) {
            var answer = send(request), other;
            // An Engine that was replaced since we agreed says so, and which version it speaks.
            if (answer.status === 400 && answer.version !== null && /client version/i.test(answer.text)) {
                other = engine.negotiate(node, what, patience);
                if (other !== docker.version) {
                    docker.version = other;
                    answer = send(request);
                }
            }
            if (answer.status === 304 && request.failIfSo === true) {
                throw "COOPTO-304: " + docker.what + ": it is so already";
            }
            var value = engine.read(node, what, answer, request.plain === true || !!request.header);
            return request.header ? answer.header(request.header) : value;
        },
        change: function (request) {
            // Docker leaves the answer empty; Podman writes OK, which is no JSON.
            request.plain = true;
            docker.call(request);
        }
    };
    return docker;
});
