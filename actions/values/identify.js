/**
 * Take an object of the inventory apart. The id of an image or a container is
 * "<id of the node>/<id in Docker>"; that of a node stands alone.
 *
 * @param {Any} object - an object of the inventory
 * @param {string} type - the type it must have: DockerNode, DockerImage or DockerContainer
 * @returns {Any} an object with node (id of the node), id (in Docker, or null) and name
 * @throws COOPTO-400 when it is missing, gone, or of another type
 */
(function (object, type) {
    var wanted = { DockerNode: "a Docker node", DockerImage: "an image", DockerContainer: "a container" }[type];
    var found, id;
    if (object === null || object === undefined) {
        throw "COOPTO-400: " + wanted + " is needed, and none is given";
    }
    try {
        found = String(object.type);
        id = String(object.id).split("/");
    } catch (e) {
        // A reference to something that is gone: reading its members fails.
        found = "nothing";
    }
    if (found !== type || id.length !== (type === "DockerNode" ? 1 : 2)) {
        throw "COOPTO-400: " + wanted + " is needed, and what is given is not, or is gone";
    }
    return { node: id[0], id: id.length === 2 ? id[1] : null, name: String(object.name) };
});
