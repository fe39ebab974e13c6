/**
 * The id that a container has in Docker.
 *
 * @param {DockerContainer} container - the container
 * @returns {string} 64 digits
 */
(function (container) {
    return System.getModule("de.fum.coopto.values").identify(container, "DockerContainer").id;
});
