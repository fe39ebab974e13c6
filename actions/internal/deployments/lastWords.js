/**
 * Write the last lines that a container has said into the log, for who wants to know why it failed.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - the container's id in Docker
 * @param {string} name - its name
 */
(function (docker, id, name) {
    try {
        var said = System.getModule("de.fum.coopto.engine").frames(docker.call({
            method: "GET",
            path: "/containers/" + id + "/logs",
            query: { stdout: true, stderr: true, tail: 20 },
            plain: true
        })).text;
        System.error("the last that container \"" + name + "\" said:\n" + said);
    } catch (e) {
        System.warn("container \"" + name + "\" has no log: " + System.getModule("de.fum.coopto.values").message(e));
    }
});
