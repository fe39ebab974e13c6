/**
 * Get the image of a container of a deployment.
 *
 * @param {DockerNode} node - the node
 * @param {string} reference - the image
 * @param {string} pull - when to pull it: missing, always or never
 * @returns {DockerImage} the image
 */
(function (node, reference, pull) {
    var images = System.getModule("de.fum.coopto.images");
    if (pull === "always") {
        return images.pullImage(node, reference);
    }
    return pull === "never" ? images.getImageByTag(node, reference) : images.pullIfNotExists(node, reference);
});
