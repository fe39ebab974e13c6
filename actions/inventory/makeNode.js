/**
 * Make the inventory's object of a node. It says nothing that would need an answer of the node:
 * its status is "UNKNOWN". The tree of the inventory asks; see showNode and probe.
 *
 * @param {Any} entry - the node's entry in the store
 * @returns {DockerNode} the object
 */
(function (entry) {
    return System.getModule("de.fum.coopto.inventory").showNode(entry, { status: "UNKNOWN", version: "", apiVersion: "" });
});
