/**
 * All images of a node, by name.
 *
 * @param {DockerNode} node - the node
 * @returns {DockerImage[]} the images
 */
(function (node) {
    var entry = System.getModule("de.fum.coopto.store").entry(
        System.getModule("de.fum.coopto.values").identify(node, "DockerNode").node);
    return System.getModule("de.fum.coopto.inventory").list(entry, "DockerImage", 60);
});
