/**
 * Remove the images of a node that no container is made from: those without a name, or all of them.
 *
 * @param {DockerNode} node - the node
 * @param {boolean} all - whether to remove those that have a name too; left out: no
 * @param {string} olderThan - only images made before: a time such as "24h", or a date such as "2024-01-31"
 * @param {string[]} labels - only images with all these labels, each "key" or "key=value", "!key" for without
 * @returns {Any} an object with removed (names and ids) and reclaimed (bytes)
 */
(function (node, all, olderThan, labels) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var said = System.getModule("de.fum.coopto.internal.nodes").prune(entry, "images", "/images/prune", olderThan, labels,
        { dangling: [values.flag(all) ? "false" : "true"] });
    var removed = values.list(said.ImagesDeleted).map(function (item) {
        return String(item.Untagged || item.Deleted);
    });
    System.getModule("de.fum.coopto.inventory").refresh("DockerImage", entry.id + "/images");
    return { removed: removed, reclaimed: Number(said.SpaceReclaimed || 0) };
});
