/**
 * Ping a node. It answers.
 *
 * @param {DockerNode} node - the node
 * @returns {string}
 * @throws COOPTO-501 when the API of the node is older than 1.24; COOPTO-<status> with what Docker said
 */
(function (node) {
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "ping a node",
        since: "1.24",
        method: "GET",
        path: "/_ping",
        as: "text",
        seconds: 10
    });
});
