/**
 * One node's entry.
 *
 * @param {string} nodeId - the node's id
 * @returns {Any} the entry; see entries
 * @throws COOPTO-404 when there is no such node
 */
(function (nodeId) {
    var entries = System.getModule("de.fum.coopto.store").entries(), i;
    for (i = 0; i < entries.length; i++) {
        if (entries[i].id === String(nodeId)) {
            return entries[i];
        }
    }
    throw "COOPTO-404: there is no Docker node with the id " + nodeId + ", perhaps it was removed";
});
