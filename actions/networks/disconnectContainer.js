/**
 * Disconnect a container from a network. One that is not connected is left alone.
 *
 * @param {DockerNetwork} network - the network
 * @param {DockerContainer} container - a container of the same node
 * @param {boolean} force - whether to do so even if the container does not answer
 * @param {boolean} failIfSo - whether it is an error when it is not connected
 */
(function (network, container, force, failIfSo) {
    var values = System.getModule("de.fum.coopto.values"), engine = System.getModule("de.fum.coopto.engine");
    var target = values.identify(network, "DockerNetwork"), leaving = values.identify(container, "DockerContainer");
    var what = "disconnect container \"" + leaving.name + "\" from network \"" + target.name + "\"";
    if (target.node !== leaving.node) {
        throw "COOPTO-400: " + what + ": they are on different nodes";
    }
    var entry = System.getModule("de.fum.coopto.store").entry(target.node), docker = engine.connect(entry, what, 60);
    if (System.getModule("de.fum.coopto.internal.networks").endpoint(docker, target, leaving) === null) {
        if (values.flag(failIfSo)) {
            throw "COOPTO-304: " + docker.what + ": it is not connected";
        }
        return;
    }
    docker.change({
        method: "POST",
        path: "/networks/" + engine.segment(target.id) + "/disconnect",
        body: { Container: leaving.id, Force: values.flag(force) }
    });
    System.log(docker.what + ": done");
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
