/**
 * Forget the account that is kept for a registry, and its password. Accounts of single nodes stay.
 *
 * @param {string} registry - such as "registry.example.org:5000"; left out: Docker Hub
 * @throws COOPTO-404 when none is kept
 */
(function (registry) {
    var registries = System.getModule("de.fum.coopto.internal.registries"), owner = System.nextUUID();
    var address = registries.address(registry);
    LockingSystem.lockAndWait("de.fum.coopto.registries", owner);
    try {
        var element = registries.element(false), found = false;
        ["account", "password"].forEach(function (kind) {
            var key = registries.key(kind, address);
            if (element !== null && element.getAttributeWithKey(key)) {
                element.removeAttributeWithKey(key);
                found = true;
            }
        });
        if (!found) {
            throw "COOPTO-404: no account is kept for the registry " + address;
        }
    } finally {
        LockingSystem.unlock("de.fum.coopto.registries", owner);
    }
    System.log("forgot the account at " + address);
});
