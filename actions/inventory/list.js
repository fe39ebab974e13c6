/**
 * List the images or the containers of a node, with one call.
 *
 * @param {Any} entry - the node's entry in the store
 * @param {string} type - DockerImage or DockerContainer
 * @param {number} seconds - how long to wait for an answer
 * @returns {Array/DynamicTypes:DynamicObject} the objects, by name
 */
(function (entry, type, seconds) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var images = type === "DockerImage";
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "list " + (images ? "images" : "containers"), seconds);
    var items = docker.call(images ?
        { method: "GET", path: "/images/json" } :
        { method: "GET", path: "/containers/json", query: { all: true } });
    return values.list(items).map(function (item) {
        return images ? inventory.makeImage(entry.id, item) : inventory.makeContainer(entry.id, item);
    }).sort(function (a, b) {
        return String(a.name) < String(b.name) ? -1 : 1;
    });
});
