/**
 * Take an object of the inventory apart. The id of what a node has is "<id of the node>/<id in
 * Docker>", or its name in the case of volumes; that of a node stands alone.
 *
 * @param {Any} object - an object of the inventory
 * @param {string} type - the type it must have: DockerNode, DockerImage, DockerContainer, DockerNetwork or DockerVolume
 * @returns {Any} an object with node (id of the node), id (in Docker, or null) and name
 * @throws COOPTO-400 when it is missing, gone, or of another type
 */
(function (object, type) {
    var wanted = {
        DockerNode: "a Docker node",
        DockerImage: "an image",
        DockerContainer: "a container",
        DockerNetwork: "a network",
        DockerVolume: "a volume"
    }[type];
    var found, id, slash, name;
    if (object === null || object === undefined) {
        throw "COOPTO-400: " + wanted + " is needed, and none is given";
    }
    try {
        found = String(object.type);
        id = String(object.id);
        name = String(object.name);
    } catch (e) {
        // A reference to something that is gone: reading its members fails.
        found = "nothing";
        id = "";
    }
    slash = id.indexOf("/");
    if (found !== type || id === "" || (type === "DockerNode" ? slash >= 0 : slash < 1 || slash === id.length - 1)) {
        throw "COOPTO-400: " + wanted + " is needed, and what is given is not, or is gone";
    }
    return slash < 0 ? { node: id, id: null, name: name } :
        { node: id.substring(0, slash), id: id.substring(slash + 1), name: name };
});
