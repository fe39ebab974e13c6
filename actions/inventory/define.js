/**
 * Set up the inventory: the namespace Coopto, its types and how they hang together. What is there
 * already is brought up to date, so this may run at any time.
 *
 * @throws COOPTO-501 when the server has no Dynamic Types plug-in
 */
(function () {
    var finders = "de.fum.coopto.inventory/", icons = "Library/Coopto/Icons/", known = {};
    var types = [
        ["DockerNode", "node.png", ["nodeId", "url", "host", "tls"]],
        ["DockerImageFolder", "folder.png", ["nodeId"]],
        ["DockerContainerFolder", "folder.png", ["nodeId"]],
        ["DockerImage", "image.png", ["nodeId", "imageId", "tags", "digests", "size", "created"]],
        ["DockerContainer", "container.png", ["nodeId", "containerId", "names", "state", "status", "image", "imageId",
            "command", "ports", "addresses", "created"]]
    ];
    var relations = [
        ["DockerNode", "DockerImageFolder"],
        ["DockerNode", "DockerContainerFolder"],
        ["DockerImageFolder", "DockerImage"],
        ["DockerContainerFolder", "DockerContainer"]
    ];
    if (typeof DynamicTypesManager === "undefined") {
        throw "COOPTO-501: this server has no Dynamic Types plug-in, which the inventory needs";
    }
    if (!DynamicTypesManager.getNamespace("Coopto")) {
        DynamicTypesManager.defineNamespace("Coopto");
    }
    types.forEach(function (type) {
        if (DynamicTypesManager.getType("Coopto", type[0])) {
            DynamicTypesManager.updateType("Coopto", type[0], "Coopto", type[0], icons + type[1], type[2]);
        } else {
            DynamicTypesManager.defineType("Coopto", type[0], icons + type[1], type[2]);
        }
        DynamicTypesManager.bindTypeFinderMethods("Coopto", type[0], finders + "findById", finders + "findAll",
            finders + "hasChildrenInRelation", finders + "findRelation");
    });
    System.getModule("de.fum.coopto.values").list(DynamicTypesManager.getAllRelations()).forEach(function (relation) {
        known[relation.parentType + ">" + relation.childType] = true;
    });
    relations.forEach(function (pair) {
        if (!known["Coopto." + pair[0] + ">Coopto." + pair[1]]) {
            DynamicTypesManager.defineRelation("Coopto." + pair[0], "Coopto." + pair[1], pair[0] + "-" + pair[1]);
        }
    });
});
