/**
 * The names of an image. One without has null, an empty list, or "<none>:<none>", depending on the version.
 * Podman writes out "docker.io/library/", which the action reference of the engine leaves out as Docker does.
 *
 * @param {Any} image - what Docker says of it
 * @returns {Any} an object with tags and digests, lists of texts
 */
(function (image) {
    var values = System.getModule("de.fum.coopto.values");
    var read = function (names) {
        return values.texts(names).filter(function (name) {
            return name.indexOf("<none>") < 0;
        }).map(function (name) {
            return name.replace(/^docker\.io\/(library\/(?=[^\/]+$))?/, "");
        });
    };
    return { tags: read(image.RepoTags), digests: read(image.RepoDigests) };
});
