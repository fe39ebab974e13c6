/**
 * All that a Docker Engine says of itself and its machine. This may take a while on a busy one; to see
 * whether it is there, checkNode is quicker.
 *
 * @param {DockerNode} node - the node
 * @returns {Any} the object that Docker gives: ServerVersion, OperatingSystem, NCPU, MemTotal, Containers, Images,
 *     Driver, Warnings and more; and ApiVersion, the version that we speak with it
 */
(function (node) {
    var entry = System.getModule("de.fum.coopto.store").entry(
        System.getModule("de.fum.coopto.values").identify(node, "DockerNode").node);
    var docker = System.getModule("de.fum.coopto.engine").connect(entry, "show the info", 60);
    var info = docker.call({ method: "GET", path: "/info" });
    info.ApiVersion = docker.version;
    return info;
});
