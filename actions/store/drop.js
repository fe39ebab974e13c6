/**
 * Take attributes out of the store.
 *
 * @param {string[]} names - their names; what is not there is passed over. Left out: those of nodes that are
 *     gone, found while nobody else writes, as a node that is being saved has its password first
 * @returns {string[]} the names of those that were taken out
 */
(function (names) {
    var store = System.getModule("de.fum.coopto.store"), owner = System.nextUUID(), element, taken;
    LockingSystem.lockAndWait("de.fum.coopto.nodes", owner);
    try {
        element = store.element(false);
        taken = (names || store.orphans()).filter(function (name) {
            return element !== null && element.getAttributeWithKey(name);
        });
        taken.forEach(function (name) {
            element.removeAttributeWithKey(name);
        });
    } finally {
        LockingSystem.unlock("de.fum.coopto.nodes", owner);
    }
    return taken;
});
