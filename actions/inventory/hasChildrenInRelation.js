/**
 * Finder: whether to draw something to open in the inventory. Nobody asks the nodes for that.
 *
 * @param {string} parentType - such as Coopto.DockerNode
 * @param {string} parentId - the id of the parent
 * @param {string} relationName - such as DockerNode-DockerImageFolder
 * @returns {boolean} whether it can be opened
 */
(function (parentType, parentId, relationName) {
    if (String(relationName) === "namespace-children") {
        return System.getModule("de.fum.coopto.inventory").findAll("Coopto.DockerNode").length > 0;
    }
    return String(relationName).indexOf(String(parentType).split(".").pop() + "-") === 0;
});
