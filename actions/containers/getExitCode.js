/**
 * The code that a container ended with.
 *
 * @param {DockerContainer} container - the container
 * @returns {number} the code; null while it runs
 * @throws COOPTO-409 when it was never started
 */
(function (container) {
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "look after", 60);
    var state = reached.inspect().State || {};
    if (state.Status === "created") {
        reached.refuse(409, "it was never started" + (state.Error ? ": " + state.Error : ""));
    }
    return state.Status === "exited" || state.Status === "dead" ? Number(state.ExitCode || 0) : null;
});
