/**
 * The containers that are made from an image, running or not.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - the image's id in Docker, in full
 * @returns {Any[]} objects with name and running
 */
(function (docker, id) {
    var values = System.getModule("de.fum.coopto.values");
    // The filter "ancestor" would find the containers of images that were built on this one as well.
    return values.list(docker.call({ method: "GET", path: "/containers/json", query: { all: true } })).filter(function (container) {
        return String(container.ImageID) === id;
    }).map(function (container) {
        return {
            name: System.getModule("de.fum.coopto.inventory").ownName(container),
            running: /^(running|paused|restarting)$/.test(String(container.State))
        };
    });
});
