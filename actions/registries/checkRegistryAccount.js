/**
 * Let a node try an account at its registry: one that is given, or the one that the node would use.
 *
 * @param {DockerNode} node - the node that tries
 * @param {string} registry - such as "registry.example.org:5000"; left out: Docker Hub
 * @param {string} user - name of the account; left out: the account of the node, or the one that is kept
 * @param {SecureString} password - its password or token
 * @returns {string} what the registry says, such as "Login Succeeded"
 * @throws COOPTO-404 when no account is known; COOPTO-401 or 500 when the registry refuses it or is not reached
 */
(function (node, registry, user, password) {
    var values = System.getModule("de.fum.coopto.values"), registries = System.getModule("de.fum.coopto.internal.registries");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var address = registries.address(registry), name = values.text(user, "the name of the account"), account;
    var secret = password === null || password === undefined ? "" : String(password);
    if (name === null && secret !== "") {
        throw "COOPTO-400: there is a password, and no name of an account";
    }
    if (name !== null && secret === "") {
        throw "COOPTO-400: the password of the account is missing";
    }
    account = name === null ? registries.account(entry, address) : registries.login(address, name, secret);
    if (account === null) {
        throw "COOPTO-404: node \"" + entry.displayName + "\" has no account at " + address + ", and none is kept for all nodes";
    }
    var docker = System.getModule("de.fum.coopto.engine").connect(entry,
        "check the account \"" + account.username + "\" at " + address, 60);
    var said = docker.call({
        method: "POST",
        path: "/auth",
        body: account
    });
    var status = said && said.Status ? String(said.Status) : "accepted";
    System.log(docker.what + ": " + status);
    return status;
});
