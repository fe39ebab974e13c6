/**
 * Start a container. One that runs already is left alone.
 *
 * @param {DockerContainer} container - the container
 */
(function (container) {
    var target = System.getModule("de.fum.coopto.values").identify(container, "DockerContainer");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    System.getModule("de.fum.coopto.engine").connect(entry, "start container \"" + target.name + "\"", 60).call({
        method: "POST",
        path: "/containers/" + target.id + "/start"
    });
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
