/**
 * Change how much of its node a container may use, and whether Docker starts it again. It need not be
 * stopped for that. What is left out stays as it is.
 *
 * @param {DockerContainer} container - the container
 * @param {number} memory - megabytes, at least 6; as much again may be swapped
 * @param {number} cpus - processors, such as 0.5
 * @param {number} cpuShares - weight beside other containers, 2 to 262144, usually 1024
 * @param {number} pidsLimit - how many processes, -1 for any number
 * @param {string} restartPolicy - no, always, unless-stopped, on-failure or on-failure:<times>
 * @throws COOPTO-400 when nothing is to be changed
 */
(function (container, memory, cpus, cpuShares, pidsLimit, restartPolicy) {
    var values = System.getModule("de.fum.coopto.values"), internal = System.getModule("de.fum.coopto.internal.containers");
    var target = values.identify(container, "DockerContainer");
    var body = internal.limits(memory, cpus), shares = values.integer(cpuShares, "the weight of processors", 2, 262144);
    var processes = values.integer(pidsLimit, "the number of processes", -1, 4194304);
    if (shares !== null) {
        body.CpuShares = shares;
    }
    if (processes !== null) {
        body.PidsLimit = processes;
    }
    if (values.text(restartPolicy, "the restart policy") !== null) {
        body.RestartPolicy = internal.restartPolicy(restartPolicy);
    }
    if (Object.keys(body).length === 0) {
        throw "COOPTO-400: change the limits of container \"" + target.name + "\": there is nothing to change; give at least one of them";
    }
    var reached = internal.reach(container, "change the limits of {}", 60);
    if (body.NanoCpus) {
        reached.docker.since("1.25", "a limit of processors");
    }
    if (processes !== null) {
        reached.docker.since("1.40", "a changed limit of processes");
    }
    var said = reached.docker.call({ method: "POST", path: reached.path + "/update", body: body }) || {};
    System.log(reached.what + ": done");
    values.texts(said.Warnings).forEach(function (warning) {
        System.warn(reached.what + ": " + warning);
    });
    System.getModule("de.fum.coopto.inventory").refresh("DockerContainer", container.id);
});
