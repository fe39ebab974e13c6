/**
 * Remove a network.
 *
 * @param {DockerNetwork} network - the network
 * @param {boolean} force - whether to disconnect the containers that are in it; otherwise that is an error
 * @throws COOPTO-409 when containers are in it, COOPTO-403 when it is one of Docker's own
 */
(function (network, force) {
    var values = System.getModule("de.fum.coopto.values"), target = values.identify(network, "DockerNetwork");
    var engine = System.getModule("de.fum.coopto.engine"), entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var docker = engine.connect(entry, "remove network \"" + target.name + "\"", 60);
    var path = "/networks/" + engine.segment(target.id), inside = docker.call({ method: "GET", path: path }).Containers || {};
    var names = Object.keys(inside).map(function (id) {
        return String(inside[id].Name || id);
    });
    if (names.length > 0 && !values.flag(force)) {
        throw "COOPTO-409: " + docker.what + ": containers are in it: " + names.join(", ");
    }
    Object.keys(inside).forEach(function (id) {
        docker.change({ method: "POST", path: path + "/disconnect", body: { Container: id, Force: true } });
    });
    docker.change({ method: "DELETE", path: path });
    System.log(docker.what + ": done");
    System.getModule("de.fum.coopto.inventory").refresh("DockerNetwork", network.id);
});
