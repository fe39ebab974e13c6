/**
 * Wait until a container is ready: one that runs once, until it has ended well; one with a health check, until it is
 * healthy; any other one, until it has run for a second.
 *
 * @param {Any} docker - the connection to the node
 * @param {string} id - the container's id in Docker
 * @param {boolean} once - whether it ends by itself
 * @param {number} seconds - how long to wait
 * @throws COOPTO-500 when it ended, or is not healthy; COOPTO-504 when the time is over
 */
(function (docker, id, once, seconds) {
    var values = System.getModule("de.fum.coopto.values"), waited = 0, looks = 0, begun = null, found, state, health, status, last, pause;
    while (true) {
        found = docker.call({ method: "GET", path: "/containers/" + id + "/json" });
        state = found.State || {};
        status = String(state.Status || "");
        health = state.Health && state.Health.Status !== "none" ? String(state.Health.Status) : null;
        // One that Docker starts again and again runs now and then, and is not ready.
        looks = begun === state.StartedAt ? looks + 1 : 1;
        begun = state.StartedAt;
        if (status === "exited" || status === "dead") {
            if (once && Number(state.ExitCode) === 0) {
                return;
            }
            throw "COOPTO-500: it ended with exit code " + state.ExitCode + (state.Error ? ": " + state.Error : "");
        }
        if (!once && health === "unhealthy") {
            last = values.list(state.Health.Log).pop();
            throw "COOPTO-500: it is not healthy" + (last ? ": " + String(last.Output || "").trim().substring(0, 500) : "");
        }
        if (!once && status === "running" && (health === "healthy" || (health === null && looks > 1))) {
            return;
        }
        if (waited >= seconds) {
            throw "COOPTO-504: after " + seconds + " seconds it is " + (once ? "still " + status : health || status) +
                (Number(found.RestartCount) > 0 ? ", after " + found.RestartCount + " times that it ended and was started again" : "");
        }
        pause = waited < 10 ? 1 : 2;
        System.sleep(pause * 1000);
        waited += pause;
    }
});
