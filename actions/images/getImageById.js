/**
 * Find an image by its id.
 *
 * @id e2e8d67b-9541-48aa-9ed7-f181ab6c7a12
 * @param {DockerNode} node - the node that has it
 * @param {string} imageId - with or without "sha256:", at least the first 12 digits
 * @returns {DockerImage} the image
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, imageId) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var id = values.required(imageId, "the id of the image").toLowerCase().replace(/^sha256:/, "");
    if (!/^[0-9a-f]{12,64}$/.test(id)) {
        throw "COOPTO-400: \"" + imageId + "\" is no id of an image: 12 to 64 digits 0 to 9 and a to f";
    }
    return System.getModule("de.fum.coopto.inventory").getImage(entry, "sha256:" + id, 60);
});
