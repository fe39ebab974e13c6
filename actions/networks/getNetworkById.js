/**
 * Find a network by its id.
 *
 * @param {DockerNode} node - the node that has it
 * @param {string} networkId - at least the first 12 digits
 * @returns {DockerNetwork} the network
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, networkId) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var id = values.required(networkId, "the id of the network").toLowerCase();
    // Those of a swarm have more letters than a to f.
    if (!/^[0-9a-z]{12,64}$/.test(id)) {
        throw "COOPTO-400: \"" + networkId + "\" is no id of a network: 12 to 64 digits and small letters";
    }
    return System.getModule("de.fum.coopto.inventory").getNetwork(entry, id, 60);
});
