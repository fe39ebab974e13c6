/**
 * Make the inventory's object of a container.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} container - what Docker says of it in its list
 * @returns {DockerContainer} the object, named by its own name
 */
(function (nodeId, container) {
    var values = System.getModule("de.fum.coopto.values"), id = String(container.Id), own = null, i;
    var networks = (container.NetworkSettings && container.NetworkSettings.Networks) || {}, addresses = {};
    var names = values.texts(container.Names).map(function (name) {
        return name.replace(/^\//, "");
    });
    // Links of other containers are names too, "other/alias", and may come first.
    for (i = names.length - 1; i >= 0; i--) {
        if (names[i].indexOf("/") < 0) {
            own = names[i];
        }
    }
    Object.keys(networks).forEach(function (network) {
        addresses[network] = (networks[network] && (networks[network].IPAddress || networks[network].GlobalIPv6Address)) || "";
    });
    var ports = values.list(container.Ports).map(function (port) {
        var inside = port.PrivatePort + "/" + (port.Type || "tcp");
        return port.PublicPort ? (port.IP || "0.0.0.0") + ":" + port.PublicPort + "->" + inside : inside;
    });
    return System.getModule("de.fum.coopto.inventory").make(
        "DockerContainer",
        nodeId + "/" + id,
        own || id.substring(0, 12),
        {
            nodeId: nodeId,
            containerId: id,
            names: JSON.stringify(names),
            state: String(container.State || ""),
            status: String(container.Status || ""),
            image: String(container.Image || ""),
            imageId: String(container.ImageID || ""),
            command: String(container.Command || ""),
            ports: JSON.stringify(ports),
            addresses: JSON.stringify(addresses),
            created: container.Created ? new Date(container.Created * 1000).toISOString() : ""
        }
    );
});
