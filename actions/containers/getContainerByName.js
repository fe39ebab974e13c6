/**
 * Find a container by its name, or by the alias "other/alias" that a link gave it.
 *
 * @id cf68c5e9-9192-4d76-bae9-ece37f33e28e
 * @param {DockerNode} node - the node that has it
 * @param {string} containerName - the name, with or without leading slash
 * @returns {DockerContainer} the container
 * @throws COOPTO-404 when the node does not have it
 */
(function (node, containerName) {
    var values = System.getModule("de.fum.coopto.values"), containers, i;
    var entry = System.getModule("de.fum.coopto.store").entry(values.identify(node, "DockerNode").node);
    var name = values.required(containerName, "the name of the container").replace(/^\//, "");
    containers = System.getModule("de.fum.coopto.inventory").list(entry, "DockerContainer", 60);
    for (i = 0; i < containers.length; i++) {
        if (JSON.parse(String(containers[i].getProperty("names"))).indexOf(name) >= 0) {
            return containers[i];
        }
    }
    throw "COOPTO-404: find container \"" + name + "\" on \"" + entry.displayName + "\": no such container";
});
