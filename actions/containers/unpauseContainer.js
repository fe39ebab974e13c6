/**
 * Let a paused container go on. One that runs is left alone.
 *
 * @param {DockerContainer} container - the container, paused
 * @param {boolean} failIfSo - whether it is an error when it is not paused
 * @throws COOPTO-409 when it does not run at all, COOPTO-304 with failIfSo
 */
(function (container, failIfSo) {
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "unpause", 60);
    var state = reached.inspect().State || {};
    if (state.Paused === true) {
        reached.call("POST", "/unpause");
    } else if (state.Running !== true) {
        reached.refuse(409, "it does not run");
    } else if (System.getModule("de.fum.coopto.values").flag(failIfSo)) {
        reached.refuse(304, "it is not paused");
    }
});
