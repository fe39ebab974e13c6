/**
 * Find a volume by its name.
 *
 * @param {DockerNode} node - the node that has it
 * @param {string} name - the whole name
 * @returns {DockerVolume} the volume
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, name) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    return System.getModule("de.fum.coopto.inventory").getVolume(entry, values.required(name, "the name of the volume"), 60);
});
