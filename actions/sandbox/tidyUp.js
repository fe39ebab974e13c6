/**
 * Remove a container of the sandbox and a volume, if they are there. Never fails: what is left is in the log.
 *
 * @param {DockerNode} node - the node
 * @param {string} container - name of the container, or nothing
 * @param {string} volume - name of the volume, or nothing
 */
(function (node, container, volume) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.containers");
    var volumes = System.getModule("de.fum.coopto.volumes");
    var attempt = function (name, remove) {
        try {
            if (values.text(name, "the name") !== null) {
                remove();
            }
        } catch (e) {
            if (values.status(e) !== 404) {
                System.warn(values.message(e));
            }
        }
    };
    attempt(container, function () {
        containers.removeContainer(containers.getContainerByName(node, container), true, true);
    });
    attempt(volume, function () {
        volumes.removeVolume(volumes.getVolumeByName(node, volume), false);
    });
});
