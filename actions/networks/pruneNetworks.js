/**
 * Remove the networks of a node that no container is in. Docker's own ones stay.
 *
 * @param {DockerNode} node - the node
 * @param {string} olderThan - only networks made before: a time such as "24h", or a date such as "2024-01-31"
 * @param {string[]} labels - only networks with all these labels, each "key" or "key=value", "!key" for without
 * @returns {string[]} the names of those that were removed
 */
(function (node, olderThan, labels) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var said = System.getModule("de.fum.coopto.internal.nodes").prune(entry, "networks", "/networks/prune", olderThan, labels, {});
    System.getModule("de.fum.coopto.inventory").refresh("DockerNetwork", entry.id + "/networks");
    return values.texts(said.NetworksDeleted);
});
