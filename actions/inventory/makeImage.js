/**
 * Make the inventory's object of an image.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} image - what Docker says of it, in its list or alone
 * @returns {DockerImage} the object, named by its first tag
 */
(function (nodeId, image) {
    var values = System.getModule("de.fum.coopto.values"), id = String(image.Id);
    // Images without a name have null, an empty list, or "<none>:<none>", depending on the version.
    var real = function (name) {
        return name.indexOf("<none>") < 0;
    };
    var tags = values.texts(image.RepoTags).filter(real);
    var digests = values.texts(image.RepoDigests).filter(real);
    var created = typeof image.Created === "number" ? new Date(image.Created * 1000).toISOString() : image.Created;
    return System.getModule("de.fum.coopto.inventory").make(
        "DockerImage",
        nodeId + "/" + id,
        tags[0] || digests[0] || id.replace("sha256:", "").substring(0, 12),
        {
            nodeId: nodeId,
            imageId: id,
            tags: JSON.stringify(tags),
            digests: JSON.stringify(digests),
            size: Number(image.Size || 0),
            created: String(created || "")
        }
    );
});
