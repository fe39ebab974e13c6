/**
 * How a container is connected to a network.
 *
 * @param {Any} docker - the connection to the node
 * @param {Any} network - what identify says of the network
 * @param {Any} container - what identify says of the container
 * @returns {Any} what Docker says of it: Aliases, IPAddress, IPAMConfig and more; null when it is not connected
 */
(function (docker, network, container) {
    var path = "/containers/" + System.getModule("de.fum.coopto.engine").segment(container.id) + "/json";
    var settings = docker.call({ method: "GET", path: path }).NetworkSettings || {}, known = settings.Networks || {}, found = null;
    Object.keys(known).forEach(function (name) {
        var its = known[name] && known[name].NetworkID;
        // A container that was never started knows the names of its networks, and no ids yet; Podman writes the name for the id.
        if (known[name] && (its === network.id || ((!its || its === name) && name === network.name))) {
            found = known[name];
        }
    });
    return found;
});
