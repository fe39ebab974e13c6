/**
 * Make the inventory's object of an image.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} image - what Docker says of it, in its list or alone
 * @returns {DockerImage} the object, named by its first tag
 */
(function (nodeId, image) {
    var id = String(image.Id), names = System.getModule("de.fum.coopto.internal.images").named(image);
    var created = typeof image.Created === "number" ? new Date(image.Created * 1000).toISOString() : image.Created;
    return System.getModule("de.fum.coopto.inventory").make(
        "DockerImage",
        nodeId + "/" + id,
        names.tags[0] || names.digests[0] || id.replace("sha256:", "").substring(0, 12),
        {
            nodeId: nodeId,
            imageId: id,
            tags: JSON.stringify(names.tags),
            digests: JSON.stringify(names.digests),
            size: Number(image.Size || 0),
            created: String(created || "")
        }
    );
});
