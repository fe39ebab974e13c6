/**
 * Finder: one object by its id.
 *
 * @param {string} type - such as Coopto.DockerImage
 * @param {string} id - the id that make gave it
 * @returns {DynamicTypes:DynamicObject} the object; null when it is gone
 */
(function (type, id) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var kind = String(type).split(".").pop(), parts = String(id).split("/"), inside = parts[1] || "", entry;
    try {
        entry = System.getModule("de.fum.coopto.store").entry(parts[0]);
        if (kind === "DockerNode") {
            return inventory.makeNode(entry);
        }
        if (kind === "DockerImageFolder" || kind === "DockerContainerFolder") {
            return inventory.makeFolder(entry.id, kind === "DockerImageFolder" ? "images" : "containers");
        }
        if (inside === "") {
            return null;
        }
        return kind === "DockerImage" ? inventory.getImage(entry, inside, 10) : inventory.getContainer(entry, inside, 10);
    } catch (e) {
        System.debug(values.message(e));
        if (values.status(e) !== 503) {
            return null;
        }
        // The node does not answer, which does not mean that the object is gone: keep the reference alive.
        return inventory.make(kind, String(id), inside.replace("sha256:", "").substring(0, 12) + " (unreachable)",
            kind === "DockerImage" ? { nodeId: parts[0], imageId: inside } :
                { nodeId: parts[0], containerId: inside, state: "unknown" });
    }
});
