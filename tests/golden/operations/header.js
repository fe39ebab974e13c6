/**
 * Look at a file.
 *
 * @param {DockerNode} node - the node
 * @returns {string} What is known of it
 * @throws COOPTO-<status> with what Docker said
 */
(function (node) {
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "look at a file",
        method: "HEAD",
        path: "/files",
        as: "header X-Docker-Container-Path-Stat",
        seconds: 60
    });
});
