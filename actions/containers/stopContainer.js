/**
 * Stop a container. One that does not run is left alone.
 *
 * @param {DockerContainer} container - the container
 * @param {number} wait - seconds to wait before it is killed, 0 to 3600; left out: as it was created, usually 10
 */
(function (container, wait) {
    var values = System.getModule("de.fum.coopto.values"), target = values.identify(container, "DockerContainer");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    var seconds = values.integer(wait, "the time to wait", 0, 3600);
    // Docker answers when the container has stopped.
    System.getModule("de.fum.coopto.engine").connect(entry, "stop container \"" + target.name + "\"",
        seconds === null ? 1800 : seconds + 60).call({
        method: "POST",
        path: "/containers/" + target.id + "/stop",
        query: { t: seconds }
    });
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
