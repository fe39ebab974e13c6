/**
 * Make the inventory's object of a container.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} container - what Docker says of it in its list
 * @returns {DockerContainer} the object, named by its own name
 */
(function (nodeId, container) {
    var values = System.getModule("de.fum.coopto.values"), id = String(container.Id);
    var networks = (container.NetworkSettings && container.NetworkSettings.Networks) || {}, addresses = {};
    var names = values.texts(container.Names).map(function (name) {
        return name.replace(/^\//, "");
    });
    Object.keys(networks).forEach(function (network) {
        addresses[network] = (networks[network] && (networks[network].IPAddress || networks[network].GlobalIPv6Address)) || "";
    });
    var ports = values.list(container.Ports).map(function (port) {
        var inside = port.PrivatePort + "/" + (port.Type || "tcp");
        return port.PublicPort ? (port.IP || "0.0.0.0") + ":" + port.PublicPort + "->" + inside : inside;
    });
    var inventory = System.getModule("de.fum.coopto.inventory");
    return inventory.make(
        "DockerContainer",
        nodeId + "/" + id,
        inventory.ownName(container),
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
