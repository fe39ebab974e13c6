/**
 * Make the inventory's object of a node, with what was seen of it. One that is offline says so in
 * its name.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {Any} seen - an object with status, version and apiVersion; see probe
 * @returns {DockerNode} the object
 */
(function (entry, seen) {
    var name = seen.status === "OFFLINE" ? entry.displayName + " (offline)" : entry.displayName;
    return System.getModule("de.fum.coopto.inventory").make("DockerNode", entry.id, name, {
        nodeId: entry.id,
        url: entry.url,
        host: entry.host,
        tls: entry.url.indexOf("https:") === 0,
        status: seen.status,
        version: seen.version,
        apiVersion: seen.apiVersion
    });
});
