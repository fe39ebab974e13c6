/**
 * The name of an attribute in the store. Attributes are named like variables everywhere.
 *
 * @param {string} kind - "node" or "password"
 * @param {string} nodeId - the node's id
 * @returns {string} such as "node_0b5e…"
 */
(function (kind, nodeId) {
    return kind + "_" + String(nodeId).replace(/[^A-Za-z0-9]/g, "_");
});
