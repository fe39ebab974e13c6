/**
 * Make the inventory's object of a volume.
 *
 * @param {string} nodeId - the id of the node that has it
 * @param {Any} volume - what Docker says of it, in its list or alone
 * @returns {DockerVolume} the object; its id in Docker is its name
 */
(function (nodeId, volume) {
    var name = String(volume.Name);
    return System.getModule("de.fum.coopto.inventory").make("DockerVolume", nodeId + "/" + name, name, {
        nodeId: nodeId,
        volumeName: name,
        driver: String(volume.Driver || ""),
        scope: String(volume.Scope || ""),
        mountpoint: String(volume.Mountpoint || ""),
        labels: JSON.stringify(volume.Labels || {}),
        created: String(volume.CreatedAt || "")
    });
});
