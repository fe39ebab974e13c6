/**
 * Set up Coopto, or repair it: defines what the inventory needs, mends what it finds broken, and
 * asks every node whether it is there. Runs at any time, and as often as one likes.
 *
 * @returns {string[]} what was done, what was found, and how each node is; a sentence each
 * @throws COOPTO-501 when the server lacks what Coopto needs
 */
(function () {
    var values = System.getModule("de.fum.coopto.values"), store = System.getModule("de.fum.coopto.store");
    var inventory = System.getModule("de.fum.coopto.inventory"), report = inventory.define(), entries, orphans, element;
    if (report.length === 0) {
        report.push("the inventory is defined as it should be");
    }
    if (!Server.getResourceElementCategoryWithPath("Library/Coopto/Icons")) {
        report.push("the icons in Library/Coopto/Icons are missing: import the package again");
    }
    if (store.element(false) === null) {
        store.element(true);
        report.push("made the configuration element Library/Coopto/Nodes");
    }
    orphans = store.drop(null);
    if (orphans.length > 0) {
        report.push("forgot passwords of nodes that are gone: " + orphans.length);
    }
    entries = store.entries();
    element = store.element(false);
    values.list(element.attributes).forEach(function (attribute) {
        var name = String(attribute.name);
        var isKnown = entries.some(function (entry) {
            return store.key("node", entry.id) === name;
        });
        if (name.indexOf("node_") === 0 && !isKnown) {
            report.push("the attribute " + name + " of Library/Coopto/Nodes cannot be read: mend it or remove it by hand");
        }
    });
    entries.forEach(function (entry) {
        var seen = inventory.probe(entry);
        report.push("\"" + entry.displayName + "\" is " + (seen.status === "ONLINE" ?
            "online: Docker " + (seen.version || "of an unknown version") + ", API " + (seen.apiVersion || "1.24 or older") :
            "offline: " + seen.reason));
        inventory.refresh("DockerNode", entry.id);
    });
    if (entries.length === 0) {
        report.push("there are no Docker nodes yet: add one with Add Docker Node");
    }
    report.forEach(function (line) {
        System.log(line);
    });
    return report;
});
