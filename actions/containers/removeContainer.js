/**
 * Remove a container.
 *
 * @id 629971c0-dc41-4fcf-b366-4d2dfa98b20e
 * @param {DockerContainer} container - the container
 * @param {boolean} force - whether to kill it if it runs; otherwise that is an error
 * @param {boolean} removeVolumes - whether to remove its volumes that have no name
 * @throws COOPTO-409 when it runs, without force
 */
(function (container, force, removeVolumes) {
    var values = System.getModule("de.fum.coopto.values");
    System.getModule("de.fum.coopto.internal.containers").reach(container, "remove", 60)
        .call("DELETE", "", { force: values.flag(force), v: values.flag(removeVolumes) });
});
