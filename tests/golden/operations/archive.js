/**
 * Write files.
 *
 * @param {DockerNode} node - the node
 * @param {string} body - The archive
 * @param {string} path - The folder
 * @throws COOPTO-<status> with what Docker said
 */
(function (node, body, path) {
    var values = System.getModule("com.example.mail.values");
    var engine = System.getModule("com.example.mail.engine");
    path = values.required(path, "path");
    engine.operate(node, {
        what: "write files",
        method: "PUT",
        path: "/files",
        query: {
            path: path
        },
        text: values.given(body, "body"),
        contentType: "application/x-tar",
        as: "nothing",
        seconds: 60
    });
});
