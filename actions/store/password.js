/**
 * The password of a node's account at its registry.
 *
 * @param {string} nodeId - the node's id
 * @returns {SecureString} the password, empty when there is none
 */
(function (nodeId) {
    var store = System.getModule("de.fum.coopto.store");
    var element = store.element(false);
    var attribute = element ? element.getAttributeWithKey(store.key("password", nodeId)) : null;
    return attribute && attribute.value !== null ? String(attribute.value) : "";
});
