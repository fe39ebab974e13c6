/**
 * The account that a node uses at a registry: its own, or the one that is kept for all nodes.
 *
 * @param {Any} node - the node's entry in the store, or null: only the one for all nodes
 * @param {string} registry - the registry; see address
 * @returns {Any} the account as login gives it; null when there is none
 */
(function (node, registry) {
    var registries = System.getModule("de.fum.coopto.internal.registries"), user = null, password = "", element, attribute, i, known;
    if (node !== null && node.registryUser && node.registry === registry) {
        user = node.registryUser;
        password = System.getModule("de.fum.coopto.store").password(node.id);
    } else {
        known = registries.accounts();
        for (i = 0; i < known.length; i++) {
            if (known[i].registry === registry) {
                user = known[i].user;
            }
        }
        element = user === null ? null : registries.element(false);
        attribute = element === null ? null : element.getAttributeWithKey(registries.key("password", registry));
        password = attribute && attribute.value !== null ? String(attribute.value) : "";
    }
    return user === null ? null : registries.login(registry, user, password);
});
