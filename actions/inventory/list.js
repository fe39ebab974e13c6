/**
 * List what a node has of one kind, with one call.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} type - DockerImage, DockerContainer, DockerNetwork or DockerVolume
 * @param {number} seconds - how long to wait for an answer
 * @returns {Array/DynamicTypes:DynamicObject} the objects, by name
 */
(function (entry, type, seconds) {
    var inventory = System.getModule("de.fum.coopto.inventory"), kind = inventory.kind(type);
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "list " + kind.part, seconds);
    var items = docker.call(kind.part === "containers" ?
        { method: "GET", path: "/containers/json", query: { all: true } } :
        { method: "GET", path: kind.part === "images" ? "/images/json" : "/" + kind.part });
    // Volumes come wrapped; lists without anything may be null.
    items = kind.part === "volumes" ? items && items.Volumes : items;
    return System.getModule("de.fum.coopto.values").list(items).map(function (item) {
        switch (kind.part) {
        case "containers": return inventory.makeContainer(entry.id, item);
        case "images": return inventory.makeImage(entry.id, item);
        case "networks": return inventory.makeNetwork(entry.id, item);
        default: return inventory.makeVolume(entry.id, item);
        }
    }).sort(function (a, b) {
        // Networks may share a name.
        return String(a.name) < String(b.name) ? -1 : String(a.name) > String(b.name) ? 1 : 0;
    });
});
