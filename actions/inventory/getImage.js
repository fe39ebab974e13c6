/**
 * Ask a node for one image.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} name - a reference with tag or digest, or an id
 * @param {number} seconds - how long to wait for an answer
 * @returns {DockerImage} the image
 * @throws COOPTO-404 when the node does not have it
 */
(function (entry, name, seconds) {
    var engine = System.getModule("de.fum.coopto.engine"), path = "/images/" + engine.path(name) + "/json";
    var image = engine.connect(entry, "find image \"" + name + "\"", seconds).call({ method: "GET", path: path });
    return System.getModule("de.fum.coopto.inventory").makeImage(entry.id, image);
});
