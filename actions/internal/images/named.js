/**
 * The names of an image. One without has null, an empty list, or "<none>:<none>", depending on the version.
 *
 * @param {Any} image - what Docker says of it
 * @returns {Any} an object with tags and digests, lists of texts
 */
(function (image) {
    var values = System.getModule("de.fum.coopto.values");
    var real = function (name) {
        return name.indexOf("<none>") < 0;
    };
    return { tags: values.texts(image.RepoTags).filter(real), digests: values.texts(image.RepoDigests).filter(real) };
});
