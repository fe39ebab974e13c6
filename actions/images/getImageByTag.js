/**
 * Find an image by any of its tags.
 *
 * @id ff3b89f8-ecf3-420e-ba67-d04ccce59292
 * @param {DockerNode} node - the node that has it
 * @param {string} imageTag - such as "postgres:latest"; without a tag, latest
 * @returns {DockerImage} the image
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, imageTag) {
    var target = System.getModule("de.fum.coopto.values").identify(node, "DockerNode");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var image = System.getModule("de.fum.coopto.engine").reference(imageTag);
    return System.getModule("de.fum.coopto.inventory").getImage(entry, image.text, 60);
});
