/**
 * Ask a node for one container.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} id - its id in Docker, or at least the first 12 digits of it
 * @param {number} seconds - how long to wait for an answer
 * @returns {DockerContainer} the container
 * @throws COOPTO-404 when the node does not have it
 */
(function (entry, id, seconds) {
    // The list, as it says the same of a container here and in the inventory's folder.
    var found = System.getModule("de.fum.coopto.internal.containers").listed(
        System.getModule("de.fum.coopto.engine").connect(entry, "find container " + id, seconds), id);
    if (found.length !== 1) {
        throw "COOPTO-404: find container " + id + " on \"" + entry.displayName + "\": " +
            (found.length > 1 ? "several containers have such an id" : "no such container");
    }
    return System.getModule("de.fum.coopto.inventory").makeContainer(entry.id, found[0]);
});
