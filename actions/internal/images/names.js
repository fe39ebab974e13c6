/**
 * The names of an image as the node has them now: the inventory may be older than the last tag.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - the image's id in Docker
 * @returns {Any} an object with tags and digests, lists of texts
 * @throws COOPTO-404 when the node has the image no longer
 */
(function (docker, id) {
    var path = "/images/" + System.getModule("de.fum.coopto.engine").path(id) + "/json";
    return System.getModule("de.fum.coopto.internal.images").named(docker.call({ method: "GET", path: path }));
});
