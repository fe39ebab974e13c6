/**
 * Find a network by its name.
 *
 * @param {DockerNode} node - the node that has it
 * @param {string} name - the whole name
 * @returns {DockerNetwork} the network
 * @throws COOPTO-404 when the node does not have it, COOPTO-409 when several have that name
 */
(function (node, name) {
    var values = System.getModule("de.fum.coopto.values");
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var wanted = values.required(name, "the name of the network"), what = "find network \"" + wanted + "\"";
    // The list, as asking for the name alone would take a part of an id for it as well.
    var found = System.getModule("de.fum.coopto.inventory").list(entry, "DockerNetwork", 60).filter(function (network) {
        return String(network.name) === wanted;
    });
    if (found.length !== 1) {
        throw "COOPTO-" + (found.length === 0 ? "404: " : "409: ") + what + " on \"" + entry.displayName + "\": " +
            (found.length === 0 ? "no such network" : found.length + " networks have that name, find it by its id");
    }
    return found[0];
});
