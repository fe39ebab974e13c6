/**
 * Make a folder of what a node has.
 *
 * @param {string} nodeId - the node's id
 * @param {string} kind - "images", "containers", "networks" or "volumes"; or a type as kind takes it
 * @returns {DynamicTypes:DynamicObject} the folder
 */
(function (nodeId, kind) {
    var inventory = System.getModule("de.fum.coopto.inventory"), found = inventory.kind(kind);
    return inventory.make(found.folder, nodeId + "/" + found.part, found.title, { nodeId: nodeId });
});
