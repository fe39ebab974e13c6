/**
 * The header that shows accounts to the registries that a build fetches from. Docker Hub's goes along always;
 * others only when the registry is named in what is built, so that a node sees no passwords that it needs not.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} text - the Dockerfile and the build arguments
 * @returns {Any} an object with the header, empty when there is no account
 */
(function (entry, text) {
    var registries = System.getModule("de.fum.coopto.internal.registries"), found = {}, low = String(text).toLowerCase();
    var names = registries.accounts().map(function (account) {
        return account.registry;
    }).concat(entry.registryUser ? [entry.registry] : []);
    names.forEach(function (registry) {
        var account = registry === "docker.io" || low.indexOf(registry) >= 0 ? registries.account(entry, registry) : null;
        if (account !== null) {
            found[account.serveraddress] = { username: account.username, password: account.password };
        }
    });
    return Object.keys(found).length === 0 ? {} : {
        "X-Registry-Config": System.getModule("de.fum.coopto.values").base64url(JSON.stringify(found))
    };
});
