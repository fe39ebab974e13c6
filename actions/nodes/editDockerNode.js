/**
 * Change a Docker node of the inventory: its name, its address, the account. What is left out stays
 * as it is. Where the way to the node changes, it is asked first whether it is one. Workflows and
 * references that have the node keep it.
 *
 * @param {DockerNode} node - the node
 * @param {string} displayName - what people will see, unique among the nodes
 * @param {string} address - with TLS https://host:port, without tcp://host:port
 * @param {string} clientKey - id of the key to show to the node, for TLS with certificates on both sides
 * @param {boolean} removeClientKey - whether no key is shown any more
 * @param {boolean} verifyHost - whether the node's certificate must be for its host name
 * @param {string} registry - the registry that the account is for
 * @param {string} registryUser - name of the account
 * @param {SecureString} registryPassword - password of the account; must be given again when the account or its registry changes
 * @param {boolean} removeAccount - whether account and password are forgotten
 * @returns {DockerNode} the node
 */
(function (node, displayName, address, clientKey, removeClientKey, verifyHost, registry, registryUser, registryPassword, removeAccount) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory"), store = System.getModule("de.fum.coopto.store");
    var before = store.entry(values.identify(node, "DockerNode").node), forget = values.flag(removeAccount);
    var given = function (value) {
        return value !== null && value !== undefined && String(value) !== "";
    };
    var endpoint = engine.endpoint(given(address) ? address : before.url, null, false);
    var password = given(registryPassword) ? String(registryPassword) : null;
    var entry = {
        id: before.id,
        displayName: values.text(displayName, "the name of the node") || before.displayName,
        url: endpoint.url,
        host: endpoint.host,
        verifyHost: given(verifyHost) ? values.flag(verifyHost) : before.verifyHost,
        clientKey: values.text(clientKey, "the id of the client key"),
        registry: values.text(registry, "the registry") ? System.getModule("de.fum.coopto.internal.registries").address(registry) : before.registry,
        registryUser: values.text(registryUser, "the name of the account at the registry") || before.registryUser
    };
    if (entry.clientKey !== null && !endpoint.tls) {
        throw "COOPTO-400: there is a client key, and no TLS to use it with";
    }
    if (entry.clientKey === null && endpoint.tls && !values.flag(removeClientKey)) {
        entry.clientKey = before.clientKey;
    }
    if (forget) {
        entry.registry = "docker.io";
        entry.registryUser = null;
        password = "";
    } else if (password !== null && entry.registryUser === null) {
        throw "COOPTO-400: there is a password for the registry, and no name of an account";
    } else if (password === null && before.registryUser !== null &&
        (entry.registryUser !== before.registryUser || entry.registry !== before.registry)) {
        // The old password is not for that account, and above all not for that registry.
        throw "COOPTO-400: the account at the registry is another one, and its password is missing";
    }
    if (entry.url !== before.url || entry.clientKey !== before.clientKey || entry.verifyHost !== before.verifyHost) {
        engine.connect(entry, "look for Docker", 60).call({ method: "GET", path: "/version" });
    }
    store.save(entry, password);
    inventory.refresh("DockerNode", entry.id);
    System.log("changed \"" + before.displayName + "\": " + entry.displayName + ", " + entry.url);
    return inventory.makeNode(entry);
});
