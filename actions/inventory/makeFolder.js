/**
 * Make the folder of a node's images, or of its containers.
 *
 * @param {string} nodeId - the node's id
 * @param {string} kind - "images" or "containers"
 * @returns {DynamicTypes:DynamicObject} the folder
 */
(function (nodeId, kind) {
    var images = kind === "images";
    return System.getModule("de.fum.coopto.inventory").make(
        images ? "DockerImageFolder" : "DockerContainerFolder",
        nodeId + "/" + kind,
        images ? "Images" : "Containers",
        { nodeId: nodeId }
    );
});
