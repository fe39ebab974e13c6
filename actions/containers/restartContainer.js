/**
 * Stop a container and start it again. One that does not run is started.
 *
 * @id e072d3e6-4c33-4c9d-ab49-4c370819e4ae
 * @param {DockerContainer} container - the container
 * @param {number} wait - seconds to wait before it is killed, 0 to 3600; left out: as it was created, usually 10
 */
(function (container, wait) {
    var seconds = System.getModule("de.fum.coopto.values").integer(wait, "the time to wait", 0, 3600);
    System.getModule("de.fum.coopto.internal.containers").reach(container, "restart", seconds === null ? 1800 : seconds + 60)
        .call("POST", "/restart", { t: seconds });
});
