/**
 * Ping a node. It answers.
 *
 * @param {DockerNode} node - the node
 * @returns {string}
 * @throws COOPTO-<status> with what Docker said
 */
(function (node) {
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "ping a node",
        method: "GET",
        path: "/_ping",
        as: "text",
        seconds: 10
    });
});
