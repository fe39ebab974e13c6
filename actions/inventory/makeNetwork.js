/**
 * Make the inventory's object of a network.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} network - what Docker says of it, in its list or alone
 * @returns {DockerNetwork} the object
 */
(function (nodeId, network) {
    var values = System.getModule("de.fum.coopto.values"), id = String(network.Id);
    var subnets = values.list(network.IPAM && network.IPAM.Config).map(function (pool) {
        return String(pool.Subnet || "");
    });
    return System.getModule("de.fum.coopto.inventory").make("DockerNetwork", nodeId + "/" + id, String(network.Name || id.substring(0, 12)), {
        nodeId: nodeId,
        networkId: id,
        driver: String(network.Driver || ""),
        scope: String(network.Scope || ""),
        internal: network.Internal === true,
        attachable: network.Attachable === true,
        subnets: JSON.stringify(subnets),
        labels: JSON.stringify(network.Labels || {}),
        created: String(network.Created || "")
    });
});
