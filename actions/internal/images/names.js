/**
 * The names of an image as the node has them now: the inventory may be older than the last tag.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - the image's id in Docker
 * @returns {Any} an object with tags and digests, lists of texts
 * @throws COOPTO-404 when the node has the image no longer
 */
(function (docker, id) {
    var values = System.getModule("de.fum.coopto.values");
    var image = docker.call({ method: "GET", path: "/images/" + System.getModule("de.fum.coopto.engine").path(id) + "/json" });
    // Images without a name have null, an empty list, or "<none>:<none>", depending on the version.
    var real = function (name) {
        return name.indexOf("<none>") < 0;
    };
    return { tags: values.texts(image.RepoTags).filter(real), digests: values.texts(image.RepoDigests).filter(real) };
});
