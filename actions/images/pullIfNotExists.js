/**
 * Make sure that a node has an image: pull it unless it is there already.
 *
 * @param {DockerNode} node - the node
 * @param {string} imageTag - such as "postgres:16"; without a tag, latest
 * @returns {DockerImage} the image as the node has it
 */
(function (node, imageTag) {
    var images = System.getModule("de.fum.coopto.images"), values = System.getModule("de.fum.coopto.values");
    // A node that was removed is missing as well, and another matter.
    System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    try {
        return images.getImageByTag(node, imageTag);
    } catch (e) {
        // Only what is missing is pulled: a node that does not answer would not pull either.
        if (values.status(e) !== 404) {
            throw e;
        }
    }
    return images.pullImage(node, imageTag);
});
