/**
 * Find a container by its id.
 *
 * @id 51c0b6b7-73c2-43d5-91ba-7bb0c2faf355
 * @param {DockerNode} node - the node that has it
 * @param {string} containerId - at least the first 12 digits
 * @returns {DockerContainer} the container
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, containerId) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var id = values.required(containerId, "the id of the container").toLowerCase();
    if (!/^[0-9a-f]{12,64}$/.test(id)) {
        throw "COOPTO-400: \"" + containerId + "\" is no id of a container: 12 to 64 digits 0 to 9 and a to f";
    }
    return System.getModule("de.fum.coopto.inventory").getContainer(entry, id, 60);
});
