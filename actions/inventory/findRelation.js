/**
 * Finder: what hangs below an object of the inventory. At the root these are the nodes, which are
 * asked whether they are there, for a quarter of a minute in all; what an unreachable node has is
 * not shown.
 *
 * @param {string} parentType - such as Coopto.DockerNode
 * @param {string} parentId - the id of the parent
 * @param {string} relationName - such as DockerNode-DockerImageFolder
 * @returns {Array/DynamicTypes:DynamicObject} the children
 */
(function (parentType, parentId, relationName) {
    var inventory = System.getModule("de.fum.coopto.inventory"), store = System.getModule("de.fum.coopto.store");
    var parent = String(parentType).split(".").pop(), relation = String(relationName), nodeId = String(parentId).split("/")[0];
    var until = new Date().getTime() + 15000, child = relation.split("-")[1];
    try {
        if (relation === "namespace-children") {
            return store.entries().map(function (entry) {
                return new Date().getTime() < until ? inventory.showNode(entry, inventory.probe(entry)) : inventory.makeNode(entry);
            });
        }
        // The server may ask from the child's side as well; there is nothing to find then.
        if (relation.indexOf(parent + "-") !== 0 || inventory.kind(child) === null) {
            return [];
        }
        return parent === "DockerNode" ? [inventory.makeFolder(nodeId, child)] : inventory.list(store.entry(nodeId), child, 10);
    } catch (e) {
        System.warn(System.getModule("de.fum.coopto.values").message(e));
        return [];
    }
});
