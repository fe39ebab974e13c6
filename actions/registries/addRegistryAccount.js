/**
 * Keep an account at a registry, for all Docker nodes: they pull and push with it. The password is
 * kept encrypted. An account that is kept for the same registry is replaced.
 *
 * @param {string} registry - such as "registry.example.org:5000"; left out: Docker Hub
 * @param {string} user - name of the account
 * @param {SecureString} password - its password or token
 * @param {DockerNode} node - a node that tries it at the registry first; left out: nobody tries
 * @throws COOPTO-401 or what else the node says when the registry refuses it; nothing is kept then
 */
(function (registry, user, password, node) {
    var values = System.getModule("de.fum.coopto.values"), registries = System.getModule("de.fum.coopto.registries"),
        internal = System.getModule("de.fum.coopto.internal.registries");
    var address = internal.address(registry), owner = System.nextUUID(), element;
    var name = values.required(user, "the name of the account"), secret = String(values.given(password, "the password of the account"));
    if (node !== null && node !== undefined) {
        registries.checkRegistryAccount(node, address, name, secret);
    }
    // Locks outlive a script that fails, hence the finally.
    LockingSystem.lockAndWait("de.fum.coopto.registries", owner);
    try {
        element = internal.element(true);
        element.setAttributeWithKey(internal.key("password", address), secret, "SecureString");
        element.setAttributeWithKey(internal.key("account", address), JSON.stringify({ registry: address, user: name }), "string");
    } finally {
        LockingSystem.unlock("de.fum.coopto.registries", owner);
    }
    System.log("keeps the account \"" + name + "\" at " + address);
});
