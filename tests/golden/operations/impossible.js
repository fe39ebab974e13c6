/**
 * Attach to a container.
 *
 * @param {DockerNode} node - the node
 * @param {string} id - The id of the container
 * @param {boolean} logs - Whether earlier output comes along (optional)
 * @throws COOPTO-501, always: a script cannot speak "WebSocket"; use containerLogs
 */
(function (node, id, logs) {
    throw "COOPTO-501: impossible is not possible: a script cannot speak \"WebSocket\"; use containerLogs";
});
