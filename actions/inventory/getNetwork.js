/**
 * Ask a node for one network.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} name - its name or its id
 * @param {number} seconds - how long to wait for an answer
 * @returns {DockerNetwork} the network
 * @throws COOPTO-404 when the node does not have it
 */
(function (entry, name, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), path = "/networks/" + engine.segment(name);
    var network = engine.connect(entry, "find network \"" + name + "\"", seconds).call({ method: "GET", path: path });
    return System.getModule("de.fum.coopto.inventory").makeNetwork(entry.id, network);
});
