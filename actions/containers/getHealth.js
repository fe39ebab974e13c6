/**
 * Whether a container is well.
 *
 * @param {DockerContainer} container - the container
 * @returns {string} starting, healthy or unhealthy; none when it runs and nobody checks
 * @throws COOPTO-409 when it does not run, or is paused
 */
(function (container) {
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "look after", 60);
    var state = reached.inspect().State || {}, health = (state.Health || {}).Status || "none";
    if (state.Status === "restarting") {
        return "starting";
    }
    if (state.Paused === true) {
        reached.refuse(409, "it is paused");
    }
    if (state.Running !== true) {
        reached.refuse(409, "it does not run" + (state.Status === "created" ? " yet" :
            ", it ended with code " + Number(state.ExitCode || 0) + (state.Error ? ": " + state.Error : "; its log may tell why")));
    }
    return String(health);
});
