/**
 * Wait until a container is well: until its check says so, or, without a check, that it runs.
 *
 * @param {DockerContainer} container - the container
 * @param {number} seconds - how long, 1 to 3600; left out: 300
 * @returns {string} healthy, or none when nobody checks
 * @throws COOPTO-409 when it ended or its check says that it is not well, COOPTO-504 when that takes too long
 */
(function (container, seconds) {
    var values = System.getModule("de.fum.coopto.values"), containers = System.getModule("de.fum.coopto.containers");
    var most = values.integer(seconds, "the time to wait", 1, 3600), began = new Date().getTime(), pause = 500, health;
    most = most === null ? 300 : most;
    for (;;) {
        health = containers.getHealth(container);
        if (health === "healthy" || health === "none") {
            return health;
        }
        if (health === "unhealthy") {
            throw "COOPTO-409: container \"" + container.name + "\" is not well, its health check says; its log may tell why";
        }
        if (new Date().getTime() - began + pause > most * 1000) {
            throw "COOPTO-504: container \"" + container.name + "\" is still starting after " + most + " seconds";
        }
        System.sleep(pause);
        // At first often, as most are quick; later seldom.
        pause = Math.min(pause * 1.5, 5000);
    }
});
