/**
 * Ask a node for one volume.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} name - its name
 * @param {number} seconds - how long to wait for an answer
 * @returns {DockerVolume} the volume
 * @throws COOPTO-404 when the node does not have it
 */
(function (entry, name, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), path = "/volumes/" + engine.segment(name);
    var volume = engine.connect(entry, "find volume \"" + name + "\"", seconds).call({ method: "GET", path: path });
    return System.getModule("de.fum.coopto.inventory").makeVolume(entry.id, volume);
});
