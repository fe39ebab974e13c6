/**
 * Remove a container.
 *
 * @param {DockerContainer} container - the container
 * @param {boolean} force - whether to kill it if it runs; otherwise that is an error
 * @param {boolean} removeVolumes - whether to remove its volumes that have no name
 */
(function (container, force, removeVolumes) {
    var values = System.getModule("de.fum.coopto.values"), target = values.identify(container, "DockerContainer");
    var entry = System.getModule("de.fum.coopto.store").entry(target.node);
    System.getModule("de.fum.coopto.engine").connect(entry, "remove container \"" + target.name + "\"", 60).call({
        method: "DELETE",
        path: "/containers/" + target.id,
        query: { force: values.flag(force), v: values.flag(removeVolumes) }
    });
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
