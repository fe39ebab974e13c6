/**
 * Forget a node.
 *
 * @param {string} nodeId - the node's id
 * @throws COOPTO-404 when there is no such node
 */
(function (nodeId) {
    var store = System.getModule("de.fum.coopto.store"), owner = System.nextUUID(), element, password;
    LockingSystem.lockAndWait("de.fum.coopto.nodes", owner);
    try {
        store.entry(nodeId);
        element = store.element(true);
        element.removeAttributeWithKey(store.key("node", nodeId));
        password = store.key("password", nodeId);
        if (element.getAttributeWithKey(password)) {
            element.removeAttributeWithKey(password);
        }
    } finally {
        LockingSystem.unlock("de.fum.coopto.nodes", owner);
    }
});
