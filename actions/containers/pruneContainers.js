/**
 * Remove the containers of a node that do not run. Their volumes stay.
 *
 * @param {DockerNode} node - the node
 * @param {string} olderThan - only containers made before: a time such as "24h", or a date such as "2024-01-31"
 * @param {string[]} labels - only containers with all these labels, each "key" or "key=value", "!key" for without
 * @returns {Any} an object with removed (ids) and reclaimed (bytes)
 */
(function (node, olderThan, labels) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var said = System.getModule("de.fum.coopto.internal.nodes").prune(entry, "containers", "/containers/prune", olderThan, labels, {});
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", entry.id + "/containers");
    return { removed: values.texts(said.ContainersDeleted), reclaimed: Number(said.SpaceReclaimed || 0) };
});
