/**
 * Set texts.
 *
 * @param {DockerNode} node - the node
 * @param {string[]} body - The texts (optional)
 * @throws COOPTO-<status> with what Docker said
 */
(function (node, body) {
    var values = System.getModule("com.example.mail.values");
    var engine = System.getModule("com.example.mail.engine");
    engine.operate(node, {
        what: "set texts",
        method: "POST",
        path: "/texts",
        body: body === null || body === undefined ? null : values.texts(body),
        as: "nothing",
        seconds: 60
    });
});
