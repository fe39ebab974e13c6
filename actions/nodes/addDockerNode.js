/**
 * Add a Docker node to the inventory, after asking it whether it is one. Sets up the inventory
 * where that has not been done yet. The version of the API is agreed upon with the node, again and
 * again, and is no setting.
 *
 * The server must trust the certificate of a node with TLS; see trustAuthority. Where Docker asks for a
 * certificate of the client, that key must be in a key store of the server; see addClientKey. The account for a registry is used
 * when images are pulled from that registry, and is kept encrypted.
 *
 * @param {string} displayName - what people will see, unique among the nodes
 * @param {string} hostname - host name, IP address, tcp://host:port, https://host:port or unix:///path
 * @param {number} hostPort - the port; left out: 2375, with TLS 2376
 * @param {boolean} tls - whether to use TLS
 * @param {string} clientKey - id of the key to show to the node, for TLS with certificates on both sides
 * @param {boolean} verifyHost - whether the node's certificate must be for its host name; left out: yes
 * @param {string} registry - the registry that the account is for; left out: Docker Hub
 * @param {string} registryUser - name of the account
 * @param {SecureString} registryPassword - password of the account
 * @returns {DockerNode} the node
 * @id d7809ffb-dc18-499d-95e5-e6b7b5e5fc9b
 */
(function (displayName, hostname, hostPort, tls, clientKey, verifyHost, registry, registryUser, registryPassword) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var inventory = System.getModule("de.fum.coopto.inventory"), store = System.getModule("de.fum.coopto.store");
    var endpoint = engine.endpoint(hostname, hostPort, tls);
    var user = values.text(registryUser, "the name of the account at the registry");
    var password = registryPassword === null || registryPassword === undefined ? "" : String(registryPassword);
    var entry = {
        id: String(System.nextUUID()),
        displayName: values.required(displayName, "the name of the node"),
        url: endpoint.url,
        host: endpoint.host,
        verifyHost: String(verifyHost) !== "false",
        clientKey: values.text(clientKey, "the id of the client key"),
        registry: System.getModule("de.fum.coopto.internal.registries").address(registry),
        registryUser: user
    };
    if (user === null && password !== "") {
        throw "COOPTO-400: there is a password for the registry, and no name of an account";
    }
    if (entry.clientKey !== null && !endpoint.tls) {
        throw "COOPTO-400: there is a client key, and no TLS to use it with";
    }
    var docker = engine.connect(entry, "look for Docker", 60);
    var version = docker.call({ method: "GET", path: "/version" });
    inventory.define();
    store.save(entry, user === null ? null : password);
    inventory.refresh("DockerNode", entry.id);
    System.log("added \"" + entry.displayName + "\", " + entry.url + ": Docker " + version.Version + ", API " + docker.version);
    return inventory.makeNode(entry);
});
