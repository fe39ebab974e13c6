/**
 * The header that shows a node's credentials to a registry. They go to the registry that they
 * are meant for, and to no other.
 *
 * @param {Any} node - the node's entry in the store
 * @param {string} registry - the registry of the image, such as "docker.io"
 * @returns {Any} an object with the header, empty when the node has no credentials for that registry
 */
(function (node, registry) {
    if (!node.registryUser || node.registry !== registry) {
        return {};
    }
    return {
        "X-Registry-Auth": System.getModule("de.fum.coopto.values").base64url(JSON.stringify({
            username: node.registryUser,
            password: System.getModule("de.fum.coopto.store").password(node.id),
            serveraddress: registry === "docker.io" ? "https://index.docker.io/v1/" : registry
        }))
    };
});
