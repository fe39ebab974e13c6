/**
 * Make a network on a node.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any} body - what it is to be; see definition
 * @returns {Any} what Docker answers: an object with Id, and perhaps Warning
 * @throws COOPTO-501 when the node is too old for it, COOPTO-409 when the name is taken
 */
(function (docker, body) {
    if (body.Attachable) {
        docker.since("1.25", "a network of a swarm that containers may join");
    }
    // Engines up to API 1.43 would make a second network of the same name; newer ones do not know the word any more.
    if (System.getModule("de.fum.coopto.engine").older(docker.version, "1.44")) {
        body.CheckDuplicate = true;
    }
    return docker.call({ method: "POST", path: "/networks/create", body: body });
});
