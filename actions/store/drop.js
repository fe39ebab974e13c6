/**
 * Take attributes out of the store.
 *
 * @param {string[]} names - their names; what is not there is passed over
 */
(function (names) {
    var element = System.getModule("de.fum.coopto.store").element(false), owner = System.nextUUID();
    LockingSystem.lockAndWait("de.fum.coopto.nodes", owner);
    try {
        names.forEach(function (name) {
            if (element !== null && element.getAttributeWithKey(name)) {
                element.removeAttributeWithKey(name);
            }
        });
    } finally {
        LockingSystem.unlock("de.fum.coopto.nodes", owner);
    }
});
