/**
 * Set up the inventory: the namespace Coopto, its types and how they hang together. What is there
 * already is brought up to date, so this may run at any time, also to repair what is broken.
 *
 * @returns {string[]} what was missing or wrong, and is not any more
 * @throws COOPTO-501 when the server has no Dynamic Types plug-in
 */
(function () {
    var inventory = System.getModule("de.fum.coopto.inventory"), values = System.getModule("de.fum.coopto.values");
    var finders = ["findById", "findAll", "hasChildrenInRelation", "findRelation"].map(function (name) {
        return "de.fum.coopto.inventory/" + name;
    });
    var done = [], known = {}, owner = System.nextUUID();
    // Reading a definition says whether there is something to repair.
    var isGood = function (type, properties) {
        try {
            return values.texts(type.properties).sort().join() === properties.slice().sort().join() &&
                [type.findByIdBinding, type.findAllBinding, type.hasChildrenInRelationBinding, type.findRelationBinding].join() ===
                finders.join();
        } catch (e) {
            return false;
        }
    };
    var define = function (name, icon, properties) {
        var type = DynamicTypesManager.getType("Coopto", name), path = "Library/Coopto/Icons/" + icon;
        if (!type) {
            DynamicTypesManager.defineType("Coopto", name, path, properties);
            done.push("defined the type Coopto." + name);
        } else {
            if (!isGood(type, properties)) {
                done.push("repaired the type Coopto." + name);
            }
            // Icons cannot be compared, so this happens every time.
            DynamicTypesManager.updateType("Coopto", name, "Coopto", name, path, properties);
        }
        DynamicTypesManager.bindTypeFinderMethods("Coopto", name, finders[0], finders[1], finders[2], finders[3]);
    };
    var relate = function (parent, child) {
        if (!known["Coopto." + parent + ">Coopto." + child]) {
            DynamicTypesManager.defineRelation("Coopto." + parent, "Coopto." + child, parent + "-" + child);
            done.push("defined the relation " + parent + "-" + child);
        }
    };

    if (typeof DynamicTypesManager === "undefined") {
        throw "COOPTO-501: this server has no Dynamic Types plug-in, which the inventory needs";
    }
    // Two runs that find nothing would both define it, and the second one fail.
    LockingSystem.lockAndWait("de.fum.coopto.inventory", owner);
    try {
        if (!DynamicTypesManager.getNamespace("Coopto")) {
            DynamicTypesManager.defineNamespace("Coopto");
            done.push("defined the namespace Coopto");
        }
        define("DockerNode", "node.png", ["nodeId", "url", "host", "tls", "status", "version", "apiVersion"]);
        inventory.kinds().forEach(function (kind) {
            define(kind.folder, "folder.png", ["nodeId"]);
            define(kind.type, kind.icon, ["nodeId", kind.key].concat(kind.properties));
        });
        values.list(DynamicTypesManager.getAllRelations()).forEach(function (relation) {
            known[relation.parentType + ">" + relation.childType] = true;
        });
        inventory.kinds().forEach(function (kind) {
            relate("DockerNode", kind.folder);
            relate(kind.folder, kind.type);
        });
    } finally {
        LockingSystem.unlock("de.fum.coopto.inventory", owner);
    }
    return done;
});
