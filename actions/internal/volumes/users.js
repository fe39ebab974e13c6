/**
 * The names of the containers that have a volume, running or not.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} name - the name of the volume
 * @returns {string[]} the names
 */
(function (docker, name) {
    var values = System.getModule("de.fum.coopto.values");
    return values.list(docker.call({
        method: "GET",
        path: "/containers/json",
        query: { all: true, filters: { volume: [name] } }
    })).filter(function (container) {
        // The filter finds folders of the node and parts of names, too.
        return values.list(container.Mounts).some(function (mount) {
            return String(mount.Name) === name;
        });
    }).map(function (container) {
        return System.getModule("de.fum.coopto.inventory").ownName(container);
    });
});
