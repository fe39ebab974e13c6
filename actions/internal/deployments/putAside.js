/**
 * Stop a container that is to be replaced, and give it another name, so that it can be put back.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any} part - the container in the plan, with what is there
 * @returns {Any} what undo and tidy need: kind, was (its id), name, ran and text
 */
(function (docker, part) {
    var id = part.there.id, path = "/containers/" + id, ran = docker.call({ method: "GET", path: path + "/json" }).State.Running === true;
    // The name first: if that fails, it still runs.
    docker.change({ method: "POST", path: path + "/rename", query: { name: part.name + "-before-" + id.substring(0, 12) } });
    try {
        docker.change({ method: "POST", path: path + "/stop" });
    } catch (e) {
        docker.change({ method: "POST", path: path + "/rename", query: { name: part.name } });
        throw e;
    }
    return { kind: "aside", was: id, name: part.name, ran: ran, text: "the old container " + part.name + " put aside" };
});
