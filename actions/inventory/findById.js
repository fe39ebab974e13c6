/**
 * Finder: one object by its id. Where people write ids, a node may go by its name, and what is on it
 * by any name that Docker knows it by: "laptop/postgres".
 *
 * @param {string} type - such as Coopto.DockerImage
 * @param {string} id - the id that make gave it, or such names
 * @returns {DynamicTypes:DynamicObject} the object; null when it is gone
 */
(function (type, id) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var name = String(type).split(".").pop(), kind = inventory.kind(name), nodeId = String(id).split("/")[0];
    var inside = String(id).substring(nodeId.length + 1), entry, named;
    // A node that does not answer does not mean that the object is gone: the reference stays alive.
    var placeholder = function () {
        var properties = { nodeId: nodeId };
        properties[kind.key] = inside;
        if (kind.type === "DockerContainer") {
            properties.state = "unknown";
        }
        return inventory.make(kind.type, nodeId + "/" + inside, (kind.type === "DockerVolume" ? inside :
            inside.replace("sha256:", "").substring(0, 12)) + " (unreachable)", properties);
    };
    try {
        System.getModule("de.fum.coopto.store").entries().forEach(function (known) {
            if (known.id === nodeId || (known.displayName === nodeId && !entry)) {
                entry = known;
            }
        });
        if (!entry) {
            return null;
        }
        named = nodeId !== entry.id;
        nodeId = entry.id;
        if (name === "DockerNode") {
            return inside === "" ? inventory.makeNode(entry) : null;
        }
        if (kind === null || inside === "") {
            return null;
        }
        if (name === kind.folder) {
            return inside === kind.part ? inventory.makeFolder(entry.id, kind.part) : null;
        }
        switch (kind.type) {
        case "DockerImage": return inventory.getImage(entry, inside, 10);
        case "DockerContainer":
            // Docker's list goes by the id alone.
            return named ? inventory.list(entry, name, 10).filter(function (container) {
                return JSON.parse(String(container.getProperty("names"))).indexOf(inside) >= 0;
            })[0] || null : inventory.getContainer(entry, inside, 10);
        case "DockerNetwork": return inventory.getNetwork(entry, inside, 10);
        default: return inventory.getVolume(entry, inside, 10);
        }
    } catch (e) {
        if (values.status(e) === 404) {
            return null;
        }
        System.debug(values.message(e));
        try {
            return kind !== null && values.status(e) >= 500 ? placeholder() : null;
        } catch (undefinedType) {
            System.warn(values.message(undefinedType));
            return null;
        }
    }
});
