/**
 * Finder: all objects of a type. Nodes that do not answer are passed over, and after half a minute
 * the rest of the nodes is not asked any more, as somebody waits for this.
 *
 * @param {string} type - such as Coopto.DockerImage
 * @returns {Array/DynamicTypes:DynamicObject} the objects
 */
(function (type) {
    var values = System.getModule("de.fum.coopto.values"), inventory = System.getModule("de.fum.coopto.inventory");
    var name = String(type).split(".").pop(), kind = inventory.kind(name), found = [], entries = [], i;
    var until = new Date().getTime() + 30000;
    try {
        entries = kind || name === "DockerNode" ? System.getModule("de.fum.coopto.store").entries() : [];
    } catch (e) {
        System.warn(values.message(e));
    }
    for (i = 0; i < entries.length && new Date().getTime() < until; i++) {
        try {
            if (name === "DockerNode") {
                found.push(inventory.makeNode(entries[i]));
            } else if (name === kind.folder) {
                found.push(inventory.makeFolder(entries[i].id, kind.part));
            } else {
                found = found.concat(inventory.list(entries[i], name, 10));
            }
        } catch (unreachable) {
            System.warn(values.message(unreachable));
        }
    }
    if (i < entries.length) {
        System.warn("COOPTO-503: no time left to ask " + (entries.length - i) + " of the Docker nodes");
    }
    return found;
});
