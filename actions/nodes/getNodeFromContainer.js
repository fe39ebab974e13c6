/**
 * Find the node that has a container.
 *
 * @param {DockerContainer} container - the container
 * @returns {DockerNode} its node
 * @id ea667cda-784a-46c4-8cf6-6f5e5b398b24
 */
(function (container) {
    var target = System.getModule("de.fum.coopto.values").identify(container, "DockerContainer");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    return System.getModule("de.fum.coopto.inventory").makeNode(entry);
});
