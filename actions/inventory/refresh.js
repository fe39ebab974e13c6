/**
 * Tell clients that an object has changed, and with it the folder that it is in.
 *
 * @param {string} type - DockerNode, DockerImage, DockerContainer, DockerNetwork or DockerVolume
 * @param {string} id - its id
 */
(function (type, id) {
    var kind = System.getModule("de.fum.coopto.inventory").kind(type);
    try {
        DynamicTypesManager.invalidate("Coopto", type, String(id));
        if (kind !== null) {
            DynamicTypesManager.invalidate("Coopto", kind.folder, String(id).split("/")[0] + "/" + kind.part);
        }
    } catch (e) {
        // The work is done; that a client shows it later is no reason to fail.
        System.debug("the inventory was not refreshed: " + System.getModule("de.fum.coopto.values").message(e));
    }
});
