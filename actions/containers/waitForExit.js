/**
 * Wait until a container ends by itself.
 *
 * @param {DockerContainer} container - the container
 * @param {number} seconds - how long, 1 to 3600; left out: 300
 * @returns {number} the code that it ended with
 * @throws COOPTO-409 when it was never started, COOPTO-504 when that takes too long
 */
(function (container, seconds) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.containers");
    var most = values.integer(seconds, "the time to wait", 1, 3600), began = new Date().getTime(), pause = 500, code;
    most = most === null ? 300 : most;
    for (;;) {
        code = containers.getExitCode(container);
        if (code !== null) {
            return code;
        }
        if (new Date().getTime() - began + pause > most * 1000) {
            throw "COOPTO-504: container \"" + container.name + "\" still runs after " + most + " seconds";
        }
        System.sleep(pause);
        pause = Math.min(pause * 1.5, 5000);
    }
});
