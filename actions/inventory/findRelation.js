/**
 * Finder: what hangs below an object of the inventory. A node that does not answer has nothing.
 *
 * @param {string} parentType - such as Coopto.DockerNode
 * @param {string} parentId - the id of the parent
 * @param {string} relationName - such as DockerNode-DockerImageFolder
 * @returns {Array/DynamicTypes:DynamicObject} the children
 */
(function (parentType, parentId, relationName) {
    var inventory = System.getModule("de.fum.coopto.inventory");
    var parent = String(parentType).split(".").pop(), relation = String(relationName), nodeId = String(parentId).split("/")[0];
    try {
        if (relation === "namespace-children") {
            return inventory.findAll("Coopto.DockerNode");
        }
        // The server may ask from the child's side as well; there is nothing to find then.
        if (relation.indexOf(parent + "-") !== 0) {
            return [];
        }
        if (parent === "DockerNode") {
            return [inventory.makeFolder(nodeId, relation === "DockerNode-DockerImageFolder" ? "images" : "containers")];
        }
        return inventory.list(System.getModule("de.fum.coopto.store").entry(nodeId), relation.split("-")[1], 10);
    } catch (e) {
        System.warn(System.getModule("de.fum.coopto.values").message(e));
        return [];
    }
});
