/**
 * All that Docker says of a container.
 *
 * @param {DockerContainer} container - the container
 * @returns {string} a JSON document, indented, for people and for scripts
 */
(function (container) {
    return JSON.stringify(System.getModule("de.fum.coopto.internal.containers").reach(container, "inspect", 60).inspect(), null, 2);
});
