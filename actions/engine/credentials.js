/**
 * The header that shows an account to a registry: the one of the node, or the one that is kept for
 * all nodes. It goes to the registry that it is meant for, and to no other.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} registry - the registry of the image, such as "docker.io"
 * @returns {Any} an object with the header, empty when there is no account for that registry
 */
(function (node, registry) {
    var account = System.getModule("de.fum.coopto.internal.registries").account(node, registry);
    return account === null ? {} : {
        "X-Registry-Auth": System.getModule("de.fum.coopto.values").base64url(JSON.stringify(account))
    };
});
