/**
 * Start a command.
 *
 * @param {DockerNode} node - the node
 * @param {string} id - The id of the command
 * @param {Any} body - How it runs (optional)
 * @returns {Any} What it wrote
 * @throws COOPTO-<status> with what Docker said
 */
(function (node, id, body) {
    var values = System.getModule("com.example.mail.values");
    var engine = System.getModule("com.example.mail.engine");
    id = values.required(id, "id");
    body = engine.body(body, "body", {
        Tty: "boolean"
    }) || {};
    body.Detach = false;
    body["detach-keys"] = "ctrl-c";
    return engine.operate(node, {
        what: "start a command",
        method: "POST",
        path: "/exec/" + engine.path(id) + "/start",
        body: body,
        as: "log",
        seconds: 60
    });
});
