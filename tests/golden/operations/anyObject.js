/**
 * Set anything.
 *
 * @param {DockerNode} node - the node
 * @param {Any} body - Anything (optional)
 * @param {string} image - The image whose registry is asked (optional)
 * @returns {Any} The answer
 * @throws COOPTO-<status> with what Docker said
 */
(function (node, body, image) {
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "set anything",
        method: "PUT",
        path: "/anything",
        body: engine.body(body, "body", {}),
        account: image,
        as: "json",
        seconds: 60
    });
});
