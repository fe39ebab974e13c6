/**
 * Look at a file.
 *
 * @param {DockerNode} node - the node
 * @returns {string} What is known of it
 * @throws COOPTO-501 when the API of the node is older than 1.24; COOPTO-<status> with what Docker said
 */
(function (node) {
    var engine = System.getModule("com.example.mail.engine");
    return engine.operate(node, {
        what: "look at a file",
        since: "1.24",
        method: "HEAD",
        path: "/files",
        as: "header X-Docker-Container-Path-Stat",
        seconds: 60
    });
});
