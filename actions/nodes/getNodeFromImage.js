/**
 * Find the node that has an image.
 *
 * @param {DockerImage} image - the image
 * @returns {DockerNode} its node
 * @id 7d7c0733-acc2-45f7-ae84-7d724a22b42a
 */
(function (image) {
    var target = System.getModule("de.fum.coopto.values").identify(image, "DockerImage");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    return System.getModule("de.fum.coopto.inventory").makeNode(entry);
});
