/**
 * Save a node's entry. Names of nodes are unique, whatever their capitals.
 *
 * @param {Any} entry - the entry; see entries
 * @param {SecureString} password - the password of its account at the registry, or null
 * @throws COOPTO-409 when another node has that name
 */
(function (entry, password) {
    var store = System.getModule("de.fum.coopto.store"), owner = System.nextUUID(), entries, element, i;
    // Locks outlive a script that fails, hence the finally.
    LockingSystem.lockAndWait("de.fum.coopto.nodes", owner);
    try {
        entries = store.entries();
        for (i = 0; i < entries.length; i++) {
            if (entries[i].id !== entry.id && entries[i].displayName.toLowerCase() === entry.displayName.toLowerCase()) {
                throw "COOPTO-409: there is a Docker node \"" + entries[i].displayName + "\" already, at " + entries[i].url;
            }
        }
        element = store.element(true);
        if (password !== null) {
            element.setAttributeWithKey(store.key("password", entry.id), password, "SecureString");
        }
        element.setAttributeWithKey(store.key("node", entry.id),
            JSON.stringify(System.getModule("de.fum.coopto.values").plain(entry, "the entry of the node")), "string");
    } finally {
        LockingSystem.unlock("de.fum.coopto.nodes", owner);
    }
});
