/**
 * Make the inventory's object of a node. It says nothing that would need an answer of the node.
 *
 * @param {Any} entry - the node's entry in the store
 * @returns {DockerNode} the object
 */
(function (entry) {
    return System.getModule("de.fum.coopto.inventory").make("DockerNode", entry.id, entry.displayName, {
        nodeId: entry.id,
        url: entry.url,
        host: entry.host,
        tls: entry.url.indexOf("https:") === 0
    });
});
