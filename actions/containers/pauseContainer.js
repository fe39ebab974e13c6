/**
 * Freeze the processes of a container. One that is paused already is left alone.
 *
 * @param {DockerContainer} container - the container, running
 * @param {boolean} failIfSo - whether it is an error when it is paused already
 * @throws COOPTO-409 when it does not run, COOPTO-304 with failIfSo
 */
(function (container, failIfSo) {
    var reached = System.getModule("de.fum.coopto.internal.containers").reach(container, "pause", 60);
    // Docker has one answer for "paused already" and "does not run".
    if ((reached.inspect().State || {}).Paused !== true) {
        reached.call("POST", "/pause");
    } else if (System.getModule("de.fum.coopto.values").flag(failIfSo)) {
        reached.refuse(304, "it is paused already");
    }
});
