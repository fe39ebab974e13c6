/**
 * The tag of an image that has only one: for a form to begin with.
 *
 * @param {DockerImage} image - the image, or nothing
 * @returns {string} such as "postgres:16"; empty when there are none or several
 */
(function (image) {
    var tags = System.getModule("de.fum.coopto.images").getImageTags(image);
    return tags.length === 1 ? tags[0] : "";
});
