/**
 * Tell clients that an object has changed, and with it the folder that it is in.
 *
 * @param {string} type - DockerNode, DockerImage or DockerContainer
 * @param {string} id - its id
 */
(function (type, id) {
    var nodeId = String(id).split("/")[0];
    try {
        DynamicTypesManager.invalidate("Coopto", type, String(id));
        if (type === "DockerImage") {
            DynamicTypesManager.invalidate("Coopto", "DockerImageFolder", nodeId + "/images");
        } else if (type === "DockerContainer") {
            DynamicTypesManager.invalidate("Coopto", "DockerContainerFolder", nodeId + "/containers");
        }
    } catch (e) {
        // The work is done; that a client shows it later is no reason to fail.
        System.debug("the inventory was not refreshed: " + System.getModule("de.fum.coopto.values").message(e));
    }
});
