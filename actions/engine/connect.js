/**
 * Connect to a node: the one way to talk to Docker. How long to wait for an answer: 10 seconds
 * while the inventory is drawn, 60 for what Docker does at once, 1800 for what may take long.
 * A request has method and path, and perhaps query, body, headers and plain (no JSON document comes
 * back); what call returns and throws, the actions read and send say.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} what - what is being done, for the message, such as "start container \"db\""
 * @param {number} seconds - how long to wait for an answer
 * @returns {Any} an object with the function call(request), and the version agreed upon
 */
(function (node, what, seconds) {
    var engine = System.getModule("de.fum.coopto.engine");
    var version = engine.negotiate(node, what, Math.min(seconds, 60));
    return {
        version: version,
        call: function (request) {
            var answer = engine.send(node, what, {
                method: request.method,
                path: "/v" + version + request.path + engine.query(request.query || {}),
                body: request.body || null,
                headers: request.headers || null,
                seconds: seconds
            });
            return engine.read(node, what, answer, request.plain === true);
        }
    };
});
