/**
 * When a workflow that waits for a container should look again: in two seconds.
 *
 * @param {DockerContainer} container - the container, for the message
 * @param {Date} until - when to give up
 * @returns {Date} the moment
 * @throws COOPTO-504 when that is too late
 */
(function (container, until) {
    var next = new Date(new Date().getTime() + 2000);
    if (next.getTime() > Number(until.getTime())) {
        var target = System.getModule("de.fum.coopto.values").identify(container, "DockerContainer");
        throw "COOPTO-504: wait for container \"" + target.name + "\" on \"" +
            System.getModule("de.fum.coopto.store").entry(target.node).displayName +
            "\": it takes too long; it runs on, and its log may tell what it is doing";
    }
    return next;
});
