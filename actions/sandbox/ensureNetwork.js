/**
 * Make sure that a node has a network: create it unless it is there already.
 *
 * @param {DockerNode} node - the node
 * @param {string} name - name of the network
 * @returns {string} the name
 */
(function (node, name) {
    var values = System.getModule("de.fum.coopto.values"), networks = System.getModule("de.fum.coopto.networks");
    var wanted = values.required(name, "the name of the network");
    try {
        networks.getNetworkByName(node, wanted);
    } catch (e) {
        if (values.status(e) !== 404) {
            throw e;
        }
        networks.createNetwork(node, wanted, null, null, null, null, false, false, false, null, null);
    }
    return wanted;
});
