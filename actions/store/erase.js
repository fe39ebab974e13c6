/**
 * Forget a node.
 *
 * @param {string} nodeId - the node's id
 * @throws COOPTO-404 when there is no such node
 */
(function (nodeId) {
    var store = System.getModule("de.fum.coopto.store");
    store.entry(nodeId);
    store.drop([store.key("node", nodeId), store.key("password", nodeId)]);
});
