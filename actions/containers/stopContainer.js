/**
 * Stop a container. One that does not run is left alone.
 *
 * @id ea9d8995-a699-4870-a211-3299efb37bd4
 * @param {DockerContainer} container - the container
 * @param {number} wait - seconds to wait before it is killed, 0 to 3600; left out: as it was created, usually 10
 * @param {boolean} failIfSo - whether it is an error when it does not run
 * @throws COOPTO-304 with failIfSo
 */
(function (container, wait, failIfSo) {
    var values = System.getModule("de.fum.coopto.values"), seconds = values.integer(wait, "the time to wait", 0, 3600);
    // Docker answers when the container has stopped.
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "stop", seconds === null ? 1800 : seconds + 60);
    reached.call("POST", "/stop", { t: seconds }, values.flag(failIfSo));
});
