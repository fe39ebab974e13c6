/**
 * What a node's list says of a container.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - its id in Docker, or at least the first 12 digits of it
 * @returns {Any[]} the containers with such an id: one, or none; several when the id is too short
 */
(function (docker, id) {
    return System.getModule("de.fum.coopto.values").list(docker.call({
        method: "GET",
        path: "/containers/json",
        // Before API 1.25 there is no choosing by id.
        query: { all: true, filters: System.getModule("de.fum.coopto.engine").older(docker.version, "1.25") ? null : { id: [id] } }
    })).filter(function (container) {
        return String(container.Id).indexOf(id) === 0;
    });
});
