/**
 * Set privileges.
 *
 * @param {DockerNode} node - the node
 * @param {Any} body - The privileges
 * @returns {Any[]} The answers
 * @throws COOPTO-<status> with what Docker said
 */
(function (node, body) {
    var values = System.getModule("com.example.mail.values");
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "set privileges",
        method: "POST",
        path: "/privileges",
        body: engine.body(values.given(body, "body"), "body", [{
            Name: "string!",
            Value: "string[]"
        }]),
        as: "lines",
        seconds: 60
    });
});
