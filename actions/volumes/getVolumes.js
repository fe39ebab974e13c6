/**
 * All volumes of a node, by name.
 *
 * @param {DockerNode} node - the node
 * @returns {DockerVolume[]} the volumes
 */
(function (node) {
    var entry = System.getModule("de.fum.coopto.store").entry(
        System.getModule("de.fum.coopto.values").identify(node, "DockerNode").node);
    return System.getModule("de.fum.coopto.inventory").list(entry, "DockerVolume", 60);
});
