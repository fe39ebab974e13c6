/**
 * Take the inventory's definitions away: relations, types and the namespace Coopto. What others
 * defined stays, and so do the nodes, which define brings back. Docker itself is not touched.
 *
 * @returns {string[]} what was taken away
 * @throws COOPTO-501 when the server has no Dynamic Types plug-in
 */
(function () {
    var inventory = System.getModule("de.fum.coopto.inventory"), values = System.getModule("de.fum.coopto.values");
    var done = [], types = ["DockerNode"], others;
    if (typeof DynamicTypesManager === "undefined") {
        throw "COOPTO-501: this server has no Dynamic Types plug-in, and so there is no inventory";
    }
    inventory.kinds().forEach(function (kind) {
        types.push(kind.folder, kind.type);
    });
    var isOurs = function (name) {
        return String(name).indexOf("Coopto.") === 0 && types.indexOf(String(name).substring(7)) >= 0;
    };
    values.list(DynamicTypesManager.getAllRelations()).forEach(function (relation) {
        if (isOurs(relation.parentType) && isOurs(relation.childType)) {
            DynamicTypesManager.removeRelation(String(relation.parentType), String(relation.childType));
            done.push("removed the relation " + relation.name);
        }
    });
    types.forEach(function (name) {
        if (DynamicTypesManager.getType("Coopto", name)) {
            DynamicTypesManager.removeType("Coopto", name);
            done.push("removed the type Coopto." + name);
        }
    });
    others = values.list(DynamicTypesManager.getAllTypes()).filter(function (type) {
        return String(type.namespace) === "Coopto" || String(type.id).indexOf("Coopto.") === 0;
    });
    if (others.length > 0) {
        System.warn("the namespace Coopto stays, as it has types of others: " + others.map(function (type) {
            return type.name;
        }).join(", "));
    } else if (DynamicTypesManager.getNamespace("Coopto")) {
        DynamicTypesManager.removeNamespace("Coopto");
        done.push("removed the namespace Coopto");
    }
    return done;
});
